"""The tables of masking, in `matching/masking/data/`: lists of words, endings, patterns; each pattern and ending has an example."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

MACRO = re.compile(r"<([A-Z]+)>")
EMPTY = "-"  # a cell with nothing in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A row of `patterns.tsv`: hides its group `h`, or all that it matches where it has none."""

    kind: str
    personal: bool  # only in lines about a person: at the head of a text, or beside other personal data
    needs: tuple[str, ...]  # the pattern can match only where one of these stands in lower case; cheap to look for
    regex: re.Pattern[str]
    example: str  # hides what ⟦⟧ holds: «ИИН ⟦900214400120⟧»
    stays: str  # a look-alike

    def likely(self, lowered: str) -> bool:
        """Whether it can match at all in a text, given in lower case."""
        return any(map(lowered.__contains__, self.needs))  # half the time of a generator

    def parts(self, line: str) -> list[tuple[int, int]]:
        """Start and end of each part of a line that it hides."""
        group = "h" if "h" in self.regex.groupindex else 0
        return [match.span(group) for match in self.regex.finditer(line)]


@cache
def patterns() -> tuple[Pattern, ...]:
    """Return the patterns in their order; `<NAME>` in one stands for the part that a row `=NAME` defines."""
    parts = {"PLACES": rf"(?:{'|'.join(sorted(words('places'), key=len, reverse=True))})"}
    found = []
    for cells in rows("patterns"):
        regex = MACRO.sub(lambda macro: parts[macro[1]], cells[1] if len(cells) == 2 else cells[3])
        if len(cells) == 2:
            parts[cells[0].removeprefix("=")] = regex
            continue
        kind, where, needs, _, example, stays = cells
        found.append(
            Pattern(
                kind=kind,
                personal=where == "person",
                needs=tuple(needs.split("|")),
                regex=re.compile(regex),
                example=example,
                stays=stays,
            )
        )
    return tuple(found)


@cache
def endings(kind: str) -> re.Pattern[str]:
    """Return what matches a whole word in lower case with an ending of a kind, as `endings.tsv` has them."""
    found = (ending for name, ending, _ in rows("endings") if name == kind)
    return re.compile(rf"(?P<stem>\w{{2,}}?)(?:{'|'.join(found)})")


@cache
def cases() -> tuple[tuple[str, str], ...]:
    """Return pairs of a case ending and what stood in its place, in the order to try."""
    return tuple((ending, "" if instead == EMPTY else instead) for instead, ending, _, _ in rows("cases"))


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of `<name>.txt` as written."""
    return frozenset(word for line in _lines(f"{name}.txt") for word in line.split())


@cache
def phrases(name: str) -> frozenset[str]:
    """Return the lines of `<name>.txt`."""
    return frozenset(_lines(f"{name}.txt"))


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of `<name>.tsv` in their order."""
    return tuple(tuple(line.split("\t")) for line in _lines(f"{name}.tsv"))


def _lines(name: str) -> list[str]:
    text = files("matching.masking").joinpath("data", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
