"""Evidence: how near every statement of a text is to every item of the catalogue."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from indexing.index import Index
from matching.groups import Groups
from matching.likeness import Likeness
from matching.overlap import Overlap
from matching.reading import Reading, ReadStatement
from matching.result import Evidence, EvidenceItem, Span, Understood
from models.lemmas import lemmas
from models.lexicon.expanding import Said
from models.wording import expanded, said_words

SHOWN = 8  # pieces of evidence a profession


@dataclass(frozen=True)
class Compared:
    """Content statements of a text beside the items of the catalogue."""

    reading: Reading
    statements: Sequence[ReadStatement]
    words: list[list[str]]  # lemmas of each statement, with what the lexicon adds
    said: list[tuple[Said, ...]]  # what the lexicon understood in each statement
    title: list[str]  # lemmas of the title
    distinct: list[str]  # every lemma once
    word_vectors: NDArray[np.float32]  # (n_distinct, dim) unit rows or zeros
    vectors: NDArray[np.float32]  # (n_statements, dim) unit rows
    cosine: NDArray[np.float32]  # (n_statements, n_items)
    dice: NDArray[np.float32]  # (n_statements, n_items)
    said_cosine: NDArray[np.float32]  # (n_statements, n_said)
    paraphrase: NDArray[np.float32]  # (n_statements, n_items) nearest saying that is tied to the item
    domain: dict[str, float]  # how much title and statements speak the words of the field

    @property
    def all_words(self) -> list[str]:
        """Lemmas of all statements in order."""
        return [word for words in self.words for word in words]

    @cached_property
    def similarity(self) -> NDArray[np.float32]:
        """Mean of cosine and word overlap, (n_statements, n_items)."""
        return ((np.maximum(self.cosine, 0.0) + self.dice) / 2).astype(np.float32)

    @cached_property
    def near(self) -> NDArray[np.float32]:
        """The larger of similarity and paraphrase, (n_statements, n_items)."""
        return np.maximum(self.similarity, self.paraphrase)


class Comparer:
    """Compares texts with one index; keeps the word table of its items."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.item_words = [lemmas(row.text) for row in index.items]
        self.overlap = Overlap(self.item_words)
        self.said_words = [said_words(row.text) for row in index.said]
        self.said_overlap = Overlap(self.said_words)
        self._tied = Groups(_tied(index))
        self.likeness = Likeness(index)
        self.telling = self.likeness.telling  # (n_items,)

    def compare(self, reading: Reading) -> Compared:
        """Compare the content statements of a reading with all items."""
        statements = reading.content or [s for s in reading.statements if not s.negated]
        kazakh = reading.language in ("kk", "mixed")
        mended = self.index.spelling.mended
        found = [expanded(mended(s.shown), kazakh=kazakh) for s in statements]
        words = [list(e.lemmas) for e in found]
        title = list(expanded(mended(reading.title), kazakh=kazakh).lemmas)
        vectors = self.index.encoder.encode_statements([s.shown for s in statements], words)
        said_cosine = np.maximum(vectors @ self.index.said_vectors.T, 0.0)
        said_dice = self.said_overlap.dice(words) if words else np.zeros_like(said_cosine)
        distinct = list(dict.fromkeys(w for own in words for w in own))
        return Compared(
            reading=reading,
            distinct=distinct,
            word_vectors=self.word_vectors(distinct),
            statements=statements,
            words=words,
            said=[e.said for e in found],
            title=title,
            vectors=vectors,
            cosine=vectors @ self.index.item_vectors.T,
            said_cosine=said_cosine,
            paraphrase=self._tied.best((said_cosine + said_dice) / 2),
            domain={
                "domain": self.index.domain.mean([w for said in words for w in said]),
                "domain_title": self.index.domain.mean(title),
            },
            dice=self.overlap.dice(words) if words else np.zeros((0, len(self.index.items)), dtype=np.float32),
        )

    def word_vectors(self, words: list[str]) -> NDArray[np.float32]:
        """Vectors of single words. Returns (n_words, dim) float32, unit rows or zeros."""
        return self.index.encoder.encode_statements(words, [[word] for word in words])

    def evidence(self, compared: Compared, rows: Sequence[int], *, minimum: float) -> tuple[Evidence, ...]:
        """The strongest (statement, item) pairs among item rows, each statement and item at most once."""
        if not len(compared.statements) or not rows:
            return ()
        near = compared.near
        table = near[:, rows] * self.telling[list(rows)]
        order = np.argsort(table, axis=None)[::-1][: 40 * SHOWN]
        used_statements, used_items, found = set(), set(), []
        for flat in order:
            s, i = divmod(int(flat), len(rows))
            similarity = float(near[s, rows[i]])
            # A title names a job and an act of law stands in every card: neither shows a skill.
            telling_pair = compared.statements[s].section != "title" and not self.index.items[rows[i]].act
            if not telling_pair or similarity < minimum or s in used_statements or i in used_items:
                continue
            used_statements.add(s)
            used_items.add(i)
            found.append(self._piece(compared, s, rows[i], similarity))
            if len(found) == SHOWN:
                break
        return tuple(found)

    def _piece(self, compared: Compared, statement: int, row: int, similarity: float) -> Evidence:
        said, item = compared.statements[statement], self.index.items[row]
        return Evidence(
            quote=said.text,
            span=Span(start=said.start, end=said.end),
            item=EvidenceItem(id=item.id, kind=item.kind, text=item.text, card=item.owner, line=item.line),
            similarity=round(similarity, 4),
            relation="has" if compared.reading.kind == "cv" else "asks",
            required=said.required if compared.reading.kind == "vacancy" else None,
            understood=self._understood(compared.said[statement], row),
        )

    def _understood(self, said: Sequence[Said], row: int) -> tuple[Understood, ...]:
        """Phrases of a statement whose official or Russian words stand in the item."""
        words = set(self.item_words[row])
        return tuple(Understood(said=s.text, means=s.means) for s in said if words & set(s.adds))


def _tied(index: Index) -> list[list[int]]:
    """For every item row the rows of people's words that paraphrase it."""
    tied: list[list[int]] = [[] for _ in index.items]
    for number, row in enumerate(index.said):
        for item in row.items:
            tied[index.item_number[item]].append(number)
    return tied
