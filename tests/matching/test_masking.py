"""Masking as a whole: offsets, idempotence, hard shapes and look-alikes, what stays, cost."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.labels import read
from matching.masking import finding
from matching.masking.hidden import SIGN, Hidden, merged
from matching.masking.masks import mask

HARD = Path(__file__).parents[1] / "data" / "masking.jsonl"
PIECES = (
    *("Сериков", "А. Б.", "Айгерим", "Болатовна", "Роза", "Генц", "улы", "қызы", "апай", "зовут", "им.", "«", "»"),
    *(
        "Астана",
        "ул. Абая",
        "14-үй",
        "кв. 3",
        "мкр",
        "дом 5",
        "ФИО:",
        "Дата рождения",
        "14.02.1990",
        "58 лет",
        "мне 45",
    ),
    *(
        "8 701 000 45 18",
        "900214400120",
        "a@b.kz",
        "@handle",
        "t.me/x1",
        "150 000",
        "2015–2019",
        "опыт",
        "сиделка",
        "▒▒▒",
    ),
    *("Noor", "ТОО", "Түйіндеме", "\n", "\r\n", " ", ", ", ". ", "—", ":", "(", ")"),
)
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=25).map(" ".join) | st.text(max_size=200)


def hard() -> list[Any]:
    lines = HARD.read_text(encoding="utf-8").splitlines()
    return [pytest.param(json.loads(line), id=json.loads(line)["id"]) for line in lines]


def occurrences(text: str, part: str) -> Iterator[slice]:
    start = text.find(part)
    while start >= 0:
        yield slice(start, start + len(part))
        start = text.find(part, start + 1)


@given(texts)
@settings(max_examples=300)
def test_no_offset_moves_and_nothing_but_letters_and_digits_of_finds_changes(text: str) -> None:
    masked = mask(text)
    assert len(masked.text) == len(text)
    inside = {place for part in masked.found for place in range(part.start, part.end)}
    for place, (old, new) in enumerate(zip(text, masked.text, strict=True)):
        assert new == (SIGN if place in inside and (old.isalnum() or old == "_") else old) or old == new == SIGN


@given(texts)
@settings(max_examples=300)
def test_masked_text_has_nothing_left_to_mask(text: str) -> None:
    masked = mask(text).text
    assert mask(masked).text == masked


@given(texts)
def test_finds_stand_in_order_and_do_not_overlap(text: str) -> None:
    found = mask(text).found
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(0 <= part.start < part.end <= len(text) for part in found)


@pytest.mark.parametrize("case", hard())
def test_hard_shapes_are_hidden_and_look_alikes_stay(case: dict[str, Any]) -> None:
    masked = mask(case["text"]).text
    for item in case["pii"]:
        for place in occurrences(case["text"], item["text"]):
            assert not any(letter.isalnum() for letter in masked[place]), item
    for stays in case["stays"]:
        assert stays in masked


@pytest.mark.parametrize("name", ["dev", "tune"])
def test_duties_of_gold_texts_survive(name: str) -> None:
    """Every line without planted data, age or address keeps its words: nothing of a duty is hidden."""
    for gold in read(name):
        masked = mask(gold.text)
        for part in masked.found:
            line = gold.text[gold.text.rfind("\n", 0, part.start) + 1 : part.start]
            assert not line.lstrip().startswith(("–", "•", "—", "- ", "* ")), (
                gold.id,
                gold.text[part.start : part.end],
            )


def test_names_can_be_left_alone() -> None:
    assert mask("Айгерим Болатовна, 8 701 000 45 18", names=False).text == "Айгерим Болатовна, ▒ ▒▒▒ ▒▒▒ ▒▒ ▒▒"


def test_a_find_says_its_kind_and_place() -> None:
    text = "Тел. 8 701 000 45 18, Айгерим"
    assert mask(text).found == (Hidden("phone", 5, 20), Hidden("name", 22, 29))


def test_a_label_names_the_line_below_it() -> None:
    assert mask("Дата рождения\n14.02.1990\n\nФИО:\nГенц Оскар").text == "Дата рождения\n▒▒.▒▒.▒▒▒▒\n\nФИО:\n▒▒▒▒ ▒▒▒▒▒"


def test_lone_date_is_a_birth_date_only_at_the_head_or_beside_personal_data() -> None:
    duties = "\n".join(["уход за больными"] * 8)
    assert mask(f"12.05.1984\n{duties}").found
    assert not mask(f"{duties}\n12.05.1984").found
    assert mask(f"{duties}\n12.05.1984, a@example.org").text.endswith("▒▒.▒▒.▒▒▒▒, ▒@▒▒▒▒▒▒▒.▒▒▒")


def test_recogniser_finds_a_name_that_no_list_has() -> None:
    assert mask("Смену сдавала сестре Брунгильде").text == "Смену сдавала сестре ▒▒▒▒▒▒▒▒▒▒"


def test_no_model_is_asked_where_nothing_can_be_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(text: str) -> list[Any]:
        raise AssertionError(text)

    monkeypatch.setattr(finding, "persons", never)
    mask("Сиделка в Астане\nУход за лежачими, кормление. Опыт от 2 лет.\nЗвонить Марату Каримовичу +7 705 000 62 10")
    with pytest.raises(AssertionError, match="Брунгильде"):
        mask("Уход за лежачими. Смену сдавала сестре Брунгильде. Опыт от 2 лет.")


def test_threads_agree() -> None:
    gold = [text.text for text in read("dev")][:20]
    alone = [mask(text) for text in gold]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(mask, gold)) == alone


def test_overlapping_parts_are_one() -> None:
    parts = [Hidden("address", 4, 9), Hidden("name", 0, 5), Hidden("phone", 9, 12)]
    assert merged(parts) == (Hidden("name", 0, 9), Hidden("phone", 9, 12))
