"""Competences that a text speaks of."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.labels import rows
from matching.extract import LIKELY, extract
from matching.matcher import MAX_CHARACTERS, Matcher, TextTooLong
from service.settings import PROJECT

LABELLED = [
    json.loads(line)
    for line in (PROJECT / "tests" / "data" / "mentions.jsonl").read_text(encoding="utf-8").splitlines()
]
TEXT = """Школьный психолог
Обязанности:
– хранить персональные данные клиентов;
– проводить тренинги общения, вести документацию.
Образование: университет, психология, 2012
ИИН 900214400120"""


def test_a_duty_is_a_competence_at_its_place(matcher: Matcher) -> None:
    found = {m.quote: m.competence.text for m in extract(matcher, TEXT)}
    assert "персональные данные" in found["хранить персональные данные клиентов"]


def test_a_list_is_read_part_by_part(matcher: Matcher) -> None:
    quotes = [m.quote for m in extract(matcher, TEXT)]
    assert any(quote.startswith("проводить тренинги общения") for quote in quotes)
    assert "вести документацию" in quotes


def test_titles_schools_and_numbers_of_documents_are_no_competences(matcher: Matcher) -> None:
    quotes = [m.quote for m in extract(matcher, TEXT, minimum=0.0)]
    assert not any("психолог" in q.lower() or "университет" in q or "ИИН" in q for q in quotes)


def test_quotes_stand_in_the_text_and_every_competence_once(matcher: Matcher) -> None:
    for row in list(rows("dev"))[::3]:
        found = extract(matcher, row["text"], kind=row["kind"], minimum=0.0)
        assert all(row["text"][m.span.start : m.span.end] == m.quote != "" for m in found)
        assert len({m.competence.id for m in found}) == len(found)
        assert [m.span.start for m in found] == sorted(m.span.start for m in found)


def test_confidence_tells_right_mentions_from_wrong_ones(matcher: Matcher) -> None:
    """Labels of one reader; a pair of a right and a wrong mention is in the right order in 6 of 10 cases at least."""
    right, wrong = labelled(matcher)
    assert len(right) + len(wrong) >= 60
    ordered = sum(r > w for r in right for w in wrong) / (len(right) * len(wrong))
    assert ordered >= 0.6


def test_most_mentions_that_are_told_are_right(matcher: Matcher) -> None:
    right, wrong = (sum(c >= LIKELY for c in side) for side in labelled(matcher))
    assert right / (right + wrong) >= 0.5


def labelled(matcher: Matcher) -> tuple[list[float], list[float]]:
    """Confidences of the labelled mentions that are found, right and wrong ones."""
    texts = {row["id"]: row for name in ("dev", "tune") for row in rows(name)}
    label = {(m["text"], m["quote"], m["item"]): m["right"] for m in LABELLED}
    sides: tuple[list[float], list[float]] = ([], [])
    for name in dict.fromkeys(m["text"] for m in LABELLED):
        for found in extract(matcher, texts[name]["text"], kind=texts[name]["kind"], minimum=0.0):
            verdict = label.get((name, found.quote, found.competence.item))
            if verdict is not None:
                sides[0 if verdict else 1].append(found.confidence)
    return sides


def test_a_higher_minimum_keeps_fewer(matcher: Matcher) -> None:
    every = extract(matcher, TEXT, minimum=0.0)
    least = min(m.confidence for m in every)
    sure = extract(matcher, TEXT, minimum=least + 0.0001)
    assert 0 < len(sure) < len(every)
    assert all(m.confidence > least for m in sure)


@pytest.mark.parametrize("text", ["", "Сварщик", "!!!", "8 775 000 90 03"])
def test_a_text_without_duties_has_no_competences(matcher: Matcher, text: str) -> None:
    assert extract(matcher, text) == ()


def test_a_text_beyond_the_limit_is_refused(matcher: Matcher) -> None:
    with pytest.raises(TextTooLong, match="Shorten"):
        extract(matcher, "а" * (MAX_CHARACTERS + 1))


@settings(max_examples=25)
@given(text=st.text(max_size=200))
def test_any_text_is_read(matcher: Matcher, text: str) -> None:
    assert all(text[m.span.start : m.span.end] == m.quote for m in extract(matcher, text, minimum=0.0))
