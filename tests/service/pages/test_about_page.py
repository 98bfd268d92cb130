"""About tells versions, documents and measured figures, and never a figure of another version as one of this."""

from pathlib import Path

import orjson
import pytest
from fastapi.testclient import TestClient

from matching.matcher import Matcher
from service.pages.about_page import MEASURED, quality
from tests.service.pages.apps import tree, words


def measured(matcher: Matcher, folder: Path, *, model: str) -> None:
    """Write figures as `kasip evaluate` does."""
    (folder / MEASURED).parent.mkdir(parents=True)
    found = {
        "catalogue_version": matcher.index.catalogue.catalogue_version,
        "model_version": model,
        "texts": 120,
        "metrics": {"system": {"recall@1": [0.88, 0.81, 0.94]}},
    }
    (folder / MEASURED).write_bytes(orjson.dumps(found))


def test_all_documents_and_versions_are_named(pages: TestClient, matcher: Matcher) -> None:
    said = words(tree(pages.get("/about").text))
    for document in matcher.index.catalogue.documents:
        assert " ".join(document.title.split()) in said
    assert matcher.index.catalogue.catalogue_version in said
    assert matcher.model_version in said


def test_figures_of_this_very_version_stand_with_their_intervals(matcher: Matcher, tmp_path: Path) -> None:
    measured(matcher, tmp_path, model=matcher.model_version)
    found = quality(tmp_path, matcher)
    (figure,) = found.figures
    assert (figure.value, figure.low, figure.high, found.texts, found.current) == (0.88, 0.81, 0.94, 120, True)


def test_figures_of_another_version_are_told_as_such(matcher: Matcher, tmp_path: Path) -> None:
    measured(matcher, tmp_path, model="another")
    assert not quality(tmp_path, matcher).current


@pytest.mark.parametrize("content", [None, b"", b"{", b"[]", b'{"metrics": 1}'])
def test_without_a_measurement_the_recorded_figures_stand(
    matcher: Matcher, tmp_path: Path, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / MEASURED).parent.mkdir(parents=True)
        (tmp_path / MEASURED).write_bytes(content)
    found = quality(tmp_path, matcher)
    assert found.figures
    assert (found.texts, found.current) == (None, False)
