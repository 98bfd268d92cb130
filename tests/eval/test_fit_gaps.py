"""The gap models are learned from features and from the words of items."""

import numpy as np
import pytest

from eval.fit_gaps import REPORTS, Case, cases_of, fit_gaps
from eval.labels import read, rows
from indexing.bags import Vocabulary
from matching.gap_features import FEATURES, Beside
from matching.gap_model import GapModel
from matching.matcher import Matcher

WORDS = ("уход",), ("кодекс",)


def made_up(count: int) -> list[Case]:
    """Near items are covered, far ones missing; half way the word decides."""
    generator = np.random.default_rng(1)
    cases = []
    for number in range(count):
        near = generator.uniform(size=8)
        words = tuple(WORDS[n % 2] for n in range(8))
        labels = tuple(
            "covered" if value + (0.3 if own == WORDS[0] else -0.3) > 0.5 else "missing"
            for value, own in zip(near, words, strict=True)
        )
        features = np.zeros((8, len(FEATURES)))
        features[:, FEATURES.index("near")] = near
        held = Beside(features, np.ones((1, 8), dtype=np.float32))
        cases.append(Case(text=str(number), writer="a", profession="c", held=held, words=words, labels=labels))
    return cases


def test_what_was_put_in_is_found_again() -> None:
    cases = made_up(60)
    features, words = fit_gaps(cases[:40])
    vocabulary = Vocabulary.of(WORDS)
    model = GapModel.of(features, words, vocabulary.bags(WORDS), vocabulary)
    right = total = 0
    for case in cases[40:]:
        found = model.statuses(case.held, [WORDS.index((own,)) for (own,) in case.words])
        right += sum(name == label for (name, _), label in zip(found, case.labels, strict=True))
        total += len(case.labels)
    assert right / total > 0.9
    assert words["missing"]["кодекс"] > 0 > words["missing"]["уход"]


@pytest.mark.parametrize("kind", ["cv", "vacancy"])
def test_every_report_becomes_a_case_with_all_its_labels(matcher: Matcher, kind: str) -> None:
    cases = cases_of(matcher, kind)
    kinds = {g.id: g.kind for name in ("dev", "tune") for g in read(name)}
    reports = [row for name in REPORTS for row in rows(name) if row.get("kind", kinds.get(row["id"])) == kind]
    assert [case.text for case in cases] == [row["id"] for row in reports]
    assert sum(len(c.labels) for c in cases) >= 0.98 * sum(len(row["items"]) for row in reports)
    assert all(len(case.held.features) == len(case.words) == len(case.labels) for case in cases)


def test_labels_quote_their_texts() -> None:
    texts = {g.id: g.text for name in ("dev", "tune") for g in read(name)}
    for row in rows("more_gaps"):
        text = row.get("text") or texts[row["id"]]
        assert all(passage in text for item in row["items"] for passage in item["evidence"])
        shown = {"covered", "partial", "asked"}
        assert all((item["label"] in shown) == bool(item["evidence"]) for item in row["items"])
