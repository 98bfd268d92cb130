"""The whole way with another encoder: documents, index, answers on the command line and over HTTP."""

import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from fastapi.testclient import TestClient

from eval.baselines import dense
from eval.labels import Gold
from indexing.errors import IndexMismatch
from matching.matcher import Matcher
from service.app import create_app
from service.loading import load_matcher
from service.schemas import CV, VACANCY
from service.settings import Settings
from tests.models import tiny_transformer
from tests.service.test_cli import SCHEMA, STANDARD, kasip

pytestmark = pytest.mark.filterwarnings("ignore::models.errors.TextsCut")


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A home whose index `kasip build` has made with a tiny transformer."""
    home, model = tmp_path_factory.mktemp("home"), tiny_transformer.write(tmp_path_factory.mktemp("tiny"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KASIP_ENCODER", str(model))
        assert kasip(home, "ingest", STANDARD).returncode == 0
        built = kasip(home, "build")
        assert built.returncode == 0, built.stderr
        assert "longer than the 48 tokens" in built.stderr.decode()
        yield Settings(home=home)


@pytest.fixture(scope="module")
def matcher(settings: Settings) -> Matcher:
    return load_matcher(settings)


def test_command_line_answers_with_the_encoder_of_the_settings(settings: Settings) -> None:
    done = kasip(settings.home, "match", "-", "--json", stdin=VACANCY.encode())
    answer = json.loads(done.stdout)
    jsonschema.validate(answer, SCHEMA)
    assert answer["model_version"].startswith("model@")
    assert answer["professions"]


def test_service_answers_with_it(matcher: Matcher, settings: Settings) -> None:
    with TestClient(create_app(settings, matcher)) as client:
        answer = client.post("/v1/match", json={"text": VACANCY}).json()
        jsonschema.validate(answer, SCHEMA)
        target = answer["professions"][0]["id"]
        gaps = client.post("/v1/gaps", json={"text": CV, "profession": target})
        assert gaps.json()["gaps"]["items"]
        assert client.get("/readyz").json()["model_version"] == answer["model_version"]


def test_quotes_stand_in_the_text(matcher: Matcher) -> None:
    quotes = [e for p in matcher.match(VACANCY).professions for e in p.evidence]
    assert quotes
    assert all(VACANCY[e.span.start : e.span.end] == e.quote for e in quotes)


def test_it_is_a_baseline_beside_others(matcher: Matcher) -> None:
    baseline = dense(matcher.index, matcher.index.encoder)
    gold = Gold(id="x", kind="vacancy", text=VACANCY, title="", in_scope=True, labels=(), levels=frozenset(), row={})
    assert (baseline.name, baseline.score(gold).shape) == ("dense:model", (len(matcher.index.professions),))


def test_index_of_another_model_is_refused(settings: Settings, tmp_path: Path) -> None:
    other = tiny_transformer.write(tmp_path, seed=1)
    with pytest.raises(IndexMismatch, match=r"built with model@.*at hand is model@.*kasip build"):
        load_matcher(Settings(home=settings.home, encoder=str(other)))


def test_name_without_network_says_what_to_do(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("KASIP_ENCODER", "intfloat/multilingual-e5-small")
    for command in ("build", "match"):
        done = kasip(settings.home, command)
        assert done.returncode == 1
        assert "hf download intfloat/multilingual-e5-small --revision" in done.stderr.decode()
