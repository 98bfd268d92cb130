"""Pairs as the encoder is used: a short text against a profession's items, with a neighbouring profession as the hard negative."""

from collections.abc import Iterator, Sequence
from random import Random

import numpy as np

from models.speech.entries import Speech
from models.static import Vectors
from models.training.card_pairs import Described
from models.training.pairs import Pair
from models.wording import said_words

NEIGHBOURS = 6  # nearest professions that give hard negatives
ITEMS = (8, 24)  # of a profession in one document
SAYINGS = (1, 6)  # in one made-up text
MADE_UP = 30  # texts a profession
REPEATS = 4  # documents that a written text is held against


def ranking_pairs(professions: Sequence[Described], speech: Sequence[Speech], vectors: Vectors) -> Iterator[Pair]:
    """Texts ↔ samples of items. `vectors` (n_professions, dim): which professions are neighbours."""
    random = Random(1)
    number = {profession.id: n for n, profession in enumerate(professions)}
    nearest = np.argsort(-(vectors @ vectors.T), axis=1, kind="stable")[:, 1 : NEIGHBOURS + 1]
    for person in speech:
        own = number.get(person.profession)
        if own is None:
            continue
        for text in _texts(person, random):
            other = professions[int(random.choice(nearest[own]))]
            yield Pair(text, document(professions[own], random), person.profession, document(other, random))


def document(profession: Described, random: Random) -> str:
    """Some items of a profession as one text."""
    size = min(len(profession.items), random.randint(*ITEMS))
    return "\n".join(random.sample(profession.items, size))


def _texts(person: Speech, random: Random) -> Iterator[str]:
    """Whole texts as they are and in the lexicon's words; texts made of some sayings, half of them under a title."""
    for text in person.texts:
        yield from (text for _ in range(REPEATS))
        yield " ".join(said_words(text))
    for _ in range(MADE_UP):
        size = min(len(person.says), random.randint(*SAYINGS))
        head = [random.choice(person.titles)] if random.random() < 0.5 else []
        yield "\n".join([*head, *(said.text for said in random.sample(person.says, size))])
