"""The guard: recorded metrics of the system and every baseline; a fall of more than the noise is told."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from eval.evaluate import DEPTH, Run, baseline_runs, points, system_run
from eval.labels import read
from eval.recorded import RECORDED, Points
from indexing.index import Index, load
from matching.matcher import Matcher
from models import encoders

NOISE = 0.02  # about two of a hundred texts: what another machine's rounding may turn
LESS_IS_BETTER = ("false accepts at 95 % coverage", "level error", "false accepts", "false refusals", "ece")


def measured(index: Index) -> Points:
    """Metrics of all runs on the test split, no intervals."""
    gold = read("test")
    matcher = Matcher(index)
    results = [matcher.match(g.text, kind=g.kind, title=g.title or None, top_k=DEPTH) for g in gold]
    runs: Sequence[Run] = [system_run(index, gold, results), *baseline_runs(index, gold)]
    return {run.name: {name: round(value, 4) for name, value in points(run).items()} for run in runs}


def falls(found: Points, recorded: Points) -> list[str]:
    """One line for every metric that is worse than recorded by more than the noise, both numbers side by side."""
    told = []
    for run, metrics in recorded.items():
        for name, before in metrics.items():
            now = found[run][name]
            fall = now - before if name in LESS_IS_BETTER else before - now
            if fall > NOISE:
                told.append(f"{run}: {name} was {before:.3f}, is {now:.3f}")
    return told


def main() -> None:
    """Record the metrics of the index under the home folder given: `python -m eval.guard HOME`."""
    home = Path(sys.argv[1])
    found = measured(load(home, encoders.load(home)))
    RECORDED.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
