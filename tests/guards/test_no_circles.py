"""A match leaves nothing for the garbage collector: what it left would hold a whole index after a switch to another."""

import gc
import weakref

from eval.labels import read
from matching.beside import Beside
from matching.matcher import Matcher


def beside_of_a_match(matcher: Matcher) -> weakref.ref[Beside]:
    """The tables of one text, which nobody holds any more."""
    judged = matcher.judge(read("dev")[0].text)
    matcher.answer(judged, target=matcher.index.professions[0].id)
    return weakref.ref(judged.compared.beside)


def test_what_a_text_needed_is_gone_with_its_answer(matcher: Matcher) -> None:
    gc.disable()
    try:
        assert beside_of_a_match(matcher)() is None
    finally:
        gc.enable()
