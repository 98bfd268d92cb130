"""Explain a match in words: one short paragraph in Russian, Kazakh or English, of nothing but what stands in the result."""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from corpus.sameness import trunks
from matching.result import Evidence, LevelReason, MatchedProfession, MatchResult

QUOTES = 2  # pieces of evidence told
REASONS = 3  # reasons of a level told, on either side
LONGEST = 90  # characters of a quote or an item
NEAR_RIVAL = 0.3  # confidence of the second as a share of the first that is worth telling
UNSURE = 0.5  # confidence below which the reader is asked to check
# Components of the score that the title alone feeds, and those of single statements and of the text's meaning as a whole.
OF_TITLE = ("title_words", "title_vector", "said_title", "said_title_vector", "role")
OF_TEXT = ("text_vector", "evidence", "best_evidence", "said_vector", "best_said")
# Share of the lead over the second from which one side is said to decide. On 226 tuning texts the sentence then agrees
# with what title and text find alone in 79 of 100.
DECIDES = 0.75
WORD = re.compile(r"[^\W\d_]{2,}")


def explain(result: MatchResult, language: str, *, title: str = "") -> str:
    """Why this profession and level, in ru, kk or en. Raises KeyError for another language.

    With the `title` that was matched the words shared by the titles are told too.
    """
    return " ".join(_sentences(result, language, title))


def _sentences(result: MatchResult, language: str, title: str) -> Iterator[str]:
    if result.status == "insufficient_text" or not result.professions:
        yield _say("insufficient_text", language)
        return
    yield from (_say(name, language) for name in result.warnings if name in _texts())
    yield _verdict(result, language)
    if result.status == "out_of_scope":
        return
    yield from _reasons(result.professions, language, title)
    yield from _level(result, language)
    yield _coverage(result, language)
    yield from _against(result, language)


def _verdict(result: MatchResult, language: str) -> str:
    first, second = (*result.professions[:2], None)[:2]
    rival = {"rival": second.title, "rival_confidence": _percent(second.confidence)} if second else {}
    name = result.status if second or result.status != "ambiguous" else "matched"
    return _say(name, language, title=first.title, confidence=_percent(first.confidence), **rival) if first else ""


def _reasons(professions: Sequence[MatchedProfession], language: str, title: str) -> Iterator[str]:
    """What spoke for the first profession: shared words of the titles, what put it before the second, quotes."""
    first = professions[0]
    shared = trunks(title) & trunks(first.title) if title else frozenset()
    words = [word for word in WORD.findall(title) if trunks(word) <= shared]
    if words:
        yield _say("title", language, words=", ".join(_quoted(word, language) for word in dict.fromkeys(words)))
    elif len(professions) > 1 and (decided := _decided_by(professions)):
        yield _say(decided, language)
    pairs = "; ".join(_pair(evidence, language) for evidence in first.evidence[:QUOTES])
    yield _say("evidence", language, pairs=pairs) if pairs else _say("no_evidence", language)


def _decided_by(professions: Sequence[MatchedProfession]) -> str:
    """Name of the sentence on what put the first profession before the second: title, text or both; empty for neither.

    What title and text feed together, and what speaks for both professions alike, decides nothing.
    """
    first, second = (dict(p.components) for p in professions[:2])
    title, text = (sum(first.get(n, 0.0) - second.get(n, 0.0) for n in names) for names in (OF_TITLE, OF_TEXT))
    title, text = max(title, 0.0), max(text, 0.0)
    if title > DECIDES * (title + text):
        return "by_title"
    if text > DECIDES * (title + text):
        return "by_text"
    return "by_both" if title else ""


def _pair(evidence: Evidence, language: str) -> str:
    return f"{_quoted(evidence.quote, language)} – {_quoted(evidence.item.text, language)}"


def _level(result: MatchResult, language: str) -> Iterator[str]:
    value = result.level.value
    if value is None:
        yield _say("level_unknown", language)
        return
    chance = _percent(result.level.distribution.get(str(value), 0.0))
    speaking = [reason for reason in result.level.reasons if reason.says]
    told = _told([r for r in speaking if value in r.says], language)
    name = "level" if told else "level_of_documents"
    yield _say(name, language, level=value, chance=chance, reasons=told)
    against = _told([r for r in speaking if value not in r.says], language)
    if against:
        yield _say("level_against", language, reasons=against)
    first = result.professions[0]
    if first.level.value is not None and first.level.value != value:
        yield _say("level_of_profession", language, level=first.level.value)
    if first.level.basis in ("named", "inferred"):
        yield _say(f"level_{first.level.basis}", language, title=first.title)


def _told(reasons: Sequence[LevelReason], language: str) -> str:
    """Quotes with what their rules mean; a rule without words is told by its quote alone."""
    labels = _texts()["rules"]
    parts = []
    for reason in reasons[:REASONS]:
        quote = _quoted(reason.quote, language)
        parts.append(f"{quote} – {labels[reason.rule][language]}" if reason.rule in labels else quote)
    return "; ".join(parts)


def _coverage(result: MatchResult, language: str) -> str:
    counts = result.professions[0].coverage
    name = "covered_cv" if result.kind == "cv" else "covered_vacancy"
    return _say(name, language, covered=counts.covered, partial=counts.partial, missing=counts.missing)


def _against(result: MatchResult, language: str) -> Iterator[str]:
    """The nearest rival, the question between equals, and a low confidence."""
    first = result.professions[0]
    second = result.professions[1] if len(result.professions) > 1 else None
    if result.question is not None:
        yield result.question.text[language]
    elif second and result.status == "matched" and second.confidence >= NEAR_RIVAL * first.confidence:
        yield _say("rival", language, title=second.title, confidence=_percent(second.confidence))
    if first.confidence < UNSURE:
        yield _say("unsure", language)


def _percent(share: float) -> str:
    """«87 %»; what rounds to nothing or to all is told as less than 1 and more than 99."""
    if share < 0.01:
        return "<1 %"
    return ">99 %" if share > 0.99 else f"{share:.0%}".replace("%", " %")


def _quoted(text: str, language: str) -> str:
    """A text in quotation marks; of a long one the beginning up to a whole word, with an ellipsis."""
    shown = " ".join(text.split()).rstrip(".;:,")
    if len(shown) > LONGEST:
        shown = shown[:LONGEST].rpartition(" ")[0].rstrip(".;:,–- ") + "…"
    return _say("quote", language, text=shown)


def _say(name: str, language: str, **values: Any) -> str:
    sentence: str = _texts()[name][language]
    return sentence.format(**values)


@cache
def _texts() -> dict[str, Any]:
    """Contents of `matching/data/explain.json`: sentence → language → text, and the meanings of the level rules."""
    found: dict[str, Any] = json.loads(files("matching").joinpath("data", "explain.json").read_text(encoding="utf-8"))
    return found
