"""Word forms of the field: how often each stands in official and people's words, to mend typing errors by."""

from collections import Counter
from collections.abc import Iterable

from models.lemmas import WORD


def word_forms(texts: Iterable[str]) -> dict[str, int]:
    """Word in lower case → how often it stands in the texts, in alphabetical order."""
    counts = Counter(word.lower() for text in texts for word in WORD.findall(text))
    return dict(sorted(counts.items()))
