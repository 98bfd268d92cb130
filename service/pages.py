"""The first page: a form and its answer, without JavaScript."""

from functools import cache
from importlib.resources import files
from typing import Any

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined

from service.messages import LANGUAGES, language_of, message


@cache
def _environment() -> Environment:
    return Environment(loader=PackageLoader("service"), autoescape=True, undefined=StrictUndefined)


def language(request: Request) -> str:
    """Language of a page: `?lang=` first, then what the browser asks for."""
    wanted = request.query_params.get("lang", "")
    return wanted if wanted in LANGUAGES else language_of(request.headers.get("accept-language", ""))


def render(name: str, lang: str, **values: Any) -> str:
    """HTML of a page in a language."""

    def say(key: str, **fill: Any) -> str:
        return message(f"page.{key}", lang, **fill)

    values.setdefault("error", None)
    return _environment().get_template(f"{name}.html").render(say=say, lang=lang, languages=LANGUAGES, **values)


@cache
def style() -> str:
    """The style sheet."""
    return files("service").joinpath("static", "kasip.css").read_text(encoding="utf-8")
