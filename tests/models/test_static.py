"""The static encoder, served with numpy and as a Sentence Transformers model."""

import json
import random
from pathlib import Path

import numpy as np
import pytest

from models import encoders, static_build, sums
from models.errors import EncoderBroken, EncoderMissing
from models.lemmas import lemma
from models.static import SERVED, VOCABULARY, WEIGHTS, StaticEncoder
from models.static_build import lemma_vectors
from service.settings import Settings

TEXTS = ["Оказание помощи пожилым на дому", "", "xyzzy", "Андеррайтер оценивает риски", "уход за бабушкой " * 200]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real encoder of four lemmas on disk."""
    import torch

    from models.static_module import save_model

    folder = tmp_path_factory.mktemp("small")
    vectors = torch.tensor([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0], [0.5, -0.5]]).half()
    save_model(folder, name="small", vocabulary=["дом", "помощь", "ребенок", "школа"], embedding=vectors)
    return folder


def test_vectors_are_unit_rows_or_zeros(encoder: StaticEncoder) -> None:
    norms = np.linalg.norm(encoder.encode(TEXTS), axis=1)
    assert norms == pytest.approx([1, 0, 0, 1, 1], abs=1e-5)


def test_a_misspelt_word_stays_near_its_word(encoder: StaticEncoder) -> None:
    """Measured: 0.74 for «сиделкка»; the median over words with one error is 0.29, see docs/encoder.md."""
    right, wrong, other = encoder.encode(["сиделка", "сиделкка", "бухгалтер"])
    assert right @ wrong > 0.5
    assert right @ wrong > other @ wrong + 0.3


def test_an_unknown_kazakh_form_is_near_its_stem_and_its_meaning(encoder: StaticEncoder) -> None:
    """Measured with the meaning: 0.60; with another trade -0.10."""
    form, stem, meaning, other = encoder.encode(["мүгедектіктен", "мүгедектік", "инвалидность", "бухгалтер"])
    assert not encoder.knows("мүгедектіктен")
    assert form @ stem > 0.99
    assert form @ meaning > 0.5
    assert form @ other < 0.1


def test_an_unknown_compound_is_the_mean_of_its_parts(encoder: StaticEncoder) -> None:
    assert not encoder.knows("сиделка-бухгалтер")
    assert encoder.encode(["сиделка-бухгалтер"])[0] @ encoder.encode(["сиделка бухгалтер"])[0] > 0.9999


def test_unread_words_of_other_scripts_have_no_vector(encoder: StaticEncoder) -> None:
    assert not encoder.encode(["xyzzy 2031 qwrtp"]).any()


def test_encoding_is_the_mean_of_lemma_vectors(small: Path) -> None:
    """дом (1, 0) + помощь (0, 1) = (1, 1), unit length (0.7071, 0.7071)."""
    assert StaticEncoder.load(small).encode(["Помощь дома"])[0] == pytest.approx([0.7071, 0.7071], abs=1e-4)


def test_numpy_and_sentence_transformers_agree(encoder: StaticEncoder) -> None:
    from models.encoders import DEFAULT, folder_of
    from models.static_module import load_model

    rng = random.Random(7)
    words = ["помощь", "дом", "ребёнок", "Пособие", "учёт", "соцыальный", "инвалиддность", "няня-воспитатель"]
    words += ["көмек", "балаларымызға", "қызметкерлерімен", "qwerty", "2024", "андеррайтер", "сопровождаемый"]
    texts = TEXTS + [" ".join(rng.choices(words, k=rng.randint(0, 30))) for _ in range(1000)]
    model = load_model(folder_of(Settings().home, DEFAULT))
    assert np.abs(model.encode(texts) - encoder.encode(texts)).max() < 1e-5


def test_known_neighbours_are_near(encoder: StaticEncoder) -> None:
    help_, granny, actuary = encoder.encode(["помощь пожилым", "уход за бабушкой", "актуарные расчёты"])
    assert help_ @ granny > help_ @ actuary + 0.2


def test_lemma_vector_is_the_centred_mean_of_its_forms_weighted_by_rarity() -> None:
    """дом+дома mean (1, 0), кот (0, 1); shares 0.5 each, so the centre is (0.5, 0.5) and both units are ±(0.7071, -0.7071).

    Weight of each: 0.001 / (0.001 + 0.5) = 0.001996.
    """
    words, counts = ["дом", "дома", "кот"], np.array([1.0, 1.0, 2.0])
    vectors = np.array([[0.5, 0], [1.5, 0], [0, 1]], dtype=np.float32)
    names, found = lemma_vectors(words, counts, vectors)
    assert names == [lemma("дом"), lemma("кот")]
    assert found / 0.001996 == pytest.approx(np.array([[0.7071, -0.7071], [-0.7071, 0.7071]]), abs=1e-3)


def test_an_encoder_made_with_other_additions_is_made_again(tmp_path: Path) -> None:
    """Training goes on: what a build of an earlier version left is whole, but no more the default encoder."""
    made = encoders.folder_of(Settings().home, encoders.DEFAULT)
    for file in made.resolve().iterdir():
        (tmp_path / file.name).symlink_to(file)
    assert static_build.is_current(tmp_path)
    (tmp_path / static_build.ADDED).unlink()
    assert not static_build.is_current(tmp_path)
    (tmp_path / static_build.ADDED).write_text(f"{'0' * 64}  additions.safetensors\n", encoding="ascii")
    assert not static_build.is_current(tmp_path)


def test_missing_encoder_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(EncoderMissing, match="kasip build"):
        StaticEncoder.load(tmp_path)


def test_lemmas_that_do_not_fit_the_vectors_are_refused(small: Path, tmp_path: Path) -> None:
    for file in small.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / VOCABULARY).write_text(json.dumps(["дом"]), encoding="utf-8")
    sums.write(tmp_path, SERVED)
    with pytest.raises(EncoderBroken, match="1 lemmas but 4 vectors"):
        StaticEncoder.load(tmp_path)


def test_cut_weights_are_refused(small: Path, tmp_path: Path) -> None:
    for file in small.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / WEIGHTS).write_bytes((small / WEIGHTS).read_bytes()[:40])
    with pytest.raises(EncoderBroken, match="kasip build"):
        StaticEncoder.load(tmp_path)


def test_id_changes_with_the_weights(small: Path, tmp_path: Path) -> None:
    for file in small.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    data = bytearray((tmp_path / WEIGHTS).read_bytes())
    data[-1] ^= 1
    (tmp_path / WEIGHTS).write_bytes(data)
    sums.write(tmp_path, SERVED)
    assert StaticEncoder.load(tmp_path).id != StaticEncoder.load(small).id
