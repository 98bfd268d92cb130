"""Forms with files, held in memory only."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import Request
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from service import problems
from service.problems import Problem
from service.uploads.contract import MEGABYTE

MOST_FIELDS = 10
FIELD_BYTES = 20_000
KIND = "multipart/form-data"


class _InMemory(MultiPartParser):
    """Starlette's parser writes files above this size into a temporary file; no text may touch the disk."""

    spool_max_size = 64 * MEGABYTE


@asynccontextmanager
async def form_of(request: Request) -> AsyncIterator[FormData]:
    """The form of a request, until it was read. Raises Problem."""
    if not request.headers.get("content-type", "").lower().startswith(KIND):
        raise Problem(415, "media-type", expected=KIND)
    body = await request.body()  # before parsing, which would leave files open when the body is cut off
    form = await _parsed(request, body)
    try:
        yield form
    finally:
        await form.close()


async def _parsed(request: Request, body: bytes) -> FormData:
    async def stream() -> AsyncGenerator[bytes, None]:
        yield body

    parser = _InMemory(request.headers, stream(), max_files=1, max_fields=MOST_FIELDS, max_part_size=FIELD_BYTES)
    try:
        return await parser.parse()
    except (MultiPartException, ValueError, LookupError) as exc:  # boundary or charset missing or wrong
        raise Problem(400, "bad-form") from exc


def file_of(form: FormData, name: str) -> UploadFile:
    """The file of a field. Raises Problem when there is none."""
    found = form.get(name)
    if not isinstance(found, UploadFile):
        raise problems.fields(problems.Wrong(name, "missing"))
    return found


def texts(form: FormData) -> dict[str, Any]:
    """The fields that hold no file."""
    return {name: value for name, value in form.items() if isinstance(value, str)}
