"""Rows and functions of one card → Card, with its problems and line uses."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from corpus.cards import Card, CodedTitle, Item, Problem, Related
from corpus.items import END_MARKS, squeeze
from corpus.parsers.columns.fields import FieldRow, value_paragraphs
from corpus.parsers.columns.functions import Part
from corpus.parsers.columns.lines import Line
from corpus.parsers.columns.text import joined, paragraph_lines
from corpus.parsers.columns.zones import Zones, heading_text
from corpus.parsers.standard.labels import REMARK, row_label
from corpus.parsers.standard.values import QUOTES, coded_titles, codes, is_absent, levels, related, sublevels

OVERVIEW = "overview of functions, described below"
NOISE = {
    "functions": OVERVIEW,
    "mandatory": OVERVIEW,
    "additional": OVERVIEW,
    "conditions": "working conditions, the same in every card",
    "regulations": "list of regulations",
    "training": "link with training",
    "purpose": "purpose of the profession",
    "chapter": "text behind the cards",
}
ACT = re.compile(r"^(?:приказ|типовые|квалификационн|постановление|закон|единый|еткс)", re.IGNORECASE)
# «Навыки коммуникации, умение работать (в команде). Терпение» → three
COMPETENCE_END = re.compile(r"[,;.](?=\s|$)(?![^()]*\))")


@dataclass(slots=True)
class CardReader:
    """What was read of one card, and what became of its lines."""

    document: str
    zones: Zones
    rows: Sequence[FieldRow]
    part: Part
    widths: Mapping[str, int]  # value widths by field
    uses: dict[int, str] = field(default_factory=dict)
    noise: dict[int, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def card(self) -> Card:
        """Return the card; `uses`, `noise` and `problems` are complete afterwards."""
        self._account()
        for kind, line, text in self.part.doubts:
            self._problem(kind, line, text)
        heading = squeeze(heading_text(self.zones.heading))
        card = Card(
            document=self.document,
            line=self.zones.line,
            title=self._title() or heading,
            heading=heading,
            codes=codes(self._text("code") or self._text("group_code")),
            levels=levels(self._text("levels")) or levels(self._text("sublevel")),
            sublevels=sublevels(self._text("levels")) or sublevels(self._text("sublevel")),
            alternative_titles=tuple(self._alternative_titles()),
            education=self._text("education") or self._education_of_training(),
            qualification_requirements=tuple(text for text, _ in self._paragraphs("requirements")),
            functions=self.part.functions,
            personal_competences=tuple(self._personal()),
            related=self._related(),
            classifier_link=self._classifier_link(),
            classifier_titles=self._classifier_titles(),
        )
        self._check(card)
        return card

    def _account(self) -> None:
        self.uses.update({line.number: "heading" for line in self.zones.heading})
        for row in self.rows:
            target, use = (self.noise, NOISE[row.name]) if row.name in NOISE else (self.uses, row.name)
            target.update({line.number: use for line in row.lines})
            self.uses.update({line.number: "label" for line in row.label})
        self.noise.update({line.number: REMARK for line in self.zones.remarks})
        self.uses.update(self.part.uses)
        for line in self.part.next_row:
            self.uses[line.number] = next((row.name for row in self.rows if line in row.lines), "unread")

    def _problem(self, kind: str, line: int, text: str) -> None:
        self.problems.append(Problem(kind=kind, document=self.document, line=line, text=text))

    def _rows(self, name: str) -> list[FieldRow]:
        return [row for row in self.rows if row.name == name]

    def _groups(self, name: str) -> list[list[Line]]:
        return [g for row in self._rows(name) for g in value_paragraphs(row, self.widths[name])]

    def _paragraphs(self, name: str) -> list[tuple[str, int]]:
        return [(joined(group, self.widths[name]), group[0].number) for group in self._groups(name)]

    def _text(self, name: str) -> str:
        return "\n".join(text for text, _ in self._paragraphs(name))

    def _title(self) -> str:
        """The first name of the row; further names are reported, the card has one."""
        names = [(text.strip(QUOTES + END_MARKS), line) for text, line in self._paragraphs("title")]
        if len(names) > 1:
            others = "; ".join(name for name, _ in names[1:])
            self._problem("more-names", names[1][1], f"В строке наименования стоят и другие названия: {others}")
        return names[0][0] if names else ""

    def _education_of_training(self) -> str | None:
        """Cards without a row of its own say it in «Связь с системой образования»: «Уровень образования: ТиПО»."""
        text = self._text("training")
        return text if any((label := row_label(p)) and label.field == "education" for p in text.split("\n")) else None

    def _alternative_titles(self) -> Iterator[CodedTitle]:
        for text, line in self._paragraphs("alternative_titles"):
            yield from coded_titles(text, line)

    def _personal(self) -> Iterator[Item]:
        for text, line in self._paragraphs("personal"):
            for piece in COMPETENCE_END.split(text):
                if competence := piece.strip(END_MARKS):
                    yield Item(text=competence, line=line)

    def _related(self) -> tuple[Related, ...]:
        """Titles printed before the level of their row take it: the row was cut by a page break."""
        found = related(self._paragraphs("related"))
        first = next((r for r in found if r.level is not None), None)
        early = {line.number for row in self._rows("related") for v in row.values if v.early for line in v.lines}
        if first is None:
            return found
        for entry in (r for r in found if r.level is None and r.line in early):
            self._problem("related-level", entry.line, f"«{entry.title}»: уровень взят из той же строки таблицы")
        return tuple(
            replace(r, level=first.level, level_to=first.level_to) if r.level is None and r.line in early else r
            for r in found
        )

    def _classifier_cells(self) -> tuple[list[list[Line]], list[list[Line]]]:
        """Paragraphs of the middle cell (positions) and of the right cell (document)."""
        titles: list[list[Line]] = []
        link: list[list[Line]] = []
        for row in self._rows("classifier"):
            early = [cell for v in row.values if v.early for cell in _cells(v.lines)]
            late = [cell for v in row.values if not v.early for cell in _cells(v.lines)]
            first = not any(v.inline for v in row.values) and bool(early) and len(late) == 1
            for index, cell in [*enumerate(early), *enumerate(late, start=int(first))]:
                act = index or ACT.match(cell[0].text)
                (link if act else titles).extend(paragraph_lines(cell, self.widths["classifier"]))
        return titles, link

    def _classifier_titles(self) -> tuple[str, ...]:
        titles, _ = self._classifier_cells()
        texts = (joined(group, self.widths["classifier"]).strip(END_MARKS) for group in titles)
        return tuple(text for text in texts if not is_absent(text))

    def _classifier_link(self) -> str | None:
        _, link = self._classifier_cells()
        text = joined([line for group in link for line in group], self.widths.get("classifier", 0))
        return text.strip(END_MARKS) or None

    def _check(self, card: Card) -> None:
        missing = {
            "title": (card.title, "В карточке нет наименования профессии"),
            "code": (card.codes, "В карточке нет кода профессии"),
            "level": (card.levels, "В карточке нет уровня квалификации по ОРК"),
            "education": (card.education, "В карточке нет строки об уровне образования"),
            "functions": (card.functions, "В карточке нет трудовых функций"),
        }
        for name, (value, text) in missing.items():
            if not value:
                self._problem(f"no-{name}", card.line, text)
        for task in (task for function in card.functions for task in function.tasks):
            self._check_start(task.title, task.line)

    def _check_start(self, title: str, line: int) -> None:
        if title and title[0].islower():
            self._problem("title-start", line, f"Название «{title}» начинается со строчной буквы")


def _cells(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines cut where a displaced link stood at the head of the next cell."""
    cut = next((i for i, line in enumerate(lines) if i and line.lead), len(lines))
    return [list(part) for part in (lines[:cut], lines[cut:]) if part]
