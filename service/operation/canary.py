"""Known texts with known answers: an index that does not give them is not served.

The texts come from the catalogue at hand: the title and the first items of a profession, which must find that
profession again. So the check holds for any catalogue, and it goes the whole way of a request.
"""

import math

from corpus.catalogue import Catalogue, Profession
from indexing.errors import IndexBroken
from indexing.rows import owner_items, owner_of
from matching.matcher import Matcher
from matching.result import MatchResult

CANARIES = 3  # professions tried, spread over the catalogue
ITEMS = 8  # of a profession in its text
NEAREST = 3  # places among which it must be: twins in other documents may come before it


def check(matcher: Matcher) -> None:
    """Raise IndexBroken unless known texts get their known answers."""
    chosen = canaries(matcher.index.catalogue)
    if not chosen:
        raise IndexBroken("The index holds no profession with items. Run `kasip ingest FILE...`, then `kasip build`.")
    for profession in chosen:
        result = matcher.match(text_of(matcher.index.catalogue, profession), top_k=NEAREST)
        if not is_right(result, profession):
            raise IndexBroken(
                f"The index {matcher.index.version} does not find {profession.id} by its own items. Run `kasip build`."
            )


def canaries(catalogue: Catalogue) -> list[Profession]:
    """Professions with items, spread evenly over the catalogue."""
    able = [p for p in catalogue.professions if any(owner_items(owner_of(catalogue, p.members[0])))]
    step = max(1, len(able) // CANARIES)
    return able[::step][:CANARIES]


def text_of(catalogue: Catalogue, profession: Profession) -> str:
    """A text that describes a profession: its title and the first items of its best description."""
    items = [item.text for _, item in owner_items(owner_of(catalogue, profession.members[0]))]
    return "\n- ".join([profession.title, *items[:ITEMS]])


def is_right(result: MatchResult, profession: Profession) -> bool:
    """Whether a profession is among the nearest, and every confidence is a probability."""
    numbers = [p.confidence for p in result.professions]
    found = profession.id in [p.id for p in result.professions]
    return found and all(math.isfinite(n) and 0 <= n <= 1 for n in numbers)
