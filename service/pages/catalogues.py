"""Words of the pages: gettext catalogues of `service/locale`, and numbers, shares and dates as each language writes them.

English words stand in templates and code; `<language>/LC_MESSAGES/kasip.po` has the others. They are compiled in
memory when first asked for, so that no build step can be forgotten.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from typing import Any

from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

SOURCE = "en"  # language of the words in templates and code
PERCENT = {"kk": "#,##0\u00a0%"}  # with a blank as in Russian; CLDR has none
ALL, NONE = 0.995, 0.005  # shares beyond which a rounded percent would say too much


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language. Values in a text stand as `%(name)s`, a percent sign as `%%`."""

    language: str
    translations: NullTranslations

    def gettext(self, text: str, **values: Any) -> str:
        """The text in this language."""
        return self.translations.gettext(text) % values

    def ngettext(self, one: str, many: str, count: int, **values: Any) -> str:
        """The text for a count, which stands in it as `%(num)s`."""
        return self.translations.ngettext(one, many, count) % {"num": self.number(count), **values}

    def percent(self, share: float) -> str:
        """A share as «87 %»; what would round to nothing or to all is told as less or more."""
        if 0 < share < NONE:
            return f"<{self.percent(0.01)}"
        if ALL < share < 1:
            return f">{self.percent(0.99)}"
        return format_percent(share, PERCENT.get(self.language), locale=self.language)

    def number(self, value: float) -> str:
        """A number with its groups of digits."""
        return format_decimal(value, locale=self.language)

    def date(self, iso: str) -> str:
        """An ISO date as «29 июня 2023 г.», never broken over lines; a year alone stays as it is."""
        try:
            return format_date(date.fromisoformat(iso), "long", locale=self.language).replace(" ", "\u00a0")
        except ValueError:
            return iso


@cache
def words_of(language: str) -> Words:
    """The words of a language of `service.messages.LANGUAGES`."""
    return Words(language, NullTranslations() if language == SOURCE else _compiled(language))


def later(text: str) -> str:
    """Mark a text of a table for extraction; whoever shows it asks for its translation."""
    return text


def said(table: Mapping[str, str], name: str, words: Words) -> str:
    """The text of a table in a language; the name itself where the table has none."""
    return words.gettext(table[name]) if name in table else name


def _compiled(language: str) -> GNUTranslations:
    source = files("service").joinpath("locale", language, "LC_MESSAGES", "kasip.po")
    with source.open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
