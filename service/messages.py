"""Messages of API and pages by language; the texts stand in `service/messages.json`."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("ru", "kk", "en")


@cache
def _messages() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads(
        files("service").joinpath("messages.json").read_text(encoding="utf-8")
    )
    return found


def message(name: str, language: str, **values: Any) -> str:
    """The text of a message in ru, kk or en with its values filled in."""
    return _messages()[name][language].format(**values)


def language_of(header: str) -> str:
    """The first language of an Accept-Language header that we speak, by its quality; ru when none is."""
    wanted = []
    for part in header.split(","):
        tag, _, quality = part.strip().partition(";q=")
        try:
            wanted.append((float(quality or 1), tag.split("-")[0].lower()))
        except ValueError:
            continue
    return next((tag for _, tag in sorted(wanted, key=lambda w: -w[0]) if tag in LANGUAGES), LANGUAGES[0])
