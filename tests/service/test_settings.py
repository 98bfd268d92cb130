"""The table of settings in the documentation."""

import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr, ValidationError
from pydantic_settings import BaseSettings

from service.operation.options import OperationSettings
from service.settings import PROJECT, Settings
from service.state.options import StateSettings

ROW = re.compile(r"^\| `(KASIP_\w+)` \| (.+?) \| (.+) \|$", re.MULTILINE)
CLASSES: tuple[type[BaseSettings], ...] = (Settings, OperationSettings, StateSettings)


def told(value: Any) -> str:
    """A default as the table writes it."""
    if value is None:
        return "none"
    if isinstance(value, Path):
        return f"`{value.relative_to(PROJECT)}` in the project"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, SecretStr):
        return f"`{value.get_secret_value()}`"
    return f"`{list(value) if isinstance(value, tuple) else value}`"


def test_every_setting_stands_in_the_table_with_its_default() -> None:
    table = {name: default for name, default, _ in ROW.findall((PROJECT / "docs" / "settings.md").read_text("utf-8"))}
    fields = {f"KASIP_{n}".upper(): told(f.default) for c in CLASSES for n, f in c.model_fields.items()}
    assert table == fields


def test_no_setting_is_read_by_two_classes() -> None:
    names = [name for c in CLASSES for name in c.model_fields]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("name", "value"), [("PORT", "0x50"), ("PORT", "70000"), ("WORKERS", "0"), ("AUDIT", "perhaps")]
)
def test_a_wrong_value_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"KASIP_{name}", value)
    with pytest.raises(ValidationError, match=name.lower()):
        Settings()
