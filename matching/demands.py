"""What a vacancy asks for in its own words, and which item of a profession says it."""

import re
from collections.abc import Sequence

from corpus.catalogue import Profession
from matching.evidence import Compared
from matching.formal import Formal
from matching.matcher import Matcher
from matching.reading import ReadStatement
from matching.result import EvidenceItem

SECTIONS = ("duties", "requirements", "skills", "education", "experience")
SAYS = 0.38  # mean of nearness and cover from which an item mostly says what a statement asks
WORDS_LEFT = 3  # beside a claim of education or years, up to which a statement says nothing else
WORD = re.compile(r"[^\W\d_]+")


def demands(vacancy: Compared, formal: Formal) -> list[int]:
    """Numbers of the statements that ask for something: those under duties and requirements, where some are.

    The title, heads of lists and what is hardly more than education or years are none.
    """
    found = [
        (n, s)
        for n, s in enumerate(vacancy.statements)
        if s.section != "title" and not s.text.endswith(":") and not _is_formal(s, formal)
    ]
    return [n for n, s in found if s.section in SECTIONS] or [n for n, _ in found]


def said_by(matcher: Matcher, vacancy: Compared, professions: Sequence[Profession]) -> dict[int, EvidenceItem]:
    """Number of a statement → the item of the professions that says it; the title and acts of law are left aside."""
    index = matcher.index
    numbers = [index.profession_number[p.id] for p in professions]
    rows = [row for n in numbers for row in index.profession_items[n] if not index.items[row].act]
    if not rows or not len(vacancy.statements):
        return {}
    cover, _ = matcher.comparer.cover.of(matcher.comparer.cover.spoken(vacancy.words), rows)
    shown = (vacancy.beside.near(rows) + cover) / 2
    said = [n for n, s in enumerate(vacancy.statements) if s.section != "title" and shown[n].max() >= SAYS]
    best = {n: index.items[rows[int(shown[n].argmax())]] for n in said}
    return {
        n: EvidenceItem(id=row.id, kind=row.kind, text=row.text, card=row.owner, line=row.line)
        for n, row in best.items()
    }


def _is_formal(said: ReadStatement, formal: Formal) -> bool:
    """Whether a statement is hardly more than its claim of education or years: «Требуемый опыт: более 6 лет»."""
    claims = [claim for claim in (formal.education, formal.years) if claim]
    own = [claim for claim in claims if said.start <= claim.span.start < said.end]
    return any(len(WORD.findall(said.text)) - len(WORD.findall(claim.quote)) <= WORDS_LEFT for claim in own)
