"""Cost as the catalogue grows from a hundred cards to a hundred thousand, and its items to a million.

Retrieval alone (the ten nearest items of every statement of a text): exact, then by the approximate indexes of FAISS with
their recall against exact. Then whole matches on whole indexes, as far as time and memory allow.
"""

import os
import resource
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from bench import child, texts
from bench.figures import Results, at_most
from bench.generated import ITEMS, Wording, catalogue, items
from indexing import build
from indexing.index import load
from matching.likeness import Likeness
from matching.matcher import Matcher
from models.encoders import Encoder
from models.lemmas import lemmas
from service.loading import load_encoder, load_matcher
from service.settings import Settings

CARDS = (100, 1_000, 10_000, 100_000)
NEAREST = 10
TEXTS = 20
MEMORY_BYTES = 16_000_000_000
BUILD_S = 120.0  # an approximate index that would take longer to build, by what the one before took, is not built
WHOLE_S = 240.0  # after which a whole index that is not ready is given up
TELLING_CARDS = (
    1_000  # in more cards, how telling an item is is not worked out: it compares every item with every other
)
BATCH = 20_000
LINKS, WIDTH, DEPTH = 32, 64, 128  # of HNSW: links of a node, nodes looked at when it is built and when it is asked
LEAST, OF_CLUSTERS = 16, 32  # of IVF: clusters looked at, at least so many, and one of so many
Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Way:
    """A way to find the nearest items; `growth` is what ten times as many items cost to build."""

    name: str
    make: Callable[[Vectors], Any]
    growth: float = 10.0


def exact(vectors: Vectors) -> Any:
    """Every item is looked at."""
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    return index


def clustered(vectors: Vectors) -> Any:
    """IVF: items in clusters, of which a statement looks at the nearest."""
    count = int(2 * np.sqrt(len(vectors)))
    quantizer = faiss.IndexFlatIP(vectors.shape[1])
    index = faiss.IndexIVFFlat(quantizer, vectors.shape[1], count, faiss.METRIC_INNER_PRODUCT)
    index.cp.max_points_per_centroid, index.cp.min_points_per_centroid = 32, 1
    index.nprobe = max(LEAST, count // OF_CLUSTERS)
    index.train(vectors)
    index.add(vectors)
    return index


def linked(vectors: Vectors) -> Any:
    """HNSW: a graph of near items."""
    index = faiss.IndexHNSWFlat(vectors.shape[1], LINKS, faiss.METRIC_INNER_PRODUCT)
    index.hnsw.efConstruction, index.hnsw.efSearch = WIDTH, DEPTH
    index.add(vectors)
    return index


APPROXIMATE = (Way("IVF", clustered, growth=30.0), Way("HNSW", linked, growth=13.0))


def main() -> None:
    """Measure and write what was found, also when there is too little memory or time for the largest."""
    os.sched_setaffinity(0, {child.cores()[0]})
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    faiss.omp_set_num_threads(1)
    results, settings = Results(), Settings()
    encoder, matcher = load_encoder(settings), load_matcher(settings)
    wording = Wording.of(matcher.index.catalogue)
    asked = [matcher.judge(text).compared.vectors for text in texts.texts(300, count=TEXTS)]
    del matcher
    retrieval(encoded(items(wording, CARDS[-1]), encoder), asked, results)
    results.write(child.given_file())
    whole(wording, encoder, results)
    results.write(child.given_file())


def encoded(found: list[str], encoder: Encoder) -> Vectors:
    """Vectors of items, a batch at a time."""
    vectors = np.empty((len(found), encoder.dimension), dtype=np.float32)
    for start in range(0, len(found), BATCH):
        batch = found[start : start + BATCH]
        vectors[start : start + BATCH] = encoder.encode_statements(batch, [lemmas(text) for text in batch])
    return vectors


def retrieval(vectors: Vectors, asked: list[Vectors], results: Results) -> None:
    """Time of a text, time to build, memory and recall of every way at every size."""
    rows = [["items", "way", "a text, ms", f"recall@{NEAREST}", "built in, s", "memory, MB"]]
    spent: dict[str, float] = {}
    for size in CARDS:
        own = vectors[: size * len(vectors) // CARDS[-1]]
        truth, _ = measured(Way("exact", exact), own, asked, None, rows, results)
        for way in APPROXIMATE:
            if spent.get(way.name, 0.0) * way.growth > BUILD_S:
                rows.append([f"{len(own):,}", way.name, "not built: it would take too long", "", "", ""])
                continue
            _, spent[way.name] = measured(way, own, asked, truth, rows, results)
    results.tables["retrieval"] = rows


def measured(
    way: Way, vectors: Vectors, asked: list[Vectors], truth: list[Any] | None, rows: list[list[str]], results: Results
) -> tuple[list[Any], float]:
    """Build an index, ask it, add its row; returns the item rows that it found for each text, and how long building took."""
    before, began_s = resident_mb(), time.perf_counter()
    index = way.make(vectors)
    built_s, memory_mb = time.perf_counter() - began_s, resident_mb() - before
    found, took_s = [], []
    for queries in asked:
        began_s = time.perf_counter()
        found.append(index.search(queries, NEAREST)[1])
        took_s.append(time.perf_counter() - began_s)
    share = recall(found, truth) if truth else 1.0
    ms = 1000 * median(took_s)
    results.points.setdefault(f"retrieval.{way.name}", []).append([len(vectors), ms])
    rows.append(
        [f"{len(vectors):,}", way.name, f"{ms:.2f}", f"{share:.3f}", f"{built_s:.1f}", f"{max(0.0, memory_mb):,.0f}"]
    )
    return found, built_s


def recall(found: list[Any], truth: list[Any]) -> float:
    """Share of the truly nearest items that were found."""
    pairs = [(set(a), set(b)) for own, true in zip(found, truth, strict=True) for a, b in zip(own, true, strict=True)]
    return sum(len(a & b) for a, b in pairs) / max(1, sum(len(b) for _, b in pairs))


def whole(wording: Wording, encoder: Encoder, results: Results) -> None:
    """Whole matches on generated catalogues, up to the first one that takes too long or too much memory."""
    rows = results.tables["growth"] = [["cards", "items", "match p50, ms", "ready after, s", "memory, MB"]]
    results.points["match"] = []
    given = texts.texts(300, count=TEXTS)
    for size in CARDS:
        before, began_s = resident_mb(), time.perf_counter()
        try:
            with bounded(WHOLE_S):
                matcher = ready(wording, size, encoder)
                built_s, memory_mb = time.perf_counter() - began_s, resident_mb() - before
                ms = 1000 * match_s(matcher, given)
        except (TimeoutError, MemoryError) as exc:
            why = f"more than {WHOLE_S:.0f} s" if isinstance(exc, TimeoutError) else "more memory than allowed"
            rows.append([f"{size:,}", f"{ITEMS * size:,}", f"given up: {why}", "", ""])
            break
        results.points["match"].append([size, ms])
        memory = f"{max(0.0, memory_mb):,.0f}"
        rows.append([f"{size:,}", f"{len(matcher.index.items):,}", f"{ms:.1f}", f"{built_s:.1f}", memory])
        del matcher
        results.write(child.given_file())  # what is known, if the next size takes too long
    results.notes.append(
        f"Above {TELLING_CARDS:,} generated cards all items were taken as equally telling, which is not in the time to be "
        "ready: working it out compares every item with every other."
    )
    tell(results)


@contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in what takes longer, as soon as it comes back to Python."""

    def over(number: int, frame: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def ready(wording: Wording, size: int, encoder: Encoder) -> Matcher:
    """A matcher on an index of so many cards, built and loaded as `kasip build` and `kasip serve` do."""
    with tempfile.TemporaryDirectory(prefix="kasip-bench-") as folder:
        build.build(Path(folder), catalogue(wording, size), encoder)
        index = load(Path(folder), encoder)
    with equally_telling() if size > TELLING_CARDS else nullcontext():
        return Matcher(index)


@contextmanager
def equally_telling() -> Iterator[None]:
    """Take every item as equally telling: a match takes the same time, whatever its weights are."""
    own = Likeness.telling
    Likeness.telling = property(lambda self: np.ones(len(self.index.items), dtype=np.float32))  # type: ignore[assignment]
    try:
        yield
    finally:
        Likeness.telling = own  # type: ignore[method-assign]


def match_s(matcher: Matcher, given: list[str]) -> float:
    """Median time of a match, every text met before."""
    took_s = []
    for text in (*given, *given):
        began_s = time.perf_counter()
        matcher.match(text)
        took_s.append(time.perf_counter() - began_s)
    return median(took_s[len(given) :])


def tell(results: Results) -> None:
    """How much longer a match takes in the largest catalogue that was ready in time."""
    points = results.points["match"]
    if len(points) < 2:
        results.notes.append(f"No generated catalogue of more than {CARDS[0]} cards was ready within {WHOLE_S:.0f} s.")
        return
    (small, first), (large, last) = points[0], points[-1]
    reached = large == CARDS[-1]
    name = f"match at {large:,.0f} cards, as a multiple of that at {small:,.0f}"
    results.tell("growth", name, last / first, "×", at_most(5.0) if reached else None)
    if not reached:
        aim = f"the target, at most 5 times at {CARDS[-1]:,}, is not shown"
        results.notes.append(f"The largest catalogue that was ready in time has {large:,.0f} cards: {aim}.")


def resident_mb() -> float:
    """Memory that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[1])
    return pages * resource.getpagesize() / 1e6


if __name__ == "__main__":
    main()
