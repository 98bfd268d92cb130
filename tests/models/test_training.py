"""What is stored of the trained encoder, how it is composed, and how it is learned."""

import hashlib
from pathlib import Path
from random import Random

import numpy as np
import pytest

from corpus.catalogue import Catalogue
from models import additions, encoders, sums
from models.additions import STORED, VOCABULARY, WEIGHTS, Additions
from models.errors import EncoderBroken
from models.static import StaticEncoder
from models.training.axes import principal_axes
from models.training.card_pairs import competence_pairs, described
from models.training.ranking_pairs import ranking_pairs
from models.training.speech_pairs import items_on_lines, said_item_pairs
from models.training.spelling import misspelt
from models.training.start import BUCKETS, fitted_ngrams

MB = 1_000_000


def small() -> Additions:
    """Two lemmas of two numbers: «дом» has a base, «көмек» is new."""
    return Additions(
        lemmas=("дом", "көмек"),
        projection=np.array([[0, 1], [1, 0]], dtype=np.float32),
        deltas=np.array([[0.5, 0], [0, 2]], dtype=np.float32),
        ngrams=np.array([[1, -1], [0, 0], [0.25, 0.5]], dtype=np.float32),
    )


def test_axes_of_vectors_that_lie_in_a_plane_hold_them_whole() -> None:
    generator = np.random.default_rng(1)
    plane = generator.normal(size=(2, 5))
    vectors = (generator.normal(size=(50, 2)) @ plane).astype(np.float32)
    axes = principal_axes(vectors, 2)
    assert axes.T @ axes == pytest.approx(np.eye(2), abs=1e-5)
    assert (vectors @ axes) @ (vectors @ axes).T == pytest.approx(vectors @ vectors.T, abs=1e-3)
    assert all(axis[np.abs(axis).argmax()] > 0 for axis in axes.T)


def test_additions_along_axes_are_all_turned_alike() -> None:
    """A quarter turn: every vector (x, y) becomes (y, −x)."""
    turned = small().along(np.array([[0, -1], [1, 0]], dtype=np.float32))
    names, vectors = turned.compose(["дом"], np.array([[3, 4]], dtype=np.float32))
    _, before = small().compose(["дом"], np.array([[3, 4]], dtype=np.float32))
    assert names == ["дом", "көмек"]
    assert vectors.tolist() == [[y, -x] for x, y in before.tolist()]
    assert turned.ngrams.tolist() == [[y, -x] for x, y in small().ngrams.tolist()]


def test_a_base_longer_than_the_vectors_is_mapped_to_them() -> None:
    narrow = small().along(np.array([[1], [0]], dtype=np.float32))
    _, vectors = narrow.compose(["дом"], np.array([[3, 4]], dtype=np.float32))
    assert vectors.tolist() == [[4.5], [0.0]]


def test_stored_files_have_the_recorded_hashes() -> None:
    lines = (line.split("  ") for line in (STORED / sums.NAME).read_text(encoding="utf-8").splitlines())
    recorded = {name: digest for digest, name in lines}
    assert recorded == {name: hashlib.sha256((STORED / name).read_bytes()).hexdigest() for name in recorded}
    assert set(recorded) == {WEIGHTS, VOCABULARY}


def test_stored_files_are_at_most_12_mb() -> None:
    assert sum(file.stat().st_size for file in STORED.iterdir()) <= 12 * MB


def test_an_altered_file_is_refused(tmp_path: Path) -> None:
    additions.save(tmp_path, small())
    data = bytearray((tmp_path / WEIGHTS).read_bytes())
    data[-1] ^= 1
    (tmp_path / WEIGHTS).write_bytes(data)
    with pytest.raises(EncoderBroken, match="make model"):
        additions.load(tmp_path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EncoderBroken, match="make model"):
        additions.load(tmp_path)


def test_stored_tables_come_back_within_half_a_step(tmp_path: Path) -> None:
    """The largest number of a row is 127 steps: of (1, -1) a step is 0.0079, of (0.25, 0.5) 0.0039."""
    additions.save(tmp_path, small())
    found = additions.load(tmp_path)
    assert found.lemmas == small().lemmas
    assert np.abs(found.ngrams - small().ngrams).max() < 0.004
    assert np.abs(found.deltas - small().deltas).max() < 0.008


def test_composed_vectors_are_projected_bases_with_differences() -> None:
    """Дом (1, 2) · swap = (2, 1), + (0.5, 0) = (2.5, 1); школа (3, 0) · swap = (0, 3); көмек 0 + (0, 2)."""
    vocabulary, vectors = small().compose(["дом", "школа"], np.array([[1, 2], [3, 0]], dtype=np.float32))
    assert vocabulary == ["дом", "көмек", "школа"]
    assert vectors.tolist() == [[2.5, 1], [0, 2], [0, 3]]


def test_the_composed_encoder_is_the_trained_model(encoder: StaticEncoder) -> None:
    """The built encoder and the training module, filled with what is stored, give equal vectors within float16."""
    import torch

    from models import navec_vectors
    from models.static_build import lemma_vectors
    from models.static_module import StaticLemmas
    from models.training.trainee import Trainee

    stored = additions.load()
    names, base = lemma_vectors(*navec_vectors.load())
    row = {name: number for number, name in enumerate(names)}
    own = np.stack([base[row[w]] if w in row else np.zeros(base.shape[1], np.float32) for w in stored.lemmas])
    tables = {"base": own, "deltas": stored.deltas, "ngrams": stored.ngrams}
    trainee = Trainee(name="t", vocabulary=list(stored.lemmas), **{k: torch.from_numpy(v) for k, v in tables.items()})
    trainee.projection.data = torch.from_numpy(stored.projection)
    texts = ["уход за пожилыми на дому", "көмек көрсету", "соцыальный работник", "учёт и отчётность"]
    with torch.no_grad():
        found = trainee(StaticLemmas.preprocess(trainee, texts))["sentence_embedding"].numpy()
    assert np.abs(found - encoder.encode(texts)).max() < 2e-3


def test_the_default_encoder_has_the_stored_name(encoder: StaticEncoder) -> None:
    assert encoder.id.split("@")[0] == additions.NAME == encoders.DEFAULT


def test_a_misspelt_word_has_one_typing_error() -> None:
    random = Random(3)
    errors = {misspelt("сиделка", random) for _ in range(200)}
    assert {"сиделк", "ссиделка", "исделка"} <= errors
    assert all(abs(len(word) - len("сиделка")) <= 1 for word in errors)


def test_fitted_ngrams_give_a_word_its_vector_back() -> None:
    words = ["сиделка", "школа", "бухгалтер"]
    vectors = np.eye(3, dtype=np.float32)
    table = fitted_ngrams(words, vectors, np.ones(3, dtype=np.float32))
    assert table.shape == (BUCKETS, 3)
    again = fitted_ngrams(words, vectors, np.ones(3, dtype=np.float32))
    assert np.array_equal(table, again)


def test_sayings_are_tied_to_the_items_of_their_lines(catalogue: Catalogue) -> None:
    from models.speech.entries import professions

    items = items_on_lines(catalogue)
    pairs = list(said_item_pairs(catalogue, professions()))
    assert len(pairs) > 4000
    assert all(pair.positive in items[pair.group] for pair in pairs)


def test_competence_pairs_hold_two_wordings(catalogue: Catalogue) -> None:
    pairs = list(competence_pairs(catalogue))
    assert pairs
    assert all(pair.anchor != pair.positive for pair in pairs)


def test_hard_negatives_are_other_professions_items(catalogue: Catalogue) -> None:
    from models.speech.entries import professions

    found = described(catalogue)
    vectors = np.random.default_rng(1).normal(size=(len(found), 8)).astype(np.float32)
    items = {profession.id: set(profession.items) for profession in found}
    for pair in list(ranking_pairs(found, professions(), vectors))[::200]:
        assert set(pair.positive.split("\n")) <= items[pair.group]
        assert pair.negative
        assert pair.negative != pair.positive


def test_texts_of_one_group_are_no_negatives_of_each_other() -> None:
    """Two rows, orthogonal pairs: (1, 0) and (0, 1). One group: only the own partner is left, the loss is 0.

    Two groups whose partners are equal: each partner has probability 1/2, the loss is ln 2 = 0.6931.
    """
    import torch

    from models.training.loss import GroupedRankingLoss

    rows = [{"sentence_embedding": torch.eye(2)[[0, 0]]}, {"sentence_embedding": torch.eye(2)[[0, 0]]}]
    loss = GroupedRankingLoss(lambda features: features)  # type: ignore[arg-type]  # no model is needed
    assert float(loss(rows, torch.tensor([5, 5]))) == pytest.approx(0)
    assert float(loss(rows, torch.tensor([5, 6]))) == pytest.approx(0.6931, abs=1e-4)
