"""What an audit entry may hold: ids, versions, numbers. Free text has no place in it, and none gets in."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from service.state.chain import canonical
from service.state.errors import BadEntry

IDENTIFIER = re.compile(
    r"[!-~]{1,200}"
)  # printable ASCII without a space: no sentence, no name of a person in Cyrillic
SHA256 = re.compile("[0-9a-f]{64}")
LONGEST_JSON = 20_000  # characters

Scalar = str | int | None
Value = Scalar | Sequence[Scalar]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Who did what with which input, by which versions, and what came out or what a person said instead."""

    who: str  # a key's id, or "local"
    action: str
    catalogue_version: str | None = None
    model_version: str | None = None
    input_sha256: str | None = None  # stored as a tag only
    decision: Mapping[str, Value] | None = None
    override: Mapping[str, Value] | None = None


def decision_entry(result: Mapping[str, Any], *, who: str, action: str) -> Entry:
    """The entry for a match result in the form of the API: its status, its professions and its level."""
    level = result.get("level") or {}
    return Entry(
        who=who,
        action=action,
        catalogue_version=result["catalogue_version"],
        model_version=result["model_version"],
        input_sha256=result["input_sha256"],
        decision={
            "status": result["status"],
            "professions": [profession["id"] for profession in result["professions"]],
            "level": level.get("value"),
        },
    )


def check(entry: Entry) -> None:
    """Raise BadEntry when an entry holds anything but ids, versions and numbers."""
    identifier("who", entry.who)
    identifier("action", entry.action, longest=40)
    for name in ("catalogue_version", "model_version"):
        version(name, getattr(entry, name))
    if entry.input_sha256 is not None and not SHA256.fullmatch(entry.input_sha256):
        raise BadEntry("input_sha256", "give 64 hexadecimal digits in lower case", says="form")
    for name in ("decision", "override"):
        _check_values(name, getattr(entry, name) or {})


def identifier(name: str, value: object, *, longest: int = 200) -> str:
    """Return an id. Raises BadEntry when it is none."""
    if not isinstance(value, str) or len(value) > longest or not IDENTIFIER.fullmatch(value):
        reason = f"give an id: 1 to {longest} Latin letters, digits and signs without spaces"
        raise BadEntry(name, reason, says="id", longest=longest)
    return value


def version(name: str, value: str | None) -> str | None:
    """Return a version. Raises BadEntry when it is too long or holds control characters."""
    if value is not None and not (value.isprintable() and 1 <= len(value) <= 200):
        raise BadEntry(name, "give a version of 1 to 200 printable characters", says="version")
    return value


def _check_values(name: str, values: Mapping[str, Value]) -> None:
    for key, value in values.items():
        identifier(name, key)
        for one in value if isinstance(value, (list, tuple)) else [value]:
            if one is not None and not isinstance(one, int):
                identifier(f"{name}.{key}", one)
    if len(canonical(dict(values))) > LONGEST_JSON:
        raise BadEntry(name, f"more than {LONGEST_JSON} characters")
