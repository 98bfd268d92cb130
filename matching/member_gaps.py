"""Gaps of a text that was compared already, against one card, position or level row."""

from corpus.catalogue import Member, Profession
from indexing.rows import owner_of
from matching import gaps
from matching.evidence import Compared
from matching.matcher import Matcher
from matching.result import Gaps


def member_gaps(matcher: Matcher, compared: Compared, profession: Profession, member: Member) -> Gaps:
    """Judge every item of a member of a profession."""
    return gaps.gaps(
        matcher.comparer.cover,
        matcher.index,
        compared,
        owner_of(matcher.index.catalogue, member),
        telling=matcher.comparer.telling,
        profession=profession.id,
        model=matcher.gap_models[compared.reading.kind],
    )


def member_at(profession: Profession, level: int | None) -> Member:
    """The member that describes the profession best at a level; the best of all where none prints it."""
    return next((m for m in profession.members if level in m.levels), profession.members[0])
