"""Mistyped texts."""

from eval.labels import read
from eval.typos import mistyped


def test_about_the_share_of_letters_is_mistyped() -> None:
    gold = read("dev")
    typed = mistyped(gold, share=0.02)
    words = [
        (a, b) for g, t in zip(gold, typed, strict=True) for a, b in zip(g.text.split(), t.text.split(), strict=False)
    ]
    letters = sum(len(a) for a, _ in words)
    changed = sum(a != b for a, b in words)
    assert 0.012 * letters < changed < 0.022 * letters  # one error a word at most


def test_labels_stay_and_the_seed_decides() -> None:
    gold = read("dev")[:5]
    assert mistyped(gold) == mistyped(gold) != mistyped(gold, seed=2)
    assert [t.labels for t in mistyped(gold)] == [g.labels for g in gold]
