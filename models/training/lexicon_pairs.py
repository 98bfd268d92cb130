"""Pairs from the lexicon: everyday ↔ official Russian, Kazakh ↔ Russian."""

from collections.abc import Iterator, Sequence

from models.lexicon.entries import Entry
from models.speech.entries import Speech
from models.training.pairs import Pair
from models.wording import is_kazakh, said_words


def entry_pairs(entries: Sequence[Entry]) -> Iterator[Pair]:
    """Each phrase of an entry ↔ its main meaning, its example ↔ the example with the lexicon's words."""
    for entry in entries:
        yield from (Pair(says, means, entry.means[0]) for says in entry.says for means in entry.means[:2])
        yield Pair(entry.example, " ".join(said_words(entry.example)), entry.example)


def kazakh_text_pairs(speech: Sequence[Speech]) -> Iterator[Pair]:
    """Kazakh words of people as they are ↔ the same in the Russian words of the lexicon."""
    for person in speech:
        for text in (*(said.text for said in person.says), *person.texts):
            if is_kazakh(text):
                yield Pair(text, " ".join(said_words(text)), person.profession)
