"""Every hostile file is answered with the right 4xx within ten seconds."""

import asyncio
import time
from collections.abc import Iterator

import pytest

from service.uploads.errors import TooSlow, UploadError
from service.uploads.extract import Extractor
from tests.service.hostile_files import FILES, Hostile


@pytest.fixture(scope="module")
def extractor() -> Iterator[Extractor]:
    found = Extractor(workers=1)
    asyncio.run(found.extract(b"warm", filename=None))
    yield found
    found.close()


@pytest.mark.parametrize("hostile", FILES, ids=lambda hostile: hostile.name)
def test_hostile_file_is_refused(extractor: Extractor, hostile: Hostile) -> None:
    data = hostile.make()
    begin = time.monotonic()
    with pytest.raises(UploadError) as caught:
        asyncio.run(extractor.extract(data, filename=hostile.name))
    assert time.monotonic() - begin < 10
    # On a busy machine a file may be stopped before its fault is found: refused all the same.
    assert caught.value.kind in (*hostile.kinds, TooSlow.kind)
    assert 400 <= caught.value.status < 500


def test_there_are_enough_hostile_files() -> None:
    assert len({hostile.name for hostile in FILES}) == len(FILES) >= 18
