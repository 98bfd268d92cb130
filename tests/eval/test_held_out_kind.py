"""The kind of texts whose writers the model has not seen."""

from eval.held_out_kind import held_out
from eval.labels import read, writer


def test_the_kind_of_an_unseen_writers_text_is_told() -> None:
    gold = read("tune")
    told = held_out(gold)
    assert sorted(t.gold.id for t in told) == sorted(g.id for g in gold)
    assert sum(t.right for t in told) >= 0.95 * len(gold)


def test_development_texts_count_as_one_writers() -> None:
    assert {writer(g) for g in read("dev")} == {"dev"}
    assert len({writer(g) for g in read("tune")}) == 4
