"""Evidence: statements of a text beside items of the catalogue, and the pairs that a reader is shown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexing.bags import Bags
from indexing.index import Index
from matching.beside import Beside, Tables
from matching.cover import Cover
from matching.likeness import Likeness
from matching.overlap import Overlap
from matching.parts import Parts, cut
from matching.reading import Reading, ReadStatement
from matching.result import Evidence, EvidenceItem, Span, Understood
from models.lexicon.expanding import Expansion, Said
from models.wording import expanded

OWN = 0.13  # similarity of statement and item themselves, below which what people say of the item leads astray
NAMES_A_JOB = ("title", "wish")  # sections
SHOWN = 8  # pieces of evidence a profession


@dataclass(frozen=True)
class Compared:
    """Content statements of a text, ready to be held against items of the catalogue."""

    reading: Reading
    statements: Sequence[ReadStatement]
    words: list[list[str]]  # lemmas of each statement, with what the lexicon adds
    said: list[tuple[Said, ...]]  # what the lexicon understood in each statement
    title: list[str]  # lemmas of the title
    vectors: NDArray[np.float32]  # (n_statements, dim) unit rows
    domain: dict[str, float]  # how much title and statements speak the words of the field
    bags: Bags  # the words of each statement
    beside: Beside
    parts: Parts

    @property
    def all_words(self) -> list[str]:
        """Lemmas of all statements in order."""
        return [word for words in self.words for word in words]


class Comparer:
    """Compares texts with one index; keeps the word tables of its items."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.vocabulary = index.vocabulary
        self.title_words = Overlap(index.title_words, len(index.vocabulary))
        self.tables = Tables(index)
        self.cover = Cover(index.encoder, index.item_words, index.vocabulary)
        self.likeness = Likeness(index)
        self.telling = self.likeness.telling  # (n_items,)
        self._acts = np.array([row.act for row in index.items], dtype=np.bool_)

    def compare(self, reading: Reading) -> Compared:
        """Hold the content statements of a reading against the index."""
        statements = reading.content or [s for s in reading.statements if not s.negated]
        kazakh = reading.language in ("kk", "mixed")
        found = [[self._expanded(part, kazakh=kazakh) for part in cut(s.shown)] for s in statements]
        words = [[word for part in parts for word in part.lemmas] for parts in found]
        title = list(self._expanded(reading.title, kazakh=kazakh).lemmas)
        # A title or wish names a job with its first part, which shows no skill.
        said = [parts[s.section in NAMES_A_JOB :] for s, parts in zip(statements, found, strict=True)]
        part_words = [list(part.lemmas) for parts in said for part in parts]
        texts = [s.shown for s in statements]
        encoded = self.index.encoder.encode_statements([*texts, *map(" ".join, part_words)], [*words, *part_words])
        vectors, bags = encoded[: len(words)], self.vocabulary.bags(words)
        return Compared(
            reading=reading,
            statements=statements,
            words=words,
            said=[tuple(phrase for part in parts for phrase in part.said) for parts in found],
            title=title,
            vectors=vectors,
            domain={
                "domain": self.index.domain.mean([w for said in words for w in said]),
                "domain_title": self.index.domain.mean(title),
            },
            bags=bags,
            beside=Beside(self.tables, vectors, bags),
            parts=Parts(
                owners=np.repeat(np.arange(len(said)), [len(parts) for parts in said]),
                statements=len(said),
                beside=Beside(self.tables, encoded[len(words) :], self.vocabulary.bags(part_words)),
                spoken=self.cover.spoken(part_words),
            ),
        )

    def _expanded(self, text: str, *, kazakh: bool) -> Expansion:
        """The words of a text, mended, with what the lexicon adds."""
        return expanded(self.index.spelling.mended(text), kazakh=kazakh)

    def evidence(self, compared: Compared, rows: Sequence[int], *, minimum: float) -> tuple[Evidence, ...]:
        """The strongest (statement, item) pairs among item rows, each statement and item at most once."""
        if not len(compared.statements) or not rows:
            return ()
        parts = compared.parts
        near = parts.best(parts.beside.near(rows))
        used_statements, used_items, found = set(), set(), []
        for s, i in self._pairs(compared, rows, near, minimum):
            if s not in used_statements and i not in used_items:
                used_statements.add(s)
                used_items.add(i)
                found.append(self._piece(compared, s, rows[i], float(near[s, i])))
                if len(found) == SHOWN:
                    break
        return tuple(found)

    def _pairs(
        self, compared: Compared, rows: Sequence[int], near: NDArray[np.float32], minimum: float
    ) -> Iterator[tuple[int, int]]:
        """Pairs of statement and place in `rows` that show a skill, the most telling first.

        An act of law stands in every card: none shows a skill. A saying tied to an item may name other things too:
        «колледж и гипсовая техника» brings no «колледж» to «Гипсовая техника».
        """
        parts = compared.parts
        shows = (near >= minimum) & (parts.best(parts.beside.similarity(rows)) >= OWN)
        shows[:, self._acts[rows]] = False
        statements, places = np.nonzero(shows)
        telling = (near * self.telling[rows])[statements, places]
        for n in np.argsort(-telling, kind="stable"):
            yield int(statements[n]), int(places[n])

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
        words = {self.index.vocabulary.words[number] for number in self.index.item_words.row(row)}
        return tuple(Understood(said=s.text, means=s.means) for s in said if words & set(s.adds))
