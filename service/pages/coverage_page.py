"""A course programme beside the cards: what it teaches and what remains."""

from dataclasses import dataclass

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from corpus.catalogue import Document
from matching.matcher import Matcher
from matching.providers import Coverage, TargetCoverage, coverage
from matching.steps import owner_by_id
from service.pages import forms
from service.pages.document_names import documents_of
from service.pages.failures import Failure
from service.pages.highlight import Piece, numbered, pieces, quotes
from service.pages.opening import ACTS, QUOTES, Group, arranged, counted, item_refs
from service.pages.rendering import page
from service.pages.services import Services

STATUSES = ("taught", "partly", "not_taught")


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A programme beside the card that is open, with the other cards near to it."""

    text: str
    language: str
    targets: tuple[TargetCoverage, ...]  # the best fit first
    target: TargetCoverage  # whose card is open
    document: Document
    line: int
    groups: tuple[Group, ...]
    counts: dict[str, int]
    acts: Group | None
    pieces: tuple[Piece, ...]


def add(app: FastAPI, services: Services) -> None:
    """Add the routes of this page."""

    @app.get("/coverage", include_in_schema=False)
    async def form(request: Request) -> HTMLResponse:
        return _form(request, services)

    @app.post("/coverage", include_in_schema=False)
    async def result(request: Request) -> HTMLResponse:
        sent = await forms.read(request)
        target = sent.field("open") or sent.field("target")
        try:
            given = await forms.given(sent, services)
        except Failure as failure:
            if failure.field is None:
                raise
            return _form(request, services, failure=failure, text=sent.text("text"))
        found = await services.run("coverage", lambda matcher: programme(matcher, given.text, target))
        return page(request, "programme", programme=found, warnings=given.warnings, services=services)


def programme(matcher: Matcher, text: str, target: str) -> Programme:
    """Hold a programme against the nearest professions, and open the card of one. Raises TextTooLong."""
    found = _coverage(matcher, text, target)
    chosen = next((t for t in found.targets if t.profession == target), found.targets[0])
    catalogue = matcher.index.catalogue
    owner = owner_by_id(catalogue, chosen.card)
    numbers = numbered(e.span for group in chosen.gaps.groups for item in group.items for e in item.evidence[:QUOTES])
    groups = arranged(matcher, chosen.gaps.groups, numbers, {}, STATUSES)
    return Programme(
        text=text,
        language=found.language,
        targets=found.targets,
        target=chosen,
        document=documents_of(catalogue)[owner.document],
        line=owner.line,
        groups=tuple(group for group in groups if group.gaps.kind != ACTS),
        counts=counted(groups),
        acts=next((group for group in groups if group.gaps.kind == ACTS), None),
        pieces=pieces(text, quotes(item_refs(groups))),
    )


def _coverage(matcher: Matcher, text: str, target: str) -> Coverage:
    """The nearest professions, and the wanted one if it is not among them."""
    found = coverage(matcher, text)
    if target in matcher.index.profession_number and target not in {t.profession for t in found.targets}:
        wanted = coverage(matcher, text, [target])
        return Coverage(language=found.language, targets=(*wanted.targets, *found.targets))
    return found


def _form(request: Request, services: Services, *, failure: Failure | None = None, text: str = "") -> HTMLResponse:
    with services.use() as matcher:
        professions = sorted(matcher.index.professions, key=lambda p: p.title)
    return page(request, "coverage", failure=failure, text=text, professions=professions, services=services)
