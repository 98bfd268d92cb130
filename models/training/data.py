"""All training pairs by kind."""

from collections.abc import Iterable

from corpus.catalogue import Catalogue
from models.lexicon.entries import kazakh, russian
from models.speech.entries import items, other_trades, professions
from models.static import Vectors
from models.training.card_pairs import Described, competence_pairs, described, function_item_pairs, title_item_pairs
from models.training.lexicon_pairs import entry_pairs, kazakh_text_pairs
from models.training.pairs import Pair
from models.training.ranking_pairs import ranking_pairs
from models.training.speech_pairs import (
    other_trade_pairs,
    said_item_pairs,
    said_text_pairs,
    shown_item_pairs,
    title_pairs,
)


def paired(catalogue: Catalogue) -> dict[str, list[Pair]]:
    """Pairs of two texts by kind; the ranking pairs with their hard negatives stand apart."""
    speech = professions()
    kinds: dict[str, Iterable[Pair]] = {
        "title_item": title_item_pairs(described(catalogue)),
        "function_item": function_item_pairs(catalogue),
        "competence": competence_pairs(catalogue),
        "said_item": said_item_pairs(catalogue, speech),
        "shown_item": shown_item_pairs(catalogue, items()),
        "title": title_pairs(speech),
        "said_text": said_text_pairs(speech),
        "other_trade": other_trade_pairs(other_trades()),
        "everyday": entry_pairs(russian()),
        "kazakh": entry_pairs(kazakh()),
        "kazakh_text": kazakh_text_pairs(speech),
    }
    return {kind: list(found) for kind, found in kinds.items()}


def ranked(found: list[Described], vectors: Vectors) -> list[Pair]:
    """Texts against documents of professions; `vectors` (n_professions, dim) say which are neighbours."""
    return list(ranking_pairs(found, professions(), vectors))


def texts(pairs: Iterable[Pair]) -> set[str]:
    """All different texts of pairs."""
    return {text for pair in pairs for text in (pair.anchor, pair.positive, pair.negative) if text}
