"""What is pinned runs on the oldest Python that the project promises."""

import tomllib
from importlib.metadata import PackageNotFoundError, metadata

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from service.settings import PROJECT


def pinned() -> list[Requirement]:
    lines = (PROJECT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


def wanted_python(name: str) -> str:
    """What an installed package wants; nothing for one that is not installed here."""
    try:
        return metadata(name)["Requires-Python"] or ""
    except (PackageNotFoundError, KeyError):
        return ""


def test_every_pin_runs_on_the_oldest_python_that_is_promised() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    oldest = project["requires-python"].removeprefix(">=") + ".0"
    assert [str(pin) for pin in pinned() if oldest not in SpecifierSet(wanted_python(pin.name))] == []


def test_most_pins_are_installed_where_they_are_checked() -> None:
    assert sum(bool(wanted_python(pin.name)) for pin in pinned()) >= 0.7 * len(pinned())
