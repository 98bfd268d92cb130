"""A small index, built in a second: one document, an encoder of two words."""

from pathlib import Path

import numpy as np

from corpus import ingest, manifest
from corpus.catalogue import Catalogue
from models.static import StaticEncoder
from tests.conftest import DOCUMENTS


def tiny_encoder() -> StaticEncoder:
    """An encoder that knows two words."""
    return StaticEncoder(name="tiny", digest="0", vocabulary=["дом", "уход"], embedding=np.eye(2, 8, dtype=np.float16))


def small_catalogues() -> list[Catalogue]:
    """Catalogues of the two shortest documents, one each."""
    shortest = sorted(DOCUMENTS.glob("*.txt"), key=lambda path: path.stat().st_size)[:2]
    return [_catalogue(path) for path in shortest]


def _catalogue(path: Path) -> Catalogue:
    read, failed = ingest.read_documents([path], manifest.read(DOCUMENTS / "manifest.json"))
    if failed:
        raise ValueError(failed)
    return ingest.merged(Catalogue(), read)
