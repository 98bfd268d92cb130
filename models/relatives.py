"""Known words that an unknown one is made of or is a form of: «няня-воспитатель» → няня, воспитатель; «көмекке» → көмек."""

from collections.abc import Container

from models.kazakh import looks_kazakh, stem
from models.lemmas import lemma, normal_forms

MIN_PART = 3  # letters of a part of a compound


def relatives(word: str, known: Container[str]) -> tuple[str, ...]:
    """Return the known lemmas that stand for an unknown one, by the first rule that finds any; often none."""
    rules = (_parts, _other_forms, _stem)
    return next((found for rule in rules if (found := tuple(w for w in rule(word, known) if w in known))), ())


def _parts(word: str, known: Container[str]) -> tuple[str, ...]:
    """«няня-воспитатель» → няня, воспитатель."""
    return tuple(lemma(part) for part in word.split("-") if len(part) >= MIN_PART) if "-" in word else ()


def _other_forms(word: str, known: Container[str]) -> tuple[str, ...]:
    """Lemmas of the other readings of a word: «сидящий» → сидеть."""
    return normal_forms(word)


def _stem(word: str, known: Container[str]) -> tuple[str, ...]:
    """A Kazakh word without its endings: «көмекке» → көмек."""
    return (stem(word, known),) if looks_kazakh(word) else ()
