"""Sections: what part of a text every statement stands in, by the headings over it."""

import re
from dataclasses import dataclass

from matching.likely import likely
from matching.marks import bare, mark, set_aside
from matching.statements import Statement

HEADER_LENGTH = 60  # characters; a longer line is content
TITLE_LENGTH = 120
HEAD = 4  # statements among which a title is looked for
HEADED = 8  # statements among which a heading may name the title: «Имя: …», «Возраст: …», «Должность: …»
BEFORE_TITLE = frozenset({"personal", "contacts", "title"})  # headings that may stand over a title's
DASHED = frozenset({"title", "duties", "requirements", "conditions"})  # «Опыт – 9 лет» is a sentence
# «Телефон доверия: дежурства», «Оплата услуг: квитанции» speak of the work.
ALONE = frozenset({"salary", "schedule", "contacts", "languages", "awards"})
COLON = re.compile(r":(?!\d)\s*")  # «до 18:00» has none
DASH = re.compile(r"\s+[-–—]\s+(?=\S)")
END_MARKS = " :.!-–—"
NAMELESS = frozenset({"opening", "personal", "place"})  # what a first line may be instead of a title
# «Образование: колледж» speaks for its own line; the next line goes on where the text was before.
OF_ONE_LINE = frozenset({"education", "wish", "contacts", "salary", "schedule", "languages", "awards", "personal"})


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
        if number == title:
            out.append(Placed(_from(statement, head.rest or 0) if head else statement, "title"))
            continue
        if head is not None and head.section == "title" and number + 1 == title:
            continue
        if head is None or head.section == "title":  # «Должность: продавец» among the jobs of a CV
            out.append(Placed(statement, section))
            continue
        if line is None:
            before = section
        section = head.section
        line = statement.line if head.rest is not None and section in OF_ONE_LINE else None
        if head.rest is not None:
            out.append(Placed(_from(statement, head.rest), section))
    return out


def title_number(found: list[Statement]) -> int | None:
    """Number of the statement that names the job: «Должность: …», the first one, or the first bare line behind an opening."""
    headed = _headed_title(found)
    if headed is not None:
        return headed
    for number, statement in enumerate(found[:HEAD]):
        text = statement.text
        head = _head(text)
        if head is not None and head.section == "personal":
            continue
        if head is not None or len(text) > TITLE_LENGTH:
            return None
        reason = set_aside(text)
        if number == 0 and reason not in NAMELESS:
            return 0
        if number and not reason and bare(text) and not mark("done", text):
            return number
    return None


def _headed_title(found: list[Statement]) -> int | None:
    """Number of the statement that a heading calls the position, on its line or the next, before all else."""
    heads = [_head(statement.text) for statement in found[: HEADED + 1]]
    for number, head in enumerate(heads[:HEADED]):
        if mark("done", found[number].text) or (head is not None and head.section not in BEFORE_TITLE):
            return None
        if head is not None and head.section == "title":
            if head.rest is not None:
                return number
            return number + 1 if heads[number + 1 : number + 2] == [None] else None
    return None


def _from(statement: Statement, start: int) -> Statement:
    return Statement(statement.text[start:], statement.start + start, statement.end, statement.line)


def _head(text: str) -> _Head | None:
    """«Обязанности: уход», «Обязанности — уход» → duties and the place of «уход»; None for content.

    Words between the heading and its colon belong to what is said: «Умею работать с детьми: играю» stays whole.
    """
    for rule in likely("sections", text):
        found = rule.pattern.match(text)
        if found is None or text[found.end() : found.end() + 1].isalnum():
            continue
        if not text[found.end() :].strip(END_MARKS):
            return _Head(rule.name)
        dash = DASH.match(text, found.end()) if rule.name in DASHED else None
        if dash is not None:
            return _Head(rule.name, dash.end())
        colon = COLON.search(text, found.end())
        if colon is not None and colon.start() <= HEADER_LENGTH:
            if colon.end() == len(text):
                return _Head(rule.name)
            more = text[found.end() : colon.start()].strip()
            if more and rule.name in ALONE:
                return None
            return _Head(rule.name, 0 if more else colon.end())
    return None
