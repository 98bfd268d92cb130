"""The whole catalogue as one file, made once for an index: it takes a tenth of a second, in which nothing else runs."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from weakref import WeakKeyDictionary

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool

from corpus.catalogue import Catalogue
from indexing.index import Index
from matching.matcher import Matcher
from service.parts import Parts
from service.responses import versions
from service.routes.reading import tagged

Make = Callable[[Catalogue], bytes]

_made: WeakKeyDictionary[Index, dict[Make, bytes]] = WeakKeyDictionary()  # goes with its index


async def whole(parts: Parts, request: Request, make: Make, media_type: str) -> Response:
    """The catalogue as `make` writes it; its versions are in headers, since the format has no place for them."""
    with parts.operation.current.use() as matcher:
        data = await run_in_threadpool(file_of, matcher.index, make)
        return tagged(matcher, request, lambda: Response(data, media_type=media_type, headers=_headers(matcher)))


def file_of(index: Index, make: Make) -> bytes:
    """The catalogue of an index as `make` writes it, made at the first time."""
    made = _made.setdefault(index, {})
    if make not in made:
        # A copy, without the tables of ids that the catalogue has made for itself meanwhile.
        made[make] = make(replace(index.catalogue))
    return made[make]


def _headers(matcher: Matcher) -> dict[str, str]:
    told = dict[str, Any](versions(matcher))
    return {f"X-{name.replace('_', '-').title()}": value for name, value in told.items()}
