"""From a lemma to rows of the weight table: its own row, the rows of its relatives, or those of its n-grams."""

from collections.abc import Sequence

from models.lemmas import CACHE_SIZE
from models.relatives import relatives
from models.subwords import buckets


class Pieces:
    """Rows of lemmas in a table that holds the vocabulary first and `ngrams` rows of n-grams below it."""

    def __init__(self, vocabulary: Sequence[str], ngrams: int) -> None:
        self._rows = {lemma: row for row, lemma in enumerate(vocabulary)}
        self._ngrams = ngrams
        self._unknown: dict[str, tuple[int, ...]] = {}  # single dict reads and writes are atomic

    def __contains__(self, lemma: str) -> bool:
        return lemma in self._rows

    def rows(self, lemma: str) -> tuple[int, ...]:
        """Rows whose mean is the vector of a lemma; empty for a word that nothing is known of."""
        row = self._rows.get(lemma)
        return self._of_unknown(lemma) if row is None else (row,)

    def ngram_rows(self, lemma: str) -> tuple[int, ...]:
        """Rows of a lemma's n-grams, whether or not it has a row of its own."""
        return tuple(len(self._rows) + bucket for bucket in buckets(lemma, self._ngrams))

    def _of_unknown(self, lemma: str) -> tuple[int, ...]:
        found = self._unknown.get(lemma)
        if found is None:
            if len(self._unknown) >= CACHE_SIZE:
                self._unknown.clear()
            known = relatives(lemma, self._rows) if self._ngrams else ()
            found = tuple(self._rows[word] for word in known) or self.ngram_rows(lemma)
            self._unknown[lemma] = found
        return found
