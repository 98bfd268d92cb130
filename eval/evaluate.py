"""One evaluation: the full system and all baselines on the same texts in the same run."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.catalogue import Profession
from eval import bootstrap, errors, fairness, metrics_calibration, metrics_level, metrics_ranking, metrics_scope
from eval.baselines import Baseline, baselines, dense
from eval.bootstrap import Interval
from eval.labels import Gold, grade
from eval.metrics_judgement import Judgement, judged
from eval.metrics_mean import Metric
from indexing.index import Index
from matching.matcher import Matcher
from matching.result import MatchResult
from models.encoders import Encoder

SYSTEM = "system"
DEPTH = 10  # answers that are judged
RANKING: dict[str, Metric[Judgement]] = {
    "recall@1": metrics_ranking.recall_at(1),
    "recall@3": metrics_ranking.recall_at(3),
    "recall@5": metrics_ranking.recall_at(5),
    "mrr": metrics_ranking.mrr,
    "ndcg@5": metrics_ranking.ndcg_at(5),
    "auroc": metrics_scope.auroc,
    "false accepts at 95 % coverage": metrics_scope.false_accepts_at(0.95),
}
OWN: dict[str, Metric[Judgement]] = {
    "level exact": metrics_level.level_exact,
    "level within one": metrics_level.level_within_one,
    "level error": metrics_level.level_error,
    "false accepts": metrics_scope.false_accepts,
    "false refusals": metrics_scope.false_refusals,
    "ece": metrics_calibration.ece_equal_mass,
}
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Run:
    """One way of answering, judged on all texts."""

    name: str
    title: str
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All runs on one set, with their metrics and how far the system is ahead of each baseline."""

    texts: int
    runs: tuple[Run, ...]  # the system first
    metrics: dict[str, dict[str, Interval]]  # run → metric → interval
    ahead: dict[str, dict[str, Interval]]  # baseline → metric → system minus baseline, paired
    neighbours: tuple[tuple[str, str, int], ...]  # wanted, answered, count
    fairness: tuple[fairness.Fairness, ...]
    errors: tuple[errors.ErrorGroup, ...]  # of the system, the largest groups first

    @property
    def system(self) -> Run:
        """The run of the full system."""
        return self.runs[0]


def evaluate(
    index: Index, gold: Sequence[Gold], *, encoders: Sequence[Encoder] = (), progress: Progress = lambda step: None
) -> Evaluation:
    """Judge the system and all baselines, `encoders` being further dense ones."""
    matcher = Matcher(index)
    progress("the full system")
    results = [matcher.match(g.text, kind=g.kind, title=g.title or None, top_k=DEPTH) for g in gold]
    system = system_run(index, gold, results)
    others = baseline_runs(index, gold, encoders=encoders, progress=progress)
    progress("intervals")
    metrics = {run.name: _metrics(run) for run in (system, *others)}
    ahead = {run.name: _ahead(system, run) for run in others}
    progress("counterfactual CVs")
    fair = fairness.measure(list(gold), matcher.match)
    neighbours = tuple(_neighbours(index, gold, results))
    wrong = tuple(errors.groups(index.catalogue, gold, results))
    return Evaluation(len(gold), (system, *others), metrics, ahead, neighbours, tuple(fair), wrong)


def system_run(index: Index, gold: Sequence[Gold], results: Sequence[MatchResult]) -> Run:
    """The full system's answers, judged."""
    judgements = (_of_system(index, g, r) for g, r in zip(gold, results, strict=True))
    return Run(SYSTEM, "full system", tuple(judgements))


def baseline_runs(
    index: Index, gold: Sequence[Gold], *, encoders: Sequence[Encoder] = (), progress: Progress = lambda step: None
) -> list[Run]:
    """All baselines, judged."""
    runs = []
    for baseline in [*baselines(index), *(dense(index, e) for e in encoders)]:
        progress(baseline.title)
        runs.append(Run(baseline.name, baseline.title, tuple(_of_baseline(index, baseline, g) for g in gold)))
    return runs


def points(run: Run) -> dict[str, float]:
    """The metrics of a run without intervals."""
    return {name: metric(run.judgements) for name, metric in metrics_of(run.name).items()}


def metrics_of(run: str) -> dict[str, Metric[Judgement]]:
    """Which metrics a run has: a baseline gives no level and refuses nothing."""
    return {**RANKING, **(OWN if run == SYSTEM else {})}


def _of_system(index: Index, gold: Gold, result: MatchResult) -> Judgement:
    ranked = [index.catalogue.profession_by_id[p.id] for p in result.professions]
    return judged(
        gold,
        ranked,
        confidence=result.professions[0].confidence if result.professions else 0.0,
        accepted=result.status in ("matched", "ambiguous"),
        level=result.level.value,
    )


def _of_baseline(index: Index, baseline: Baseline, gold: Gold) -> Judgement:
    scores = baseline.score(gold)
    order = np.argsort(-scores, kind="stable")
    ranked: list[Profession] = [index.professions[int(n)] for n in order[:DEPTH]]
    return judged(gold, ranked, confidence=float(scores[order[0]]))


def _metrics(run: Run) -> dict[str, Interval]:
    return {name: bootstrap.interval(metric, run.judgements) for name, metric in metrics_of(run.name).items()}


def _ahead(system: Run, run: Run) -> dict[str, Interval]:
    return {name: bootstrap.difference(m, system.judgements, run.judgements) for name, m in RANKING.items()}


def _neighbours(index: Index, gold: Sequence[Gold], results: Sequence[MatchResult]) -> Iterator[tuple[str, str, int]]:
    """Which professions are answered for which, most frequent first."""
    confused: Counter[tuple[str, str]] = Counter()
    for g, result in zip(gold, results, strict=True):
        if not g.in_scope or not result.professions:
            continue
        first = index.catalogue.profession_by_id[result.professions[0].id]
        if grade(first, g.labels) < 2:
            wanted = next((p.title for p in index.professions if grade(p, g.labels) == 2), "")
            confused[wanted, first.title] += 1
    for (wanted, answered), count in confused.most_common():
        yield wanted, answered, count
