"""HTML of a page: templates in a language, with the headers that every page carries."""

import gzip
import hashlib
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from service.pages import labels, language_choice, tokens
from service.pages.catalogues import words_of
from service.pages.failures import Failure
from service.pages.filters import FILTERS

FORMS = ("/", "/compare", "/coverage", "/bulk")  # pages whose answers have their address
PACKED_FROM = 20_000  # bytes
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # `no-referrer` would take the origin out of our own forms, which the check of tokens looks at.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",  # an answer holds a person's text
    "Vary": "Accept-Language, Accept-Encoding, Cookie",
}


def page(request: Request, name: str, *, failure: Failure | None = None, **values: Any) -> HTMLResponse:
    """Answer with the template `<name>.html`, with the status of a `failure`; its forms that write carry `token`."""
    language, token = language_choice.language(request), tokens.token_of(request)
    html = template(language, name).render(
        path=_path(request),
        addresses={code: _in_language(request, code) for code in language_choice.NAMES},
        posted=request.method == "POST",
        token=token,
        failure=failure,
        **values,
    )
    body, coding = _packed(request, html.encode())
    status = failure.status if failure else 200
    response = HTMLResponse(body, status, headers={**HEADERS, **coding, "Content-Language": language})
    language_choice.keep(request, response)
    if token in html:
        tokens.keep(request, response, token)
    return response


def _packed(request: Request, html: bytes) -> tuple[bytes, dict[str, str]]:
    """The page packed for browsers that can unpack it: a long text stands in it twice, to be seen and to be sent again.

    Packing tells nothing of the token beside the text: its cookie never comes with a request of another site.
    """
    if len(html) < PACKED_FROM or "gzip" not in request.headers.get("accept-encoding", ""):
        return html, {}
    return gzip.compress(html, compresslevel=5, mtime=0), {"Content-Encoding": "gzip"}


def _in_language(request: Request, code: str) -> str:
    """Address of the same page in another language."""
    return f"{_path(request)}?{urlencode({**request.query_params, 'lang': code})}"


def _path(request: Request) -> str:
    """Where the page can be opened anew: answers to some forms only from the first page on."""
    path = request.url.path
    return path if request.method == "GET" or path in FORMS else "/"


def template(language: str, name: str) -> Any:
    """A template in a language."""
    return _environment(language).get_template(f"{name}.html")


@cache
def _environment(language: str) -> Environment:
    words = words_of(language)
    found = Environment(
        loader=PackageLoader("service"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    found.install_gettext_translations(words.translations, newstyle=True)  # type: ignore[attr-defined]
    found.globals.update(words=words, lang=language, languages=language_choice.NAMES, labels=labels, static=_address)
    found.filters.update({name: make(words) for name, make in FILTERS.items()})
    return found


@cache
def _address(name: str) -> str:
    """Address of a static file; it changes with the contents, so that browsers may keep the file."""
    data = files("service").joinpath("static", name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(data).hexdigest()[:10]}"
