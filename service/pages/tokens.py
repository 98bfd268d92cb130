"""Forms that write: a token in the form must equal the one in a cookie that other sites can neither read nor set.

OWASP calls it double submit. The origin is checked as well where the browser tells it.
"""

import hashlib
import secrets
from urllib.parse import urlsplit

from fastapi import Request, Response

from service.pages.forms import Form

COOKIE = "kasip_form"
FIELD = "token"
LENGTH = 32  # characters of a token
KEPT_S = 30 * 24 * 3600  # longer than the answers of a table, which belong to it


def token_of(request: Request) -> str:
    """The token of this browser, a new one when it has none."""
    known = request.cookies.get(COOKIE, "")
    return known if len(known) == LENGTH and known.isalnum() else secrets.token_hex(LENGTH // 2)


def keep(request: Request, response: Response, token: str) -> None:
    """Give the browser its token."""
    secure = request.url.scheme == "https"
    response.set_cookie(COOKIE, token, max_age=KEPT_S, samesite="strict", httponly=True, secure=secure)


def is_own(request: Request, form: Form) -> bool:
    """Whether a form was sent from a page of ours."""
    known, given = request.cookies.get(COOKIE, ""), form.field(FIELD)
    same = len(known) == LENGTH and secrets.compare_digest(known.encode(), given.encode())
    return same and _same_origin(request)


def owner(token: str) -> str:
    """Who a batch belongs to: this browser, without its token being kept."""
    return f"web-{hashlib.sha256(token.encode()).hexdigest()[:24]}"


def _same_origin(request: Request) -> bool:
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None:
        return site == "same-origin"
    return origin in (None, "null") or urlsplit(origin).netloc == request.headers.get("host")
