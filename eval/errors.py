"""Groups of errors with their causes: which texts go wrong in the same way, and which features led them there."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.catalogue import Catalogue
from eval.labels import Gold, grade
from matching.result import MatchedProfession, MatchResult

SHOWN = 10
ACCEPTED = ("matched", "ambiguous")


@dataclass(frozen=True, slots=True)
class ErrorGroup:
    """Texts that go wrong alike: `what` happened, in which `style` and language, and the cause found most often."""

    what: str  # refused | accepted | wrong first | not in the first three | level
    slice: str
    texts: tuple[str, ...]  # ids
    cause: str


def groups(catalogue: Catalogue, gold: Sequence[Gold], results: Sequence[MatchResult]) -> list[ErrorGroup]:
    """The largest groups of errors, the largest first; a text may stand in several."""
    found: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for g, result in zip(gold, results, strict=True):
        for what, cause in _errors(catalogue, g, result):
            found[what, f"{g.row.get('style')}, {g.row.get('lang')}"].append((g.id, cause))
    largest = sorted(found.items(), key=lambda group: (-len(group[1]), group[0]))[:SHOWN]
    return [
        ErrorGroup(what, where, tuple(name for name, _ in own), Counter(c for _, c in own).most_common(1)[0][0])
        for (what, where), own in largest
    ]


def _errors(catalogue: Catalogue, gold: Gold, result: MatchResult) -> Iterator[tuple[str, str]]:
    accepted = result.status in ACCEPTED
    if not gold.in_scope:
        if accepted:
            first = result.professions[0]
            yield "accepted", f"taken for «{first.title}» by {_strongest(first)}"
        return
    if not accepted:
        yield (
            "refused",
            f"confidence {result.professions[0].confidence:.2f}" if result.professions else "no words known",
        )
    grades = [grade(catalogue.profession_by_id[p.id], gold.labels) for p in result.professions]
    if 2 not in grades[:1]:
        yield ("wrong first" if 2 in grades[:3] else "not in the first three"), _lost(result.professions, grades)
    if gold.levels and result.level.value not in gold.levels:
        yield "level", _level_cause(gold, result)


def _strongest(profession: MatchedProfession) -> str:
    return max(profession.components, key=lambda name: profession.components[name])


def _lost(professions: Sequence[MatchedProfession], grades: Sequence[int]) -> str:
    """The feature by which the first answer is most ahead of the nearest right one."""
    right = next((p for p, g in zip(professions, grades, strict=True) if g == 2), None)
    if right is None:
        return f"the right answer is not among the first {len(professions)}"
    first = professions[0]
    ahead = {name: value - right.components[name] for name, value in first.components.items()}
    return f"{max(ahead, key=lambda name: ahead[name])} favours the wrong one"


def _level_cause(gold: Gold, result: MatchResult) -> str:
    said = sorted({r.rule for r in result.level.reasons if result.level.value in r.says})
    if not set(map(int, result.level.distribution)) & gold.levels:
        return "the accepted level is printed for none of the nearest professions"
    return f"drawn by {', '.join(said)}" if said else "nothing in the text speaks of a level"
