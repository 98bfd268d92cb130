"""JSON responses written by orjson, which reads our dataclasses as they are."""

from typing import Any

import orjson
from starlette.responses import JSONResponse


class Json(JSONResponse):
    """A JSON response of plain data, numbers, texts and dataclasses."""

    def render(self, content: Any) -> bytes:
        """Bytes of the content."""
        return orjson.dumps(content)
