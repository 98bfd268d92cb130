"""The report of an evaluation: one HTML file with its own charts, and the same numbers as plain data."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from eval import metrics_calibration, metrics_gaps, metrics_level, metrics_scope, svg
from eval.bootstrap import Interval, interval
from eval.evaluate import RANKING, Evaluation
from eval.metrics_gap_items import JudgedGaps
from eval.metrics_ranking import recall_at
from eval.metrics_slices import grouped
from eval.real import RealResult

SLICES = ("language", "style", "kind", "level", "profession")
NEIGHBOURS_SHOWN = 20
STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b2733}"
    "table{border-collapse:collapse;margin:.5rem 0 1.5rem}td,th{padding:.25rem .75rem;border-bottom:1px solid #c3ced8;text-align:left;"
    "vertical-align:top}td.number{text-align:right}h2{margin-top:2.5rem}svg{max-width:100%}.soft{color:#51606e}"
)

NUMBER = re.compile(r"[+-]?\d[\d.]*(?:%|$| \[)")


def to_dict(evaluation: Evaluation, gaps: Sequence[JudgedGaps], real: RealResult | None) -> dict[str, Any]:
    """All numbers of the report; texts of real vacancies are left out."""
    data: dict[str, Any] = {
        "texts": evaluation.texts,
        "metrics": {run: _plain(found) for run, found in evaluation.metrics.items()},
        "system_ahead_of": {run: _plain(found) for run, found in evaluation.ahead.items()},
        "slices": {by: dict(_slice(evaluation, by)) for by in SLICES},
        "fairness": {
            f.trait: {
                "pairs": f.pairs,
                "changed_first": f.changed_first,
                "changed_level": f.changed_level,
                "impact_ratio": f.impact_ratio,
            }
            for f in evaluation.fairness
        },
        "gaps": gap_numbers(gaps),
    }
    if real is not None:
        data["real_vacancies"] = {"texts": real.texts, "accepted": real.accepted, "by_trade": real.by_trade}
    return data


def gap_numbers(gaps: Sequence[JudgedGaps]) -> dict[str, float]:
    """Gap metrics over all reports."""
    return {
        "macro_f1": metrics_gaps.macro_f1(gaps),
        "accuracy": metrics_gaps.accuracy(gaps),
        "kappa": metrics_gaps.kappa(gaps),
        "clear_items_right": metrics_gaps.clear_items_right(gaps),
        "evidence_hit": metrics_gaps.evidence_hit(gaps),
    }


def _plain(found: dict[str, Interval]) -> dict[str, list[float]]:
    return {name: [round(i.value, 4), round(i.low, 4), round(i.high, 4)] for name, i in found.items()}


def _slice(evaluation: Evaluation, by: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for value, judgements in grouped(evaluation.system.judgements, by).items():
        found = {k: interval(recall_at(k), judgements) for k in (1, 3)}
        yield value, {"texts": len(judgements), **_plain({f"recall@{k}": i for k, i in found.items()})}


def to_html(evaluation: Evaluation, gaps: Sequence[JudgedGaps], real: RealResult | None, *, versions: str) -> str:
    """The report as one HTML page."""
    parts = [
        "<!doctype html><html lang='en'><meta charset='utf-8'><title>Kasip: evaluation</title>",
        f"<style>{STYLE}</style><h1>Kasip: evaluation on {evaluation.texts} texts</h1><p class='soft'>{escape(versions)}</p>",
        *_comparison(evaluation),
        *_system(evaluation),
        *_slices(evaluation),
        *_errors(evaluation),
        *_confusions(evaluation),
        *_gaps(gaps),
        *_fairness(evaluation),
        *(_real(real) if real else ()),
    ]
    return "\n".join(parts)


def _comparison(evaluation: Evaluation) -> Iterator[str]:
    yield "<h2>The system beside the baselines</h2>"
    for name in ("recall@1", "recall@3", "mrr", "auroc"):
        bars = [(r.title, *_three(evaluation.metrics[r.name][name])) for r in evaluation.runs]
        yield f"<h3>{name}</h3>{svg.bars(bars, highlight=evaluation.system.title)}"
    yield "<h3>How far the system is ahead (95 % interval of the paired difference)</h3>"
    header = ["baseline", *RANKING]
    rows = [[run.title, *(_ahead(evaluation.ahead[run.name][name]) for name in RANKING)] for run in evaluation.runs[1:]]
    yield _table(header, rows)


def _three(found: Interval) -> tuple[float, float, float]:
    return found.value, found.low, found.high


def _told(found: Interval) -> str:
    return f"{found.value:.3f} [{found.low:.3f}, {found.high:.3f}]"


def _ahead(found: Interval) -> str:
    mark = "" if found.excludes_zero else " (zero inside)"
    return f"{found.value:+.3f} [{found.low:+.3f}, {found.high:+.3f}]{mark}"


def _system(evaluation: Evaluation) -> Iterator[str]:
    judgements = evaluation.system.judgements
    yield "<h2>The system in numbers</h2>"
    yield _table(["metric", "value [95 % interval]"], [[n, _told(i)] for n, i in evaluation.metrics["system"].items()])
    table = metrics_calibration.equal_mass(judgements)
    points = [(b.confidence, b.right) for b in table]
    yield "<h3>Reliability: confidence and how often the first answer is right</h3>"
    yield svg.curve(points, x="confidence", y="share right", diagonal=True)
    yield "<h3>Risk and coverage: wrong first answers among accepted texts</h3>"
    risk = [(p.coverage, p.risk) for p in metrics_scope.risk_coverage(judgements)]
    yield svg.curve(risk, x="coverage", y="risk")


def _slices(evaluation: Evaluation) -> Iterator[str]:
    yield "<h2>Slices</h2>"
    for by in SLICES:
        rows = [
            [value, str(s["texts"]), f"{s['recall@1'][0]:.2f}", f"{s['recall@3'][0]:.2f}"]
            for value, s in _slice(evaluation, by)
        ]
        yield f"<h3>{by}</h3>{_table([by, 'texts', 'recall@1', 'recall@3'], rows)}"


def _errors(evaluation: Evaluation) -> Iterator[str]:
    yield "<h2>The largest groups of errors and their causes</h2>"
    rows = [[str(len(g.texts)), g.what, g.slice, g.cause, ", ".join(g.texts)] for g in evaluation.errors]
    yield _table(["texts", "error", "style, language", "most frequent cause", "ids"], rows)


def _confusions(evaluation: Evaluation) -> Iterator[str]:
    yield "<h2>Neighbouring professions taken for each other</h2>"
    rows = [[str(count), wanted, answered] for wanted, answered, count in evaluation.neighbours[:NEIGHBOURS_SHOWN]]
    yield _table(["texts", "wanted", "answered first"], rows)
    counts = metrics_level.level_confusion(evaluation.system.judgements)
    levels = [str(n) for n in range(1, 9)]
    table = [[counts[int(a), int(b)] for b in levels] for a in levels]
    yield f"<h2>Levels: accepted (rows) and answered (columns)</h2>{svg.heat([f'level {n}' for n in levels], levels, table)}"


def _gaps(gaps: Sequence[JudgedGaps]) -> Iterator[str]:
    yield f"<h2>Gaps ({len(gaps)} reports)</h2>"
    yield _table(["metric", "value"], [[name, f"{value:.3f}"] for name, value in gap_numbers(gaps).items()])
    counts: Counter[tuple[str, str]] = Counter(metrics_gaps.confusion(gaps))
    rows = [[wanted, answered, str(count)] for (wanted, answered), count in sorted(counts.items())]
    yield _table(["label", "answer", "items"], rows)


def _fairness(evaluation: Evaluation) -> Iterator[str]:
    yield "<h2>Counterfactual CVs: the same person told as another</h2>"
    rows = [
        [f.trait, str(f.pairs), f"{f.changed_first:.2%}", f"{f.changed_level:.2%}", f"{f.impact_ratio:.3f}"]
        for f in evaluation.fairness
    ]
    yield _table(["trait", "pairs", "first answer changed", "level changed", "impact ratio"], rows)


def _real(real: RealResult) -> Iterator[str]:
    yield f"<h2>Real vacancies of other trades: {real.accepted} of {real.texts} accepted</h2>"
    yield _table(["trade", "accepted", "texts"], [[t, str(a), str(n)] for t, (a, n) in real.by_trade.items() if a])
    worst = [[f"{c:.2f}", title, trade, text] for c, title, trade, text in real.worst]
    yield "<h3>The most confident of them</h3>" + _table(["confidence", "answered", "trade", "text"], worst)


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(h)}</th>" for h in header)
    body = "".join("<tr>" + "".join(map(_cell, row)) + "</tr>" for row in rows)
    return f"<table><tr>{head}</tr>{body}</table>"


def _cell(text: str) -> str:
    return f"<td{' class=number' if NUMBER.match(text) else ''}>{escape(text)}</td>"
