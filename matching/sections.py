"""Sections: what part of a text every statement stands in, by the headings over it."""

import re
from dataclasses import dataclass
from itertools import pairwise

from matching.likely import likely
from matching.marks import bare, set_aside
from matching.statements import Statement

HEADER_LENGTH = 60  # characters; a longer line is content
TITLE_LENGTH = 120
HEAD = 4  # statements among which a title is looked for
END_MARKS = " :.!-–—"
COMMA = ", "
WORD = re.compile(r"\w+")
FEWEST = 4  # words of a clause that says something of its own
NAMELESS = frozenset({"opening", "personal", "place"})  # what a first line may be instead of a title
# «Образование: колледж» speaks for its own line; the next line goes on where the text was before.
OF_ONE_LINE = frozenset({"education", "wish", "contacts", "salary", "schedule", "languages", "awards"})


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement with its section; no section where no heading stands over it."""

    statement: Statement
    section: str


@dataclass(frozen=True, slots=True)
class _Head:
    """A heading: its section, and where the words begin that follow on the same line."""

    section: str
    rest: int | None = None  # None when nothing follows


def placed(found: list[Statement]) -> list[Placed]:
    """Statements with their sections; headings are left out, of «Обязанности: уход» stays «уход»."""
    out: list[Placed] = []
    title = title_number(found)
    section, before, line = "", "", None
    for number, statement in enumerate(found):
        if line is not None and statement.line != line:
            section, line = before, None
        head = _head(statement.text)
        if head is None:
            out.append(Placed(statement, "title" if number == title else section))
            continue
        if line is None:
            before = section
        section = head.section
        line = statement.line if head.rest is not None and section in OF_ONE_LINE else None
        if head.rest is not None:
            out.append(Placed(_from(statement, head.rest), section))
    return out


def title_number(found: list[Statement]) -> int | None:
    """Number of the statement that names the job: the first one, or the first bare line behind an opening."""
    for number, statement in enumerate(found[:HEAD]):
        text = statement.text
        if _head(text) is not None or len(text) > TITLE_LENGTH:
            return None
        reason = set_aside(text)
        if number == 0 and reason not in NAMELESS:
            return 0
        if number and not reason and bare(text):
            return number
    return None


def _from(statement: Statement, start: int) -> Statement:
    return Statement(statement.text[start:], statement.start + start, statement.end, statement.line)


def clauses(part: Placed) -> list[Placed]:
    """A statement cut around its denied clause: «Опыт не нужен, нужно терпение к детям» denies only what stands first.

    A clause of few words goes with the denied one: «Медкнижка, справка не требуются», «Опыт не нужен, научим».
    """
    text, own = part.statement.text, part.statement
    denied = next((m for rule in likely("negation", text) if (m := rule.pattern.search(text))), None)
    if denied is None or part.section == "title":
        return [part]
    before = text.rfind(COMMA, 0, denied.start())
    # «Не требуется опыт, категория»: what is denied still follows.
    after = text.find(COMMA, denied.end()) if denied.start() else -1
    cuts = [n for n, rest in ((before, text[: max(before, 0)]), (after, text[after:])) if n >= 0 and _says(rest)]
    bounds = [(0, 0), *((n, n + len(COMMA)) for n in cuts), (len(text), len(text))]
    pieces = [(start, end) for (_, start), (end, _) in pairwise(bounds)]
    return [Placed(Statement(text[a:b], own.start + a, own.start + b, own.line), part.section) for a, b in pieces]


def _says(text: str) -> bool:
    return len(WORD.findall(text)) >= FEWEST


def _head(text: str) -> _Head | None:
    """«Обязанности: уход» → duties and the place of «уход»; None for content.

    Words between the heading and its colon belong to what is said: «Умею работать с детьми: играю» stays whole.
    """
    for rule in likely("sections", text):
        found = rule.pattern.match(text)
        if found is None or text[found.end() : found.end() + 1].isalnum():
            continue
        if not text[found.end() :].strip(END_MARKS):
            return _Head(rule.name)
        colon = text.find(":", found.end())
        if 0 <= colon <= HEADER_LENGTH:
            behind = len(text) - len(text[colon + 1 :].lstrip())
            if behind == len(text):
                return _Head(rule.name)
            more = text[found.end() : colon].strip()
            return _Head(rule.name, 0 if more else behind)
    return None
