"""Running text of a framework: codes of neighbouring occupations, proposed professions and specialities."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.cards import CodedTitle, NamedProfession
from corpus.items import BULLET, clean, split_number
from corpus.parsers.framework.ledger import Ledger
from corpus.parsers.markdown.codes import OCCUPATION, coded_titles
from corpus.parsers.markdown.html import plain
from corpus.parsers.markdown.joints import starts_lower
from corpus.parsers.markdown.layout import TextLine
from corpus.parsers.markdown.rows import FURNITURE

# What a list is of, by the line before it.
INTROS: tuple[tuple[str, re.Pattern[str]], ...] = (
    # «Список профессий …, рекомендуемые к включению в НКЗ:»
    (
        "proposed",
        re.compile(r"(?=.*\b(?:рекоменд|предл[ао]|включ|дополн|внес|введ))(?=.*(?:\bнкз\b|классификатор)).*:$", re.I),
    ),
    # «выявлена потребность в следующих новых профессиях:»
    ("emerging", re.compile(r".*\b(?:нов|появ|перспектив|востребован)\w*\b.*професси\w*.*:$", re.I)),
    # «Смежные со сферой семейной политики профессии представлены с кодами НКЗ:»
    ("adjacent", re.compile(r".*\b(?:смежн|сопутствующ)\w*\b.*:$", re.I)),
)
# «Предлагаемая специальность: «Консультант по вопросам брака и семьи», «Консультант …»»
SPECIALITY = re.compile(r"^(?:предлагаем|рекомендуем)\w+\s+(?:специальност|професси)\w+\s*:\s*(?=[«\"“])", re.I)
LISTED = ("proposed", "emerging")  # relations whose lists have titles without codes
QUOTED = re.compile(r"[«\"“]([^«»\"“”]{3,150})[»\"”]")


@dataclass(slots=True)
class Prose:
    """What the running text names."""

    codes: list[CodedTitle] = field(default_factory=list)
    named: list[NamedProfession] = field(default_factory=list)


def read_prose(lines: Sequence[TextLine], ledger: Ledger) -> Prose:
    """Codes and professions of the text lines, in order; lines that the ledger knows are left alone."""
    reader = _Reader(ledger)
    for line in lines:
        text = plain(line.block.text.lstrip("# "))
        if text and not FURNITURE.match(line.block.text) and not ledger.is_used(line.block.line):
            reader.line(text, line.block.line, is_heading=line.is_heading)
    return reader.prose


class _Reader:
    def __init__(self, ledger: Ledger) -> None:
        self.prose = Prose()
        self._ledger = ledger
        self._relation = ""  # of the list at hand, by its introduction
        self._intro = 0  # line of the introduction
        self._code_above = False  # a title with a code may go on

    def line(self, text: str, number: int, *, is_heading: bool) -> None:
        """Take one line."""
        bare = split_number(BULLET.sub("", text))[1]
        if SPECIALITY.match(text):
            for title in QUOTED.findall(text):
                self._name("speciality", title, number)
        elif is_heading or text.endswith(":"):
            self._relation = next((name for name, pattern in INTROS if pattern.match(text)), "")
            self._intro, self._code_above = number, False
        elif OCCUPATION.match(bare):
            self._take_code(bare, number)
        elif self._code_above and starts_lower(text):
            last = self.prose.codes[-1]
            self.prose.codes[-1] = replace(last, title=clean(f"{last.title} {text}"))
            self._ledger.use(number, "code")
        elif self._relation in LISTED and bare != text:
            self._name(self._relation, clean(text), number)
            self._ledger.use(self._intro, "label")
        else:
            self._relation, self._code_above = "", False

    def _take_code(self, text: str, number: int) -> None:
        for coded in coded_titles(text):
            if coded.title:
                self.prose.codes.append(CodedTitle(code=coded.code, title=coded.title, line=number))
                if self._relation:
                    self._name(self._relation, coded.title, number, coded.code)
                    self._ledger.use(self._intro, "label")
        self._ledger.use(number, "code")
        self._code_above = True

    def _name(self, relation: str, title: str, number: int, code: str | None = None) -> None:
        self.prose.named.append(NamedProfession(relation=relation, title=title, line=number, code=code))
        if code is None:
            self._ledger.use(number, "named_profession")
