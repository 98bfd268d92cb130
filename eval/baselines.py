"""Baselines: simpler ways to rank the professions of a catalogue for a text, judged beside the full system."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.labels import Gold
from indexing.index import Index
from matching.overlap import Overlap
from matching.reading import read
from models.encoders import Encoder
from models.lemmas import lemmas

Scores = NDArray[np.float64]  # (n_professions,)
Scorer = Callable[[Gold], Scores]


@dataclass(frozen=True, slots=True)
class Baseline:
    """A way of ranking with the name it has in the report."""

    name: str
    title: str
    score: Scorer


def baselines(index: Index) -> list[Baseline]:
    """All baselines on one index, in the order of the report."""
    texts = profession_texts(index)
    return [
        Baseline("random", "random order", random_order(index)),
        Baseline("title", "title only", title_only(index)),
        Baseline("char_tfidf", "TF-IDF of characters", _tfidf(texts, analyzer="char_wb", ngram_range=(3, 5))),
        Baseline("lemma_tfidf", "TF-IDF of lemmas", _tfidf(texts, analyzer=lemmas)),
        Baseline("bm25", "BM25 of lemmas", bm25(index)),
        dense(index, index.encoder),
    ]  # fmt: skip


def profession_texts(index: Index) -> list[str]:
    """Titles and items of every profession as one text; acts of law left out."""
    titles: dict[str, list[str]] = {}
    for title in index.titles:
        titles.setdefault(title.profession, []).append(title.text)
    return [
        "\n".join([*titles[p.id], *(index.items[n].text for n in own if not index.items[n].act)])
        for p, own in zip(index.professions, index.profession_items, strict=True)
    ]


def random_order(index: Index) -> Scorer:
    """A fixed random order for each text, from the hash of its id."""

    def score(gold: Gold) -> Scores:
        seed = int.from_bytes(hashlib.sha256(gold.id.encode()).digest()[:8], "big")
        return np.random.default_rng(seed).random(len(index.professions))

    return score


def title_only(index: Index) -> Scorer:
    """Word overlap of the text's title with the titles of professions."""
    vocabulary, overlap = index.vocabulary, Overlap(index.title_words, len(index.vocabulary))
    owner = np.array([index.profession_number[t.profession] for t in index.titles])

    def score(gold: Gold) -> Scores:
        found = np.zeros(len(index.professions))
        title = lemmas(read(gold.text, title=gold.title or None).title)
        np.maximum.at(found, owner, overlap.dice(vocabulary.bags([title]))[0].astype(np.float64))
        return found

    return score


def _tfidf(texts: Sequence[str], **options: Any) -> Scorer:
    # Takes a second to import, for which no other command should wait.
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(sublinear_tf=True, **options)
    table = vectorizer.fit_transform(texts)

    def score(gold: Gold) -> Scores:
        found: Scores = (table @ vectorizer.transform([gold.text]).T).toarray()[:, 0]
        return found

    return score


def bm25(index: Index) -> Scorer:
    """BM25 of the whole text over professions."""

    def score(gold: Gold) -> Scores:
        return index.words.scores(lemmas(gold.text)).astype(np.float64)

    return score


def dense(index: Index, encoder: Encoder) -> Baseline:
    """Cosine of the mean statement vector with the mean item vector, by any encoder."""
    # The served encoder is judged by the vectors that are served.
    served = encoder.id == index.encoder.id
    items = index.item_vectors if served else encoder.encode([row.text for row in index.items])
    whole = np.stack([_unit(items[_telling(index, own)]) for own in index.profession_items])

    def score(gold: Gold) -> Scores:
        said = [s.text for s in read(gold.text).content] or [gold.text]
        found: Scores = (whole @ _unit(encoder.encode_statements(said, [lemmas(s) for s in said]))).astype(np.float64)
        return found

    return Baseline(f"dense:{encoder.id.split('@')[0]}", f"vectors only ({encoder.id.split('@')[0]})", score)


def _telling(index: Index, rows: Sequence[int]) -> list[int]:
    return [n for n in rows if not index.items[n].act] or list(rows)


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    mean = vectors.mean(axis=0) if len(vectors) else np.zeros(vectors.shape[1], dtype=np.float32)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), dtype=np.float32)
