"""Style sheet, script and sign; their addresses change with their contents, so browsers may keep them for good."""

from importlib.resources import files

from fastapi import FastAPI, Response

from service.pages.failures import Failure

TYPES = {"pages.css": "text/css", "pages.js": "text/javascript", "kasip.svg": "image/svg+xml"}
HEADERS = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}


def add(app: FastAPI) -> None:
    """Add the route of the files."""

    @app.get("/static/{name}", include_in_schema=False)
    async def static(name: str) -> Response:
        if name not in TYPES:
            raise Failure(404, "unknown")
        data = files("service").joinpath("static", name).read_bytes()
        return Response(data, media_type=TYPES[name], headers=HEADERS)
