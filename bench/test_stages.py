"""The stages of one match and whole matches, timed by pytest-benchmark; `bench.stages` runs it and reads its JSON.

A round is one text. What a stage needs is made before its clock starts, anew for every round, so that nothing which a
text keeps for later is found ready.
"""

from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Any

import orjson
import pytest

from bench import texts
from corpus.catalogue import Profession
from indexing.rows import owner_of
from matching import gaps, level
from matching.evidence import Compared
from matching.masking.masks import mask
from matching.matcher import LEVEL_CANDIDATES, Judged, Matcher
from matching.reading import Reading, read
from models.lemmas import lemmas
from models.wording import expanded
from service.loading import load_matcher
from service.results import result_dict
from service.settings import Settings

WORDS = 300
ROUNDS = 60
Work = Callable[[], object]


@pytest.fixture(scope="session")
def matcher() -> Matcher:
    """The matcher as it is served; the texts of the stages are known to it."""
    found = load_matcher(Settings())
    for text in texts.texts(WORDS, count=ROUNDS):
        found.match(text)
    return found


def reading_of(text: str) -> Reading:
    """A text read as the matcher does it."""
    return read(text, masked=mask(text).text)


def compared_of(matcher: Matcher, text: str) -> Compared:
    """A text beside the index."""
    return matcher.comparer.compare(reading_of(text))


def masking(matcher: Matcher, text: str) -> Work:
    """Hide personal data."""
    return lambda: mask(text)


def reading(matcher: Matcher, text: str) -> Work:
    """Segments, sections, language, kind, negation."""
    hidden = mask(text).text
    return lambda: read(text, masked=hidden)


def lemmatising(matcher: Matcher, text: str) -> Work:
    """Lemmas of all words."""
    return lambda: lemmas(text)


def wording(matcher: Matcher, text: str) -> Work:
    """Typing errors mended, lexicon looked up."""
    found = reading_of(text)
    kazakh, mended = found.language in ("kk", "mixed"), matcher.index.spelling.mended
    return lambda: [expanded(mended(s.shown), kazakh=kazakh) for s in found.content]


def encoding(matcher: Matcher, text: str) -> Work:
    """Vectors of statements."""
    compared = compared_of(matcher, text)
    shown = [s.shown for s in compared.statements]
    return lambda: matcher.index.encoder.encode_statements(shown, compared.words)


def lexical(matcher: Matcher, text: str) -> Work:
    """BM25 over the professions."""
    words = compared_of(matcher, text).all_words
    return lambda: matcher.index.words.scores(words)


def comparing(matcher: Matcher, text: str) -> Work:
    """Statements beside all items: lemmas, lexicon, vectors and words together."""
    found = reading_of(text)
    return lambda: matcher.comparer.compare(found)


def ranking(matcher: Matcher, text: str) -> Work:
    """Features and scores of all professions."""
    compared = compared_of(matcher, text)
    return lambda: matcher.weigh(compared, *matcher.ranker.features(compared, matcher.coefficients))


def answering(matcher: Matcher, text: str) -> Work:
    """Five professions with level, evidence and coverage."""
    judged = matcher.judge(text)
    return lambda: matcher.answer(judged)


def levelling(matcher: Matcher, text: str) -> Work:
    """Level of the text, and its reasons."""
    judged = matcher.judge(text)
    order = (-judged.scores).argsort(kind="stable")[:LEVEL_CANDIDATES]
    candidates = [(matcher.levels[n], float(judged.confidences[n])) for n in order]

    def work() -> object:
        found = level.reasons(judged.compared.reading, matcher.coefficients)
        return level.estimate(candidates, found, matcher.coefficients)

    return work


def finding_gaps(matcher: Matcher, text: str) -> Work:
    """Every item of the best card of the first profession."""
    judged = matcher.judge(text)
    first = _first(matcher, judged)
    owner = owner_of(matcher.index.catalogue, first.members[0])
    return lambda: gaps.gaps(
        matcher.comparer.cover,
        matcher.index,
        judged.compared,
        owner,
        telling=matcher.comparer.telling,
        profession=first.id,
        model=matcher.gap_models[judged.compared.reading.kind],
    )


def writing(matcher: Matcher, text: str) -> Work:
    """The answer as JSON."""
    result = matcher.match(text)
    return lambda: orjson.dumps(result_dict(result))


def _first(matcher: Matcher, judged: Judged) -> Profession:
    return matcher.index.professions[int(judged.scores.argmax())]


STAGES: dict[str, Callable[[Matcher, str], Work]] = {
    "mask": masking,
    "read": reading,
    "lemmas": lemmatising,
    "words": wording,
    "vectors": encoding,
    "bm25": lexical,
    "compare": comparing,
    "rank": ranking,
    "answer": answering,
    "level": levelling,
    "gaps": finding_gaps,
    "json": writing,
}

# What a stage gives and a text of that length never leaves empty.
GIVES: dict[str, Callable[[Any], Any]] = {
    "mask": lambda masked: masked.text,
    "read": lambda reading: reading.content,
    "lemmas": lambda lemmas: lemmas,
    "words": lambda expansions: [lemma for expansion in expansions for lemma in expansion.lemmas],
    "vectors": lambda vectors: vectors.any(),
    "bm25": lambda scores: scores.any(),
    "compare": lambda compared: compared.statements,
    "rank": lambda judged: judged.scores.any(),
    "answer": lambda result: result.professions,
    "level": lambda estimate: estimate.distribution,
    "gaps": lambda gaps: gaps.items,
    "json": lambda data: orjson.loads(data)["professions"],
}


@pytest.mark.parametrize("name", STAGES)
def test_stage(benchmark: Any, matcher: Matcher, name: str) -> None:
    """A stage of a match of 300 words."""
    given: Iterator[str] = cycle(texts.texts(WORDS, count=ROUNDS))

    def setup() -> tuple[tuple[Work], dict[str, Any]]:
        return (STAGES[name](matcher, next(given)),), {}

    benchmark.extra_info.update(key=f"stage.{name}", name=(STAGES[name].__doc__ or "").rstrip("."))
    found = benchmark.pedantic(_called, setup=setup, rounds=ROUNDS, warmup_rounds=3)
    assert GIVES[name](found)


def _called(work: Work) -> object:
    return work()


@pytest.mark.parametrize(("words", "rounds"), [(30, 200), (300, 200), (3000, 20)])
def test_warm_match(benchmark: Any, matcher: Matcher, words: int, rounds: int) -> None:
    """A whole match; all words of the text were met before."""
    given = texts.texts(words, count=min(rounds, 100))
    for text in given:
        matcher.match(text)
    again = cycle(given)
    benchmark.extra_info.update(key=f"match.{words}.warm", name=f"match, {words:,} words, warm")
    found = benchmark.pedantic(matcher.match, setup=lambda: ((next(again),), {}), rounds=rounds)
    assert found.status == "matched"


@pytest.mark.parametrize(("words", "rounds"), [(30, 100), (300, 100), (3000, 10)])
def test_cold_match(benchmark: Any, matcher: Matcher, words: int, rounds: int) -> None:
    """A whole match; no longer word of the text was ever met."""
    given = iter(texts.unseen(texts.texts(words, count=rounds + words // 3)[words // 3 :]))
    benchmark.extra_info.update(key=f"match.{words}.cold", name=f"match, {words:,} words, every word unseen")
    found = benchmark.pedantic(matcher.match, setup=lambda: ((next(given),), {}), rounds=rounds)
    assert found.status == "out_of_scope"  # such words together tell of no profession
