"""A match leaves nothing for the garbage collector: what it left would hold a whole index after a switch to another."""

import gc

from eval.labels import read
from matching.matcher import Matcher


def circles(matcher: Matcher, texts: list[str]) -> int:
    """How many unreachable objects matches leave in circles of references."""
    gc.collect()
    gc.disable()
    try:
        for text in texts:
            matcher.match(text, target=matcher.index.professions[0].id)
        return gc.collect()
    finally:
        gc.enable()


def test_a_match_leaves_no_circle_of_references(matcher: Matcher) -> None:
    texts = [gold.text for gold in read("dev")[:10]]
    circles(matcher, texts)  # what is kept for good is made
    assert circles(matcher, texts) == 0
