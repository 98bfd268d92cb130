"""Learns the gap models: multinomial logits of an item's status from labelled reports, for CVs and for vacancies."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from eval.evaluate_gaps import LINE_TOLERANCE
from eval.labels import DOCUMENTS, norm, read, rows
from indexing.index import Index
from indexing.rows import owner_items, owner_of
from matching import gap_features
from matching.matcher import Matcher

TEXTS = ("dev", "tune")
REPORTS = ("dev_gaps", "tune_gaps", "more_gaps")
PULL = 10.0  # of all weights to zero
WORDS = 6.0  # how much less that of an item's words is pulled, for each is rare
EQUAL = 0.5  # 0: each item weighs the same, 1: each status does; macro-F1 is judged, and rare ones would never be said
LEAST = 0.02  # weight below which a word is left out of the file

Weights = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled report: a text beside the items of one card."""

    text: str  # id
    features: NDArray[np.float64]  # (n_items, n)
    words: tuple[tuple[str, ...], ...]  # of each item
    labels: tuple[str, ...]


def fit_gaps(cases: Sequence[Case]) -> tuple[Weights, Weights]:
    """Weights of the features and of the words of items, status by status."""
    labels = [label for case in cases for label in case.labels]
    numbers = {w: n for n, w in enumerate(sorted({w for c in cases for own in c.words for w in own}))}
    scale = StandardScaler().fit(np.concatenate([case.features for case in cases]))
    table = hstack([scale.transform(np.concatenate([c.features for c in cases])), _bags(cases, numbers)]).tocsr()
    model = LogisticRegression(C=1 / PULL, max_iter=1000, class_weight=_class_weights(labels)).fit(table, labels)
    names, weights, biases = _by_status(model)
    count = len(gap_features.FEATURES)
    own = weights[:, :count] / scale.scale_
    biases = biases - own @ scale.mean_
    features = {
        name: {"bias": round(float(b), 4), **_rounded(zip(gap_features.FEATURES, w, strict=True))}
        for name, w, b in zip(names, own, biases, strict=True)
    }
    words = {
        name: {word: w for word, w in _rounded(zip(numbers, WORDS * own, strict=True)).items() if abs(w) >= LEAST}
        for name, own in zip(names, weights[:, count:], strict=True)
    }
    return features, words


@cache
def cases_of(matcher: Matcher, kind: str) -> tuple[Case, ...]:
    """All labelled reports of a kind; nothing in them depends on coefficients."""
    return tuple(case for case in _cases(matcher, kind) if case.labels)


def _cases(matcher: Matcher, kind: str) -> Iterator[Case]:
    texts = {g.id: (g.kind, g.text) for name in TEXTS for g in read(name)}
    compared = cache(lambda text: matcher.judge(text, kind=kind).compared)
    for row in (row for name in REPORTS for row in rows(name)):
        found, text = (row["kind"], row["text"]) if "text" in row else texts[row["id"]]
        if found == kind:
            numbers, labels = _labelled(matcher.index, row)
            held = gap_features.beside(matcher.comparer.cover, matcher.index, compared(text), numbers)
            known = [n for n, label in enumerate(labels) if label]
            words = tuple(tuple(matcher.index.item_words[numbers[n]]) for n in known)
            yield Case(row["id"], held.features[known], words, tuple(label for label in labels if label))


def _labelled(index: Index, row: dict[str, Any]) -> tuple[list[int], list[str | None]]:
    """Row numbers of all items of a labelled card, and the label of each; both empty when the catalogue has no such card."""
    document, line = DOCUMENTS[row["card"]["doc"]], row["card"]["line"]
    members = (m for p in index.professions for m in p.members if m.document == document)
    member = min(members, key=lambda m: abs(m.line - line))
    if abs(member.line - line) > LINE_TOLERANCE:
        return [], []
    labels: dict[tuple[str, str], str] = {(i["kind"], norm(i["text"])): i["label"] for i in row["items"]}
    items = list(owner_items(owner_of(index.catalogue, member)))
    return [index.item_number[i.id] for _, i in items], [labels.get((kind, norm(i.text))) for kind, i in items]


def _bags(cases: Sequence[Case], numbers: dict[str, int]) -> csr_array:
    """The words of all items, (n_items, n_words); those of an item share its weight."""
    items = [dict.fromkeys(own) for case in cases for own in case.words]
    places = np.array([numbers[word] for own in items for word in own], dtype=np.int64)
    values = np.array([WORDS / len(own) ** 0.5 for own in items for _ in own])
    return csr_array((values, places, np.cumsum([0, *map(len, items)])), shape=(len(items), len(numbers)))


def _class_weights(labels: Sequence[str]) -> dict[str, float]:
    counts = Counter(labels)
    return {name: (len(labels) / len(counts) / count) ** EQUAL for name, count in counts.items()}


def _by_status(model: LogisticRegression) -> tuple[list[str], NDArray[np.float64], NDArray[np.float64]]:
    """Statuses, (n_statuses, n) weights, biases; of two statuses the second has all weights."""
    names = [str(name) for name in model.classes_]
    if len(names) > 2:
        return names, model.coef_, model.intercept_
    return names, np.vstack([np.zeros_like(model.coef_), model.coef_]), np.append(0.0, model.intercept_)


def _rounded(pairs: Any) -> dict[str, float]:
    return {name: round(float(weight), 4) for name, weight in pairs}
