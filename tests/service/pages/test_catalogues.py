"""No word of a page is left untranslated."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from service.pages.catalogues import words_of
from service.settings import PROJECT

SERVICE = PROJECT / "service"
METHODS = [("pages/**.py", "python"), ("exports/**.py", "python"), ("templates/**.html", "jinja2.ext.babel_extract")]
OPTIONS = {"templates/**.html": {"newstyle_gettext": "true"}}
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "gettext": None, "later": None, "ngettext": (1, 2)}
PLACE = re.compile(r"%\((\w+)\)s")
LANGUAGES = ("ru", "kk")


def wanted() -> set[str]:
    """Every text that templates and code ask for, of plurals the singular."""
    found = extract_from_dir(SERVICE, METHODS, OPTIONS, KEYWORDS)
    return {text if isinstance(text, str) else text[0] for _, _, text, _, _ in found}


def catalogue(language: str) -> Catalog:
    """The catalogue of a language."""
    with (SERVICE / "locale" / language / "LC_MESSAGES" / "kasip.po").open("rb") as file:
        return read_po(file, locale=language)


def messages(language: str) -> Iterator[Message]:
    """The messages of a catalogue without its head."""
    return (message for message in catalogue(language) if message.id)


def forms(message: Message) -> tuple[str, ...]:
    """All texts of a translation."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def key(message: Message) -> str:
    """The English text, of plurals the singular."""
    return message.id if isinstance(message.id, str) else message.id[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_has_its_translation_and_no_translation_is_left_over(language: str) -> None:
    assert {key(message) for message in messages(language)} == wanted()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_empty_or_doubtful(language: str) -> None:
    assert [key(m) for m in messages(language) if m.fuzzy or not all(forms(m))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_places_of_values(language: str) -> None:
    for message in messages(language):
        for text in forms(message):
            assert set(PLACE.findall(text)) == set(PLACE.findall(key(message))), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_are_in_their_own_letters(language: str) -> None:
    latin = re.compile(r"(?!Kasip|DOCX|XLSX|JSON|JSONL|HTML|Ctrl|SVG|CSV|PDF|ODT|RTF|TXT|UTF|cookie)\b[A-Za-z]{3,}")
    left = [text for message in messages(language) for text in forms(message) if latin.search(PLACE.sub("", text))]
    assert left == []


def test_plurals_follow_the_language() -> None:
    said = [words_of("ru").ngettext("%(num)s item", "%(num)s items", n) for n in (1, 3, 5)]
    assert said == ["1 item", "3 items", "5 items"]  # not in the catalogue, so as it stands
    told = [words_of("ru").ngettext("%(num)s character", "%(num)s characters", n) for n in (1, 3, 5, 1200)]
    assert told == ["1 знак", "3 знака", "5 знаков", "1\xa0200 знаков"]


@pytest.mark.parametrize(
    ("language", "share", "said"),
    [
        ("ru", 0.87, "87\xa0%"),
        ("kk", 0.87, "87\xa0%"),
        ("en", 0.87, "87%"),
        ("ru", 0.001, "<1\xa0%"),
        ("ru", 0.999, ">99\xa0%"),
        ("ru", 0.0, "0\xa0%"),
        ("ru", 1.0, "100\xa0%"),
    ],
)
def test_shares_never_say_all_or_nothing_by_rounding(language: str, share: float, said: str) -> None:
    assert words_of(language).percent(share) == said


@pytest.mark.parametrize(
    ("language", "said"), [("ru", "29 июня 2023 г."), ("kk", "2023 ж. 29 маусым"), ("en", "June 29, 2023")]
)
def test_dates_are_written_as_the_language_does(language: str, said: str) -> None:
    assert " ".join(words_of(language).date("2023-06-29").split()) == said
    assert words_of(language).date("2019") == "2019"
