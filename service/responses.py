"""JSON responses written by orjson, which reads our dataclasses as they are."""

from typing import Any, TypedDict

import orjson
from starlette.responses import JSONResponse

from matching.matcher import Matcher


class Json(JSONResponse):
    """A JSON response of plain data, numbers, texts and dataclasses."""

    def render(self, content: Any) -> bytes:
        """Bytes of the content."""
        return orjson.dumps(content)


class Versions(TypedDict):
    """Which catalogue and which model an answer comes from."""

    catalogue_version: str
    model_version: str


def versions(matcher: Matcher) -> Versions:
    """What every answer tells: which catalogue and which model it comes from."""
    return Versions(catalogue_version=matcher.index.catalogue.catalogue_version, model_version=matcher.model_version)
