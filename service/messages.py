"""Messages of API and pages by language; the texts stand in `service/messages.json`."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("ru", "kk", "en")
# Types of pydantic's errors → our messages `field.…`.
MESSAGES_OF_FIELDS = {
    "missing": "missing",
    "extra_forbidden": "unknown",
    "string_type": "text",
    "string_unicode": "text",
    "int_type": "integer",
    "int_parsing": "integer",
    "int_parsing_size": "integer",
    "int_from_float": "integer",
    "float_type": "number",
    "float_parsing": "number",
    "finite_number": "number",
    "bool_type": "boolean",
    "bool_parsing": "boolean",
    "list_type": "list",
    "model_type": "object",
    "model_attributes_type": "object",
    "greater_than_equal": "at_least",
    "less_than_equal": "at_most",
    "literal_error": "one_of",
    "string_too_short": "too_short",
    "string_too_long": "too_long",
    "too_short": "too_few",
    "too_long": "too_many",
    "string_pattern_mismatch": "form",
    "exactly_one": "exactly_one",  # ours: service.schemas, service.routes.uploads
    "not_unicode": "unicode",
    "field_not_json": "json",
}


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
    best = sorted((w for w in wanted if w[0] > 0), key=lambda w: -w[0])
    return next((tag for _, tag in best if tag in LANGUAGES), LANGUAGES[0])
