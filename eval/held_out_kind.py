"""How often a text's kind is told, by models that were not fitted to its writer; `python -m eval.held_out` prints it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eval import bootstrap
from eval.fit import cues, fit_kind
from eval.labels import Gold, writer
from eval.metrics_mean import Mean
from matching.kind import likelier

SLICES = ("kind", "lang")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A text and whether its kind was told."""

    gold: Gold
    right: bool


def held_out(gold: Sequence[Gold]) -> list[Told]:
    """Every text judged by a model of all other writers' texts."""
    found = []
    for name in sorted({writer(g) for g in gold}):
        weights = fit_kind([g for g in gold if writer(g) != name])
        own = [g for g in gold if writer(g) == name]
        found += [Told(gold=g, right=likelier(cues(g.text), weights) == g.kind) for g in own]
    return found


def _right(told: Told) -> float:
    return float(told.right)


def _line(name: str, told: Sequence[Told]) -> str:
    share = bootstrap.interval(Mean(of=_right), told)
    return f"{name:<40}{len(told):>4}  {share.value:.3f} [{share.low:.3f}, {share.high:.3f}]"


def lines(gold: Sequence[Gold]) -> Iterator[str]:
    """The share of texts whose kind is told with its interval, for all and by slices."""
    told = held_out(gold)
    yield _line("kind told", told)
    for by in SLICES:
        for value in sorted({str(t.gold.row[by]) for t in told}):
            yield _line(f"kind told: {by} {value}", [t for t in told if str(t.gold.row[by]) == value])
