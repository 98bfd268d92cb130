"""About: versions, documents, how good the answers are, limits, what happens to data."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from eval.recorded import recorded
from matching.matcher import MAX_CHARACTERS, Matcher
from service.pages.catalogues import later
from service.pages.rendering import page
from service.pages.services import Services

MEASURED = Path("evaluation") / "metrics.json"  # under KASIP_HOME, as `kasip evaluate` writes it
FIGURES = {
    "recall@1": later("The right profession comes first"),
    "recall@3": later("The right profession is among the first three"),
    "level exact": later("The level is one of the accepted ones"),
    "level within one": later("The level is off by one at most"),
    "false accepts": later("A text of another field is taken for one of ours"),
    "false refusals": later("A text of our field is refused"),
    "ece": later("Mean error of the confidence"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A measured share with its 95 % interval; without one where only the value was recorded."""

    name: str
    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """Figures, on how many texts they were measured, and whether on the very versions that serve now."""

    figures: tuple[Figure, ...]
    texts: int | None
    current: bool


def add(app: FastAPI, services: Services) -> None:
    """Add the route of this page."""

    @app.get("/about", include_in_schema=False)
    async def about(request: Request) -> HTMLResponse:
        with services.use() as matcher:
            return page(
                request,
                "about",
                matcher=matcher,
                catalogue=matcher.index.catalogue,
                quality=quality(services.settings.home, matcher),
                names=FIGURES,
                limit=MAX_CHARACTERS,
                services=services,
            )


def quality(home: Path, matcher: Matcher) -> Quality:
    """What `kasip evaluate` measured on this machine, else what was recorded when this version was made."""
    try:
        found = orjson.loads((home / MEASURED).read_bytes())
        system: Mapping[str, Any] = found["metrics"]["system"]
        versions = found["catalogue_version"], found["model_version"]
        own = matcher.index.catalogue.catalogue_version, matcher.model_version
        figures = tuple(_figure(name, system[name]) for name in FIGURES if name in system)
        return Quality(figures=figures, texts=int(found["texts"]), current=versions == own)
    except (OSError, ValueError, KeyError, TypeError):
        system = recorded()["system"]
        return Quality(
            figures=tuple(_figure(n, [system[n]]) for n in FIGURES if n in system), texts=None, current=False
        )


def _figure(name: str, measured: list[float]) -> Figure:
    low, high = measured[1:3] if len(measured) > 2 else (None, None)
    return Figure(name=name, value=measured[0], low=low, high=high)
