"""Any Sentence Transformers model as an encoder, with a tiny real one made on the spot."""

import json
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from models import encoders, known_models, model_files
from models.errors import EncoderBroken, EncoderMissing, TextsCut
from models.known_models import KNOWN, KnownModel, known
from models.model_files import BACKENDS, COMMIT, TORCH, backend, find
from models.transformer import TransformerEncoder
from service.settings import PROJECT, Settings
from tests.models import tiny_transformer

TEXTS = ["Помощь на дому", "Уход за бабушкой", "қызмет көрсету", "Знание закона"]
SMALL = "intfloat/multilingual-e5-small"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    prompts = {"query": "query: ", "document": "passage: "}
    return tiny_transformer.write(tmp_path_factory.mktemp("tiny"), prompts=prompts)


@pytest.fixture(scope="module")
def tiny(model: Path) -> TransformerEncoder:
    return TransformerEncoder.load(model, name="tiny")


@pytest.fixture
def copy(model: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(model, tmp_path / "copy"))


def read(folder: Path) -> TransformerEncoder:
    return TransformerEncoder.load(folder, name="tiny")


def test_vectors_are_those_of_sentence_transformers(model: Path, tiny: TransformerEncoder) -> None:
    from sentence_transformers import SentenceTransformer

    reference = SentenceTransformer(str(model), device="cpu", local_files_only=True)
    for prefix, found in (("passage: ", tiny.encode(TEXTS)), ("query: ", tiny.encode_statements(TEXTS, [[]] * 4))):
        wanted = reference.encode([prefix + text for text in TEXTS], prompt="")
        assert np.abs(found - wanted).max() < 1e-5
        assert found.shape == (4, tiny_transformer.WIDTH)
        assert found.dtype == np.float32


def test_vectors_are_unit_rows_or_zeros_in_the_order_of_the_texts(tiny: TransformerEncoder) -> None:
    found = tiny.encode(["Уход", "", "Помощь на дому", " \n", "Уход"])
    assert np.linalg.norm(found, axis=1) == pytest.approx([1, 0, 1, 0, 1], abs=1e-5)
    assert (found[0] == found[4]).all()
    assert tiny.encode([]).shape == (0, tiny_transformer.WIDTH)


def test_a_text_has_one_vector_in_any_batch(tiny: TransformerEncoder) -> None:
    many = [f"{text} {n}" for n in range(30) for text in TEXTS]
    assert np.abs(tiny.encode(many)[77] - tiny.encode([many[77]])[0]).max() < 1e-5


def test_single_words_are_encoded_once(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = read(model)
    first = encoder.encode_statements(["помощь", "уход"], [["помощь"], ["уход"]])
    asked: list[str] = []
    encode = encoder._model.encode

    def spy(texts: list[str], **named: Any) -> Any:
        asked.extend(texts)
        return encode(texts, **named)

    monkeypatch.setattr(encoder._model, "encode", spy)
    again = encoder.encode_statements(["уход", "дом", "помощь"], [["уход"], ["дом"], ["помощь"]])
    assert asked == ["дом"]
    assert (again[[2, 0]] == first).all()
    assert (encoder.encode_statements(["дом"], [["дом"]]) == again[1]).all()


def test_threads_share_an_encoder(tiny: TransformerEncoder) -> None:
    alone = tiny.encode(TEXTS)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda n: (tiny.knows("помощь"), tiny.encode(TEXTS))[1], range(24)))
    assert max(np.abs(vectors - alone).max() for vectors in found) < 1e-5


def test_cut_texts_are_told(tiny: TransformerEncoder) -> None:
    """43 letters are 43 pieces; with «passage», «:», [CLS] and [SEP] 47 of 48 tokens, so 45 letters are one too many."""
    assert tiny.encode(["а" * 43]).any()
    with pytest.warns(TextsCut, match="1 of 2 texts are longer than the 48 tokens"):
        tiny.encode(["а" * 45, "дом"])


def test_words_of_known_letters_are_known(tiny: TransformerEncoder) -> None:
    assert [tiny.knows(word) for word in ("помощь", "бабушка", "көмек", "助")] == [True, True, True, False]


def test_id_changes_with_any_file_that_is_read(tiny: TransformerEncoder, copy: Path) -> None:
    (copy / "README.md").write_text("A model.", encoding="utf-8")
    assert read(copy).id == tiny.id
    weights = copy / "model.safetensors"
    data = bytearray(weights.read_bytes())
    data[-1] ^= 1
    weights.write_bytes(data)
    assert read(copy).id != tiny.id


def test_known_model_gets_its_prefixes_and_its_length(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = KnownModel(name="a/copy", revision="0" * 40, dimension=32, max_tokens=16, query="q: ", passage="p: ")
    without = TransformerEncoder.load(copy, name="copy")
    monkeypatch.setitem(known_models._BY_NAME, "copy", record)
    encoder = TransformerEncoder.load(copy, name="copy")
    assert encoder.id != without.id
    with pytest.warns(TextsCut, match="16 tokens"):
        encoder.encode(["а" * 20])


def test_folder_named_after_a_model_of_another_width_is_refused(copy: Path) -> None:
    folder = copy.rename(copy.parent / "multilingual-e5-small")
    with pytest.raises(EncoderBroken, match="width 32, not 384"):
        read(folder)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        (SMALL, SMALL),
        ("/models/multilingual-e5-small", SMALL),
        ("/c/models--intfloat--multilingual-e5-small/snapshots/614241f622f53c4eeff9890bdc4f31cfecc418b3", SMALL),
        ("/models/LaBSE/mine", None),
        ("someone/model", None),
    ],
)
def test_models_are_known_by_name_folder_and_place_in_the_cache(name: str, wanted: str | None) -> None:
    record = known(name)
    assert (record.name if record else None) == wanted


def test_every_known_model_is_pinned_and_documented() -> None:
    page = (PROJECT / "docs" / "encoders.md").read_text(encoding="utf-8")
    for record in KNOWN:
        assert COMMIT.fullmatch(record.revision), record.name
        assert f"| `{record.name}` | {record.dimension} | {record.max_tokens} |" in page


def test_pickled_weights_are_refused(copy: Path) -> None:
    (copy / "model.safetensors").rename(copy / "pytorch_model.bin")
    with pytest.raises(EncoderBroken, match=r"pytorch_model\.bin is pickled"):
        read(copy)


def test_pickled_weights_of_a_later_module_are_refused(copy: Path) -> None:
    (copy / "2_Dense").mkdir()
    (copy / "2_Dense" / "pytorch_model.bin").write_bytes(b"x")
    with pytest.raises(EncoderBroken, match="2_Dense"):
        read(copy)


def test_code_of_the_model_is_not_run(copy: Path) -> None:
    modules = json.loads((copy / "modules.json").read_text())
    modules[1]["type"] = "subprocess.Popen"
    (copy / "modules.json").write_text(json.dumps(modules))
    with pytest.raises(EncoderBroken, match=r"subprocess\.Popen"):
        read(copy)


@pytest.mark.parametrize("damage", ["cut", "config", "missing"])
def test_damaged_model_is_told_by_its_folder(copy: Path, damage: str) -> None:
    weights = copy / "model.safetensors"
    if damage == "cut":
        weights.write_bytes(weights.read_bytes()[:100])
    elif damage == "config":
        (copy / "config.json").write_text("{")
    else:
        weights.unlink()
    with pytest.raises(EncoderBroken, match="copy can't be read"):
        read(copy)


def test_folder_without_a_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(EncoderMissing, match="holds no model"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("name", "revision", "says"),
    [
        ("someone/model", None, "KASIP_ENCODER_REVISION"),
        ("someone/model", "main", "40 hex digits"),
        ("someone/multilingual-e5-small", None, "KASIP_ENCODER_REVISION"),
        ("/no/such/folder", None, "no encoder folder /no/such/folder"),
        ("multilingual-e5-small", None, f"Do you mean {SMALL}"),
    ],
)
def test_name_that_can_not_be_found_says_what_to_set(name: str, revision: str | None, says: str) -> None:
    with pytest.raises(EncoderMissing, match=says):
        find(name, revision=revision, download=True)


@pytest.mark.parametrize("download", [False, True])
def test_model_out_of_reach_is_told_at_once_with_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, download: bool
) -> None:
    def unreachable(*given: Any, **named: Any) -> None:
        raise ConnectionError("no route to host")

    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    monkeypatch.setattr("huggingface_hub.HfApi.model_info", unreachable)
    started = time.perf_counter()
    with pytest.raises(EncoderMissing, match=f"hf download {SMALL} --revision 614241f6.* --local-dir"):
        find(SMALL, revision=None, download=download)
    assert time.perf_counter() - started < 5


def test_model_of_the_cache_is_found_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    snapshot = tmp_path / "models--intfloat--multilingual-e5-small" / "snapshots" / KNOWN[0].revision
    snapshot.mkdir(parents=True)
    (snapshot / "config.json").write_text("{}")
    assert find(SMALL, revision=None, download=False) == snapshot


def test_engine_is_the_one_that_is_installed_and_lies_ready(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert backend(copy) == TORCH
    monkeypatch.setattr(model_files, "_installed", lambda module: True)
    assert backend(copy) == TORCH
    for name, _, file in reversed(BACKENDS):
        (copy / file).parent.mkdir()
        (copy / file).touch()
        assert backend(copy) == name


def test_encoders_are_named_by_folder_or_kept_at_home(model: Path, tmp_path: Path) -> None:
    shutil.copytree(model, tmp_path / encoders.FOLDER / "own")
    assert encoders.load(tmp_path, "own").id.startswith("own@")
    assert encoders.load(tmp_path, str(model)).id.startswith("model@")
    static = encoders.folder_of(Settings().home, encoders.DEFAULT)
    assert encoders.load(tmp_path, str(static)).id == encoders.load(Settings().home).id
