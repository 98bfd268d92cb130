"""Plots of a run, as SVG for the documentation."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from bench.figures import Results

STYLE: Any = {
    "axes.axisbelow": True,
    "svg.hashsalt": "kasip",
    "svg.fonttype": "none",
    "font.size": 10,
    "axes.grid": True,
    "grid.alpha": 0.3,
}
NO_DATE = {"Date": None, "Creator": None}
SIZE = (6.4, 3.4)
STAGES = ("mask", "read", "compare", "rank", "answer", "json")  # that follow each other; the others are parts of these


def draw(results: Results, folder: Path) -> None:
    """Write every plot that has its figures."""
    folder.mkdir(parents=True, exist_ok=True)
    with mpl.rc_context(STYLE):
        for name, plot in (("stages", stages), ("http", http), ("growth", growth), ("peers", peers)):
            drawing = Drawing(figsize=SIZE, layout="constrained")
            if plot(drawing.subplots(), results):
                drawing.savefig(folder / f"{name}.svg", metadata=NO_DATE)


def stages(axes: Axes, results: Results) -> bool:
    """Median time of the stages of one match."""
    found = [(name, results.value(f"stage.{name}.p50")) for name in STAGES]
    bars = [(name, value) for name, value in found if value is not None]
    return _bars(axes, bars, "ms, median of a text of 300 words, warm")


def peers(axes: Axes, results: Results) -> bool:
    """Time of a text with Kasip and with its peers."""
    keys = {
        "Kasip, whole answer": "own",
        "scikit-learn TF-IDF": "tfidf",
        "rank_bm25": "bm25",
        "MiniLM + FAISS": "minilm",
    }
    found = [(name, results.value(f"peer.{key}")) for name, key in keys.items()]
    bars = [(name, value) for name, value in found if value is not None]
    axes.set_xscale("log")
    return _bars(axes, bars, "ms, median of a text of 300 words (logarithmic)")


def http(axes: Axes, results: Results) -> bool:
    """Time of an answer as requests come faster."""
    for name in ("p50", "p99"):
        _line(axes, results.points.get(f"http.{name}", []), name)
    axes.set(xlabel="requests a second to one worker on one core", ylabel="ms")
    axes.set_ylim(bottom=0)
    return _named(axes)


def growth(axes: Axes, results: Results) -> bool:
    """Time as the catalogue grows."""
    _line(axes, [[10 * x, y] for x, y in results.points.get("match", [])], "whole match")
    for way in ("exact", "IVF", "HNSW"):
        _line(axes, results.points.get(f"retrieval.{way}", []), f"nearest items, {way}")
    axes.set(xscale="log", yscale="log", xlabel="items (ten a card)", ylabel="ms a text of 300 words")
    return _named(axes)


def _bars(axes: Axes, bars: Sequence[tuple[str, float]], label: str) -> bool:
    drawn = axes.barh([name for name, _ in bars], [value for _, value in bars], color="#0b5c8a")
    axes.bar_label(drawn, fmt="%.3g", padding=3)
    axes.invert_yaxis()
    axes.set_xlabel(label)
    axes.margins(x=0.12)
    return bool(bars)


def _line(axes: Axes, points: Sequence[Sequence[float]], name: str) -> None:
    if points:
        axes.plot([x for x, _ in points], [y for _, y in points], marker="o", label=name)


def _named(axes: Axes) -> bool:
    has_lines = bool(axes.get_lines())
    if has_lines:
        axes.legend()
    return has_lines
