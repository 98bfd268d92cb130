"""`python -m models.training CATALOGUE`: trains the default encoder and stores what training adds."""

import sys
from pathlib import Path

import numpy as np

from corpus.catalogue import Catalogue, from_json
from models import additions, navec_vectors
from models.additions import Additions, Table
from models.pieces import Pieces
from models.static import StaticEncoder, Vectors
from models.static_build import lemma_vectors
from models.training.axes import principal_axes
from models.training.card_pairs import Described, described
from models.training.data import paired, ranked, texts
from models.training.start import OWN_WEIGHT, fitted_ngrams, trained_lemmas
from models.training.training import trained


def learn(catalogue: Catalogue) -> Additions:
    """Train on a catalogue, people's words and the lexicon. Takes some minutes."""
    names, base = lemma_vectors(*navec_vectors.load())
    professions = described(catalogue)
    pairs = paired(catalogue)
    pairs["ranking"] = ranked(professions, _profession_vectors(professions, names, base))
    said = sorted(texts(pair for kind in pairs.values() for pair in kind))
    lemmas = trained_lemmas(said, set(names))
    row = {name: number for number, name in enumerate(names)}
    own = np.zeros((len(lemmas), base.shape[1]), dtype=np.float32)
    for number, lemma in enumerate(lemmas):
        if lemma in row:
            own[number] = base[row[lemma]]
    ngrams = _ngrams(names, base, lemmas)
    added = trained(lemmas, own, _first_deltas(lemmas, set(names), ngrams), ngrams, pairs)
    vocabulary, embedding = added.compose(names, base)
    encoder = StaticEncoder(name="all axes", digest="", vocabulary=vocabulary, embedding=embedding, ngrams=added.ngrams)
    return added.along(principal_axes(encoder.encode(said)))


def _profession_vectors(professions: list[Described], names: list[str], base: Table) -> Vectors:
    plain = StaticEncoder(name="plain", digest="", vocabulary=names, embedding=base)
    return plain.encode(["\n".join(p.items) for p in professions])


def _ngrams(names: list[str], base: Table, lemmas: list[str]) -> Table:
    seen = set(lemmas)
    weights = np.asarray([OWN_WEIGHT if name in seen else 1.0 for name in names], dtype=np.float32)
    return fitted_ngrams(names, base, weights)


def _first_deltas(lemmas: list[str], known: set[str], ngrams: Table) -> Table:
    """A lemma that navec does not have starts from its n-grams, the others from nothing."""
    pieces = Pieces([], len(ngrams))
    deltas = np.zeros((len(lemmas), ngrams.shape[1]), dtype=np.float32)
    for number, lemma in enumerate(lemmas):
        rows = () if lemma in known else pieces.ngram_rows(lemma)
        if rows:
            deltas[number] = ngrams[list(rows)].mean(axis=0)
    return deltas


def main() -> None:
    """Train and store."""
    catalogue = from_json(Path(sys.argv[1]).read_bytes())
    additions.save(additions.STORED, learn(catalogue))


if __name__ == "__main__":
    main()
