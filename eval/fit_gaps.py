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

from eval.evaluate_gaps import card_of
from eval.labels import TUNING, norm, read, rows, writer
from indexing.index import Index
from indexing.rows import owner_items, owner_of
from matching import gap_features
from matching.matcher import Matcher

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
    writer: str  # of the text
    profession: str  # id
    held: gap_features.Beside
    words: tuple[tuple[str, ...], ...]  # of each item
    labels: tuple[str, ...]


def fit_gaps(cases: Sequence[Case]) -> tuple[Weights, Weights]:
    """Weights of the features and of the words of items, status by status."""
    labels = [label for case in cases for label in case.labels]
    numbers = {w: n for n, w in enumerate(sorted({w for c in cases for own in c.words for w in own}))}
    features = np.concatenate([case.held.features for case in cases])
    scale = StandardScaler().fit(features)
    table = hstack([scale.transform(features), _bags(cases, numbers)]).tocsr()
    model = LogisticRegression(C=1 / PULL, max_iter=1000, class_weight=_class_weights(labels)).fit(table, labels)
    names, weights, biases = _by_status(model)
    count = len(gap_features.FEATURES)
    own = weights[:, :count] / scale.scale_
    biases = biases - own @ scale.mean_
    nearness = {
        name: {"bias": round(float(b), 4), **_rounded(zip(gap_features.FEATURES, w, strict=True))}
        for name, w, b in zip(names, own, biases, strict=True)
    }
    words = {
        name: {word: w for word, w in _rounded(zip(numbers, WORDS * own, strict=True)).items() if abs(w) >= LEAST}
        for name, own in zip(names, weights[:, count:], strict=True)
    }
    return nearness, words


@cache
def cases_of(matcher: Matcher, kind: str) -> tuple[Case, ...]:
    """All labelled reports of a kind; nothing in them depends on coefficients."""
    return tuple(case for case in _cases(matcher, kind) if case.labels)


def _cases(matcher: Matcher, kind: str) -> Iterator[Case]:
    texts = {g.id: (g.kind, g.text, writer(g)) for name in TUNING for g in read(name)}
    compared = cache(lambda text: matcher.judge(text, kind=kind).compared)
    for row in (row for name in REPORTS for row in rows(name)):
        found, text, author = (row["kind"], row["text"], "speech") if "text" in row else texts[row["id"]]
        card = card_of(matcher.index, row["card"])
        if found == kind and card is not None:
            numbers, labels = _labelled(matcher.index, card, row["items"])
            held = gap_features.beside(matcher.comparer.cover, matcher.index, compared(text), numbers)
            known = [n for n, label in enumerate(labels) if label]
            yield Case(
                text=row["id"],
                writer=author,
                profession=matcher.index.catalogue.profession_of_member[card].id,
                held=gap_features.Beside(held.features[known], held.shown[:, known]),
                words=tuple(_words(matcher.index, numbers[n]) for n in known),
                labels=tuple(label for label in labels if label),
            )


def _labelled(index: Index, card: str, labelled: Sequence[dict[str, Any]]) -> tuple[list[int], list[str | None]]:
    """Row numbers of all items of a card, and the label of each."""
    member = next(m for m in index.catalogue.profession_of_member[card].members if m.id == card)
    labels: dict[tuple[str, str], str] = {(i["kind"], norm(i["text"])): i["label"] for i in labelled}
    items = list(owner_items(owner_of(index.catalogue, member)))
    return [index.item_number[i.id] for _, i in items], [labels.get((kind, norm(i.text))) for kind, i in items]


def _words(index: Index, row: int) -> tuple[str, ...]:
    """The words of an item, each once."""
    return tuple(index.vocabulary.words[number] for number in index.item_words.row(row))


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
