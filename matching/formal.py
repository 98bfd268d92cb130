"""Formal claims of a text: the education and the years of experience that it asks for or has."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from matching.columns import columns
from matching.likely import likely
from matching.reading import Reading, ReadStatement
from matching.result import Span
from matching.tables import rules

YEAR = r"(?:лет|года?\b|годами|год[ау]?|жыл\w*)"
LONGEST = 50  # years that one can have worked
OF_OTHERS = ("title", "duties", "about_employer")  # sections of a vacancy that name others' schools
YEARS_SAID = re.compile("лет|год|жыл", re.IGNORECASE)  # every pattern of years needs one of them
MOST_ASKED = 15  # years; «от 25 лет» names an age
RANGE = re.compile(
    r"\b((?:19|20)\d\d)\s*(?:г\.?|года|ж\.?|жылғы \w+)?\s*[-–—]\s*(?:по\s+)?(?:\d\d\.|[а-яәғқңөұүһі]+\s+){0,2}?"
    r"((?:19|20)\d\d|н\.?\s?в|н/в|наст|сегодня|қазір|бүгін)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Something formal that a text says, with its words. `value` is a rank of EDUCATION's table or years."""

    value: str
    quote: str
    span: Span
    basis: str  # said | dates


@dataclass(frozen=True, slots=True, kw_only=True)
class Formal:
    """What a text says of education and experience; None where it says nothing."""

    education: Claim | None
    years: Claim | None


def demanded(reading: Reading) -> Formal:
    """What a vacancy asks for: the lowest education that it accepts and the fewest years."""
    education = _asked(reading.statements)
    years = [*_no_years(reading.statements), *_years(reading.statements, "vacancy")]
    return Formal(
        education=min(education, key=lambda c: rank(c.value), default=None),
        years=min(years, key=lambda c: float(c.value), default=None),
    )


def had(reading: Reading, *, year: int | None = None) -> Formal:
    """What a CV shows: the highest education and the most years, named or between dates.

    Work that still goes on counts up to `year`; without one up to the latest year that the text itself names.
    """
    education = [c for s in _of_education(reading.statements) for c in _education(s)]
    years = [*_years(reading.statements, "cv"), *_dated(reading, year)]
    return Formal(
        education=max(education, key=lambda c: rank(c.value), default=None),
        years=max(years, key=lambda c: float(c.value), default=None),
    )


def _asked(statements: Sequence[ReadStatement]) -> list[Claim]:
    """Every kind of education that a vacancy accepts, in the order of the text."""
    own = [s for s in statements if s.section not in OF_OTHERS]
    return [c for s in own for c in _education(s) if _of_applicant(s, c)]


def rank(education: str) -> int:
    """Place of a kind of education, 0 for school."""
    return [rule.name for rule in rules("education")].index(education)


def _education(statement: ReadStatement) -> Iterator[Claim]:
    """One claim for every kind of education; under its own heading bare words tell it too: «жоғары», «среднее»."""
    if _said("education", statement.text):
        return
    bare = rules("education_bare") if statement.section == "education" else ()
    told: set[str] = set()
    for rule in (*likely("education", statement.text), *bare):
        found = rule.pattern.search(statement.text)
        if found and rule.name not in told:
            told.add(rule.name)
            yield _claim(statement, found, rule.name)


def _of_applicant(statement: ReadStatement, claim: Claim) -> bool:
    """Whether a vacancy asks for what it names: «колледж» among its requirements, not the college that hires."""
    asked, institution = (rule.pattern for rule in rules("education_cues")[1:])
    asks = statement.section in ("requirements", "education") or asked.search(statement.text)
    return bool(asks or not institution.search(claim.quote))


def _of_education(statements: Sequence[ReadStatement]) -> list[ReadStatement]:
    """Statements on one's own education: those of its section, else those with a cue («диплом», a year)."""
    own = [s for s in statements if s.section == "education"]
    cue = rules("education_cues")[0].pattern
    return own or [s for s in statements if cue.search(s.text) and not RANGE.search(s.text)]


def _years(statements: Sequence[ReadStatement], whose: str) -> Iterator[Claim]:
    limit = MOST_ASKED if whose == "vacancy" else LONGEST
    for statement in (s for s in statements if YEARS_SAID.search(s.text)):
        for pattern in _year_patterns(whose):
            found = pattern.search(statement.text)
            value = number(found.group("n")) if found else None
            if found and value is not None and value <= limit and not _said("driving", statement.text):
                yield _claim(statement, found, f"{value:g}")


def _no_years(statements: Sequence[ReadStatement]) -> Iterator[Claim]:
    """«Опыт не требуется» asks for no years."""
    for statement in statements:
        if found := _said("years", statement.text):
            yield _claim(statement, found, "0")


def _said(name: str, text: str) -> re.Match[str] | None:
    """Where a statement says that it makes no claim of a kind."""
    found = (rule.pattern.search(text) for rule in likely("no_claims", text) if rule.name == name)
    return next((match for match in found if match), None)


def _dated(reading: Reading, year: int | None) -> Iterator[Claim]:
    """Years between the dates of work, overlaps counted once; the quote is the earliest dates."""
    statements = [s for s in reading.statements if s.section != "education"]
    found = [(s, m) for s in statements for m in RANGE.finditer(s.text)]
    named = [int(y) for y in re.findall(r"\b(?:19|20)\d\d\b", reading.text)]
    now = year or max(named, default=0)
    spans = sorted((int(m.group(1)), int(m.group(2)) if m.group(2).isdigit() else now) for _, m in found)
    worked = {y for start, end in spans for y in range(start, min(end, now))}
    if worked:
        statement, first = min(found, key=lambda pair: int(pair[1].group(1)))
        yield _claim(statement, first, f"{len(worked):g}", basis="dates")


def number(word: str) -> float | None:
    """The number that a word or digits name; None for no number."""
    word = word.lower().replace(",", ".")
    if re.fullmatch(r"\d+(?:\.\d+)?", word):
        return float(word)
    return next((float(n) for n, words, _ in columns("numbers") if re.fullmatch(words, word)), None)


@cache
def _year_patterns(whose: str) -> tuple[re.Pattern[str], ...]:
    words = "|".join(sorted((w for _, words, _ in columns("numbers") for w in words.split("|")), key=len, reverse=True))
    counted = rf"(?P<n>\b\d{{1,2}}(?:[.,]5)?|\b(?:{words})\b)"
    made = (p.replace("{n}", counted).replace("{y}", YEAR) for w, p, _ in columns("years") if w == whose)
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in made)


def _claim(statement: ReadStatement, found: re.Match[str], value: str, *, basis: str = "said") -> Claim:
    start, end = statement.start + found.start(), statement.start + found.end()
    return Claim(value=value, quote=found.group(), span=Span(start=start, end=end), basis=basis)
