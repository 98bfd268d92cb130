"""Reading the catalogue: pages with cursors, and answers that a caller may keep until the catalogue changes."""

import base64
import binascii
import hashlib
from collections.abc import Callable, Sequence
from importlib.metadata import version
from typing import Annotated, Any, TypeVar

from fastapi import Query, Request, Response

from matching.matcher import Matcher
from service.parts import Parts
from service.problems import Problem
from service.responses import Json, versions

PAGE_SIZE = 50
LONGEST_CURSOR = 200
KEEP = {"Cache-Control": "private, no-cache"}  # may be kept, and is asked for again with its tag

Limit = Annotated[int, Query(ge=1, le=200, description="how many on a page")]
Cursor = Annotated[str | None, Query(description="next_cursor of the page before")]

T = TypeVar("T")


async def read(parts: Parts, request: Request, make: Callable[[Matcher], dict[str, Any]]) -> Response:
    """What `make` finds in the catalogue with the versions; nothing when the caller has it already."""
    with parts.operation.current.use() as matcher:
        found = make(matcher)
        return tagged(matcher, request, lambda: Json({**found, **versions(matcher)}))


def tagged(matcher: Matcher, request: Request, make: Callable[[], Response]) -> Response:
    """An answer with its tag; 304, without making it, to a caller that has named the tag."""
    tag = tag_of(matcher)
    headers = {"ETag": tag, **KEEP}
    if is_known(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    answer = make()
    answer.headers.update(headers)
    return answer


def tag_of(matcher: Matcher) -> str:
    """Changes with the catalogue, and with what else the answers depend on."""
    told = versions(matcher)
    rest = hashlib.sha256(f"{told['model_version']} {version('kasip')}".encode()).hexdigest()[:8]
    return f'"{told["catalogue_version"]}-{rest}"'


def is_known(header: str, tag: str) -> bool:
    """Whether an If-None-Match header names a tag; weak tags count (RFC 9110, 13.1.2)."""
    named = [part.strip().removeprefix("W/") for part in header.split(",")]
    return tag in named or "*" in named


def page(matcher: Matcher, name: str, shelf: Sequence[T], *, limit: int, cursor: str | None) -> dict[str, Any]:
    """One page of a list by its name, with the cursor of the next. Raises Problem."""
    place = f"{matcher.index.catalogue.catalogue_version}:{name}:"
    start = _start(cursor, place, len(shelf)) if cursor is not None else 0
    more = start + limit < len(shelf)
    return {name: shelf[start : start + limit], "next_cursor": _cursor(place, start + limit) if more else None}


def _cursor(place: str, start: int) -> str:
    return base64.urlsafe_b64encode(f"{place}{start}".encode()).decode().rstrip("=")


def _start(cursor: str, place: str, size: int) -> int:
    """Where a page begins. Raises Problem: 400 when we have not made the cursor, 410 when the catalogue has changed."""
    told, _, start = _decoded(cursor).rpartition(":")
    told_version, _, told_name = told.partition(":")
    own_version, own_name, _ = place.split(":")
    if told_name != own_name or not start.isdecimal():
        raise Problem(400, "bad-cursor")
    if told_version != own_version:
        raise Problem(410, "old-cursor")
    if int(start) >= size:
        raise Problem(400, "bad-cursor")
    return int(start)


def _decoded(cursor: str) -> str:
    if len(cursor) > LONGEST_CURSOR:
        raise Problem(400, "bad-cursor")
    try:
        return base64.b64decode(f"{cursor}{'=' * (-len(cursor) % 4)}", altchars=b"-_", validate=True).decode("ascii")
    except (binascii.Error, ValueError) as exc:
        raise Problem(400, "bad-cursor") from exc
