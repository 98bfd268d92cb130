"""Kinds of words and runs of capitalised words."""

import pytest

from matching.masking.runs import runs
from matching.masking.words import Kind, kind_of, spelled


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Жанне", Kind.FIRST),
        ("Гулсараны", Kind.FIRST),
        ("АЙГЕРИМ", Kind.FIRST),
        ("Nurlan", Kind.FIRST),
        ("Гульнара-апай", Kind.FIRST),
        ("Роза", Kind.FIRST | Kind.COMMON),
        ("Азамат", Kind.FIRST | Kind.COMMON),
        ("Қайратова", Kind.FAMILY),
        ("Seitova", Kind.FAMILY),
        ("Тлеухановна", Kind.PATRONYMIC),
        ("Бауыржанұлы", Kind.PATRONYMIC),
        ("Токтарулы", Kind.PATRONYMIC),
        ("Экибастузе", Kind.PLACE),
        ("Астанада", Kind.PLACE),
        ("Сиделка", Kind.COMMON),
        ("Түйіндеме", Kind.COMMON),
        ("Педагог-психолог", Kind.COMMON),
        ("Забираю", Kind.COMMON),  # Забира is a name
        ("ЦОНга", Kind.COMMON),
        ("КГУ", Kind.COMMON),
        ("PowerPoint", Kind.COMMON),
        ("Таулы", Kind.NONE),  # «mountainous», no patronymic
        ("Генц", Kind.NONE),
        ("а" * 10_000, Kind.COMMON),
    ],
)
def test_word_is_of_its_kind(word: str, kind: Kind) -> None:
    assert kind_of(word) == kind


def test_spellings_of_a_name_are_one() -> None:
    assert spelled("әсел") == spelled("асель") == spelled("asel") == "асел"
    assert spelled("жанна") == spelled("zhanna")


def drawn(line: str) -> str:
    """Runs joined by bars."""
    return "|".join(line[run.start : run.end] for run in runs(line))


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Звонить Сейтовой Айгерим, спросить Данияра", "Сейтовой Айгерим|Данияра"),
        ("А. Б. Сериков и Ким Л.", "А. Б. Сериков|Ким Л."),
        ("Әлібек Серік ұлы келді", "Әлібек Серік ұлы"),
        ("Абайдың ұлы мұрасы", "Абайдың"),
        ("Уход за больными. Опыт в Астане", ""),
    ],
)
def test_runs_are_words_that_may_be_names(line: str, found: str) -> None:
    assert drawn(line) == found


def test_run_knows_what_stands_around_it() -> None:
    opening, eponym, listed = runs("Данияр ищет. Шкалы Генца, Бруно и тесты")
    assert (opening.opens, opening.after, opening.kept) == (True, "ищет", False)
    assert (eponym.kept, listed.kept) == (True, True)
    (quoted,) = runs("центр «Айгерим»")
    assert quoted.quoted
