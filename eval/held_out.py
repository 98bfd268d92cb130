"""How good the fitted models are on writers that they were not fitted to, and what they owe to each kind of feature.

`python -m eval.held_out HOME [ENCODER]` fits on all tuning texts but one writer's, judges that writer's, and so on for all writers.
"""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from eval import bootstrap
from eval.evaluate import DEPTH, RANKING, Run, points, system_run
from eval.fit import NOTHING, Trade, fit, judge_all, judge_trades
from eval.held_out_kind import lines
from eval.labels import TUNING, Gold, read, writer
from eval.metrics_judgement import Judgement
from eval.metrics_slices import grouped
from indexing.index import load
from matching.matcher import Judged, Matcher
from matching.ranking import FEATURES, OUTSIDE, Features
from models import encoders

# Features that need the encoder, and features that need people's words.
WITHOUT = {
    "vectors": tuple(f for f in FEATURES if "vector" in f or f in ("evidence", "best_evidence", "best_said")),
    "people's words": tuple(f for f in FEATURES if "said" in f),
    "roles": ("role",),
}
SLICES = ("language", "style", "kind")
SHOWN = ("recall@1", "recall@3", "mrr", "level exact", "false refusals", "false accepts")


class HeldOut:
    """The tuning texts compared with one index, each writer's ready to be judged by models fitted to the others."""

    def __init__(self, matcher: Matcher, gold: Sequence[Gold]) -> None:
        self.matcher = matcher
        self.gold = list(gold)
        self._judged = judge_all(matcher, self.gold)
        self._trades = judge_trades(matcher)

    def run(self, *, without: Sequence[str] = (), texts: dict[str, Judged] | None = None) -> Run:
        """Judge every text; `without` names features left out, `texts` are other wordings of the same texts, by id."""
        judged = {name: _without(j, without) for name, j in self._judged.items()}
        trades = [(_without(j, without), _blank(outside, OUTSIDE, without)) for j, outside in self._trades]
        wanted = {name: _without(j, without) for name, j in texts.items()} if texts else judged
        found: list[Judgement] = []
        for name in sorted({writer(g) for g in self.gold}):
            own = [g for g in self.gold if writer(g) == name]
            found += self._judge(own, self._fitted(name, judged, trades), wanted)
        return Run("system", "full system, held-out writers", tuple(found))

    def _fitted(self, name: str, judged: dict[str, Judged], trades: list[Trade]) -> Matcher:
        others = [g for g in self.gold if writer(g) != name]
        return Matcher(self.matcher.index, fit(self.matcher, others, judged, trades))

    def _judge(self, own: list[Gold], fitted: Matcher, judged: dict[str, Judged]) -> Sequence[Judgement]:
        seen = [judged[g.id] for g in own]
        answers = [fitted.answer(fitted.weigh(s.compared, s.features, s.outside), top_k=DEPTH) for s in seen]
        return system_run(fitted.index, own, answers).judgements


def _without(judged: Judged, names: Sequence[str]) -> Judged:
    return replace(
        judged, features=_blank(judged.features, FEATURES, names), outside=_blank(judged.outside, OUTSIDE, names)
    )


def _blank(features: Features, columns: Sequence[str], names: Sequence[str]) -> Features:
    kept = np.array([name not in names for name in columns])
    return np.asarray(features * kept)


def main() -> None:
    """Print how often the kind is told, the metrics over all writers and slices, and what leaving features out costs."""
    home = Path(sys.argv[1])
    matcher = Matcher(load(home, encoders.load(home, *sys.argv[2:3])), NOTHING)
    gold = [g for name in TUNING for g in read(name)]
    print(*lines(gold), sep="\n")
    held_out = HeldOut(matcher, gold)
    full = held_out.run()
    for name, value in points(full).items():
        print(f"{name:<32}{value:.3f}")
    for by in SLICES:
        for name, own in grouped(full.judgements, by).items():
            found = points(replace(full, judgements=tuple(own)))
            print(f"{by:<10}{name:<20}{len(own):>4} " + "".join(f"  {n} {found[n]:.3f}" for n in SHOWN))
    for name, features in WITHOUT.items():
        other = held_out.run(without=features)
        for metric in ("recall@1", "recall@3", "mrr"):
            ahead = bootstrap.difference(RANKING[metric], full.judgements, other.judgements)
            print(f"without {name:<16}{metric:<10}{-ahead.value:+.3f} [{-ahead.high:+.3f}, {-ahead.low:+.3f}]")


if __name__ == "__main__":
    main()
