"""What a user would build instead, over the same statements in the same run: none of it tells level, evidence or gaps.

The transformer has the shape of MiniLM (6 layers of 384) and random weights, and its vocabulary is made here of the
catalogue's words: for the time of an answer that makes no difference, and nothing is downloaded.
"""

import os
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import faiss
import numpy as np

from bench import child, texts
from bench.figures import Results, at_least
from matching.masking.masks import mask
from matching.matcher import Matcher
from matching.reading import read
from models.lemmas import WORD
from service.loading import load_matcher
from service.settings import Settings

WORDS = 300
TEXTS = 10
NEAREST = 10
VOCABULARY = 8_000
BATCH = 32  # the default of sentence-transformers

Answer = Callable[[Sequence[str]], object]


def main() -> None:
    """Measure and write what was found."""
    os.sched_setaffinity(0, {child.cores()[0]})
    faiss.omp_set_num_threads(1)
    results, matcher = Results(), load_matcher(Settings())
    given = texts.texts(WORDS, count=TEXTS)
    statements = [[s.text for s in read(text, masked=mask(text).text).content] for text in given]
    items = [row.text for row in matcher.index.items]
    own_s = time_of(matcher.match, given)
    tell(
        results,
        "minilm",
        "sentence-transformers, MiniLM size, and FAISS",
        time_of(transformer(items), statements),
        own_s,
    )
    tell(results, "bm25", "rank_bm25", time_of(rank_bm25(items), statements), own_s)
    tell(results, "tfidf", "scikit-learn TF-IDF", time_of(tfidf(items), statements), own_s)
    results.tell("peer.own", "Kasip, whole answer", 1000 * own_s, "ms")
    retrieval_s = time_of(nearest(matcher), statements)
    results.tell("peer.own.retrieval", "Kasip, vectors and nearest items alone", 1000 * retrieval_s, "ms")
    results.write(child.given_file())


def tell(results: Results, key: str, name: str, took_s: float, own_s: float) -> None:
    """The time of a peer, and how many whole answers of Kasip fit into it."""
    target = at_least(50.0) if key == "minilm" else None
    results.tell(f"peer.{key}", f"{name}: nearest items of a text of 300 words", 1000 * took_s, "ms")
    results.tell(f"peer.{key}.ratio", f"Kasip's whole answer is faster than {name}", took_s / own_s, "×", target)


def time_of(answer: Callable[[Any], object], given: Sequence[Any]) -> float:
    """Median time of an answer, every text met before."""
    took_s = []
    for each in (*given, *given):
        began_s = time.perf_counter()
        answer(each)
        took_s.append(time.perf_counter() - began_s)
    return median(took_s[len(given) :])


def nearest(matcher: Matcher) -> Answer:
    """Kasip's own vectors of items in FAISS, without all that makes an answer of them."""
    encoder = matcher.index.encoder
    index = faiss.IndexFlatIP(encoder.dimension)
    index.add(matcher.index.item_vectors)
    return lambda statements: index.search(encoder.encode(statements), NEAREST)


def transformer(items: list[str]) -> Answer:
    """A transformer of MiniLM's shape, vectors of all items in FAISS."""
    import torch

    torch.set_num_threads(1)
    model = random_model(items)
    index = faiss.IndexFlatIP(384)
    index.add(model.encode(items, batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False))

    def answer(statements: Sequence[str]) -> object:
        vectors = model.encode(list(statements), batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False)
        return index.search(vectors, NEAREST)

    return answer


def random_model(items: list[str]) -> Any:
    """A Sentence Transformers model with random weights and words of the catalogue."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from tokenizers import BertWordPieceTokenizer
    from transformers import BertConfig, BertModel, BertTokenizer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    with tempfile.TemporaryDirectory(prefix="kasip-bench-") as folder:
        words = BertWordPieceTokenizer(lowercase=True)
        words.train_from_iterator(items, vocab_size=VOCABULARY, show_progress=False)
        words.save_model(folder)
        BertTokenizer(vocab_file=str(Path(folder) / "vocab.txt")).save_pretrained(folder)
        shape = BertConfig(
            vocab_size=words.get_vocab_size(),
            hidden_size=384,
            num_hidden_layers=6,
            num_attention_heads=12,
            intermediate_size=1536,
        )
        BertModel(shape).save_pretrained(folder)
        module = Transformer(folder, max_seq_length=128)
        return SentenceTransformer(modules=[module, Pooling(384)], device="cpu")


def rank_bm25(items: list[str]) -> Answer:
    """BM25 of every statement over all items."""
    from rank_bm25 import BM25Okapi

    found = BM25Okapi([words_of(item) for item in items])

    def answer(statements: Sequence[str]) -> object:
        return [np.argsort(-found.get_scores(words_of(s)))[:NEAREST] for s in statements]

    return answer


def tfidf(items: list[str]) -> Answer:
    """TF-IDF cosine of every statement with all items."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer()
    table = vectorizer.fit_transform(items)

    def answer(statements: Sequence[str]) -> object:
        return np.argsort(-(vectorizer.transform(statements) @ table.T).toarray(), axis=1)[:, :NEAREST]

    return answer


def words_of(text: str) -> list[str]:
    """Words in small letters, as such examples cut them."""
    return WORD.findall(text.lower())


if __name__ == "__main__":
    main()
