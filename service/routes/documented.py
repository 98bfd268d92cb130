"""Which problems a call can answer with, for the OpenAPI file."""

from typing import Any

from service.answers import ProblemDetails

MEANINGS = {
    400: "not readable",
    401: "no key, or one that is not accepted",
    403: "the key may not do this",
    404: "no such thing",
    408: "the body came too slowly",
    409: "refused in the present state",
    410: "gone",
    413: "too large",
    415: "not of this media type",
    422: "fields are wrong",
    429: "too many requests; Retry-After says when to come again",
    503: "not possible just now",
}
ALWAYS = (401, 403, 429, 503)
WITH_BODY = (400, 408, 413, 415, 422)

Responses = dict[int | str, dict[str, Any]]


def problems(*statuses: int) -> Responses:
    """The responses of FastAPI for these statuses, and for those that any call has."""
    return {
        status: {"model": ProblemDetails, "description": MEANINGS[status]} for status in sorted({*ALWAYS, *statuses})
    }
