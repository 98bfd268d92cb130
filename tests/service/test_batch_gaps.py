"""Frequent gaps over the lines of a batch."""

from typing import Any

import orjson
import pytest

from matching.frequent import FrequentGap
from matching.matcher import Matcher
from service.batch_gaps import BatchGaps, Of
from service.results import answer_dict
from service.schemas import CARD, CV, VACANCY


@pytest.fixture(scope="module")
def cv(matcher: Matcher) -> dict[str, Any]:
    """The answer for a CV with a target, as a batch keeps it."""
    told: dict[str, Any] = orjson.loads(
        orjson.dumps(answer_dict(matcher.match(CV, kind="cv", target=CARD), matcher.index.catalogue))
    )
    return told


def counted(matcher: Matcher, *rows: Any, of: Of = "cv", acts: bool = False, most: int = 5) -> list[FrequentGap]:
    gaps = BatchGaps(of)
    assert sum(gaps.read([orjson.dumps(row)]) for row in rows) == len(rows)
    return gaps.count(matcher.index.catalogue, acts=acts, most=most)


def test_the_most_frequent_of_each_profession_and_level_are_told(matcher: Matcher, cv: dict[str, Any]) -> None:
    found = counted(matcher, cv, cv, {"id": 1, "error": {"kind": "no-text", "detail": ""}})
    assert [(gap.texts, gap.lacking) for gap in found] == [(2, 2)] * 5


def test_acts_of_law_count_only_when_asked_for(matcher: Matcher, cv: dict[str, Any]) -> None:
    assert not any(gap.act for gap in counted(matcher, cv, most=200))
    assert any(gap.act for gap in counted(matcher, cv, most=200, acts=True))


def test_vacancies_are_counted_apart_by_what_they_ask_for(matcher: Matcher, cv: dict[str, Any]) -> None:
    vacancy = matcher.match(VACANCY, kind="vacancy", target=CARD)
    assert vacancy.gaps
    asked = {item.id for item in vacancy.gaps.items if item.status == "asked" and not item.act}
    found = counted(matcher, cv, answer_dict(vacancy, matcher.index.catalogue), of="vacancy", most=200)
    assert {gap.item for gap in found} == asked


def test_answers_of_another_catalogue_are_left_out(matcher: Matcher, cv: dict[str, Any]) -> None:
    old = {**cv, "catalogue_version": "0" * 16, "gaps": {**cv["gaps"], "profession": "gone", "card": "gone"}}
    assert counted(matcher, old) == []
    assert {gap.texts for gap in counted(matcher, old, cv)} == {1}
