"""Shared fixtures: the real catalogue, the default encoder, an index in a folder of its own, the service."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import settings as hypothesis_settings

from corpus import ingest, manifest, store
from corpus.catalogue import Catalogue
from indexing import build
from indexing.index import Index, load
from matching.matcher import Matcher
from models import encoders
from models.static import StaticEncoder
from service.app import create_app
from service.settings import PROJECT, Settings

DOCUMENTS = PROJECT / "corpus" / "data" / "documents"
# The first example may load dictionaries; a slow machine is no failure.
hypothesis_settings.register_profile("kasip", deadline=None)
hypothesis_settings.load_profile("kasip")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The project's own documents, read afresh."""
    read, failed = ingest.read_documents(sorted(DOCUMENTS.glob("*.txt")), manifest.read(DOCUMENTS / "manifest.json"))
    assert not failed
    return ingest.merged(Catalogue(), read)


@pytest.fixture(scope="session")
def encoder() -> StaticEncoder:
    """The default encoder that `make index` has built."""
    return StaticEncoder.load(encoders.folder_of(Settings().home, encoders.DEFAULT))


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue, encoder: StaticEncoder) -> Path:
    """A home folder with an index and a link to the encoder."""
    folder = tmp_path_factory.mktemp("home")
    (folder / encoders.FOLDER).symlink_to(Settings().home.resolve() / encoders.FOLDER)
    store.save(folder, catalogue)
    build.build(folder, catalogue, encoder)
    return folder


@pytest.fixture(scope="session")
def index(home: Path, encoder: StaticEncoder) -> Index:
    """The index of that home."""
    return load(home, encoder)


@pytest.fixture(scope="session")
def matcher(index: Index) -> Matcher:
    """A matcher with the coefficients that are shipped."""
    return Matcher(index)


@pytest.fixture(scope="session")
def client(home: Path, matcher: Matcher) -> Iterator[TestClient]:
    """The service in process; crashes come back as answers, as they would to a caller."""
    with TestClient(create_app(Settings(home=home), matcher), raise_server_exceptions=False) as found:
        yield found
