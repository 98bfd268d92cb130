"""Browsing the catalogue."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from corpus.catalogue import Catalogue, Document, to_json
from corpus.export import to_jsonld
from matching.matcher import Matcher
from matching.moves import NEIGHBOURS, moves
from service import answers
from service.parts import PartsOf
from service.responses import Json, versions
from service.routes.access import MatchCaller
from service.routes.documented import problems
from service.routes.failures import NoSuchId
from service.routes.reading import PAGE_SIZE, Cursor, Limit, page, read, tagged
from service.routes.whole import whole
from service.schemas import CARD, PROFESSION

COMPETENCE = "skill.rukovodstvo-rabotoi-strukturnogo-podrazdeleniya"
JSONLD = "application/ld+json"

ProfessionId = Annotated[str, Path(examples=[PROFESSION])]
CardId = Annotated[str, Path(examples=[CARD], description="of a card, position, level row or occupation")]
CompetenceId = Annotated[str, Path(examples=[COMPETENCE])]

router = APIRouter(prefix="/v1", tags=["catalogue"])


@router.get(
    "/professions",
    summary="All professions, page by page",
    response_model=answers.ProfessionsAnswer,
    responses=problems(400, 410, 422),
)
async def professions(
    request: Request, caller: MatchCaller, parts: PartsOf, limit: Limit = PAGE_SIZE, cursor: Cursor = None
) -> Response:
    """A profession is one job with all its descriptions; the first member describes it best."""
    return await read(parts, request, lambda m: page(m, "professions", m.index.professions, limit=limit, cursor=cursor))


@router.get(
    "/professions/{identifier}",
    summary="One profession with its members",
    response_model=answers.ProfessionAnswer,
    responses=problems(404, 422),
)
async def profession(request: Request, identifier: ProfessionId, caller: MatchCaller, parts: PartsOf) -> Response:
    """Members of one profession are one job; neighbours are told by /moves."""

    def make(matcher: Matcher) -> dict[str, Any]:
        found = matcher.index.catalogue.profession_by_id.get(identifier)
        if found is None:
            raise NoSuchId(identifier)
        return {"profession": found}

    return await read(parts, request, make)


@router.get(
    "/professions/{identifier}/moves",
    summary="Where one can go from a profession",
    response_model=answers.MovesAnswer,
    responses=problems(404, 422),
)
async def profession_moves(
    request: Request,
    identifier: ProfessionId,
    caller: MatchCaller,
    parts: PartsOf,
    neighbours: Annotated[int, Query(ge=0, le=20, description="most neighbours told")] = NEIGHBOURS,
) -> Response:
    """Next levels, professions that the cards name, then those that demand much the same; and what is to be learnt."""

    def make(matcher: Matcher) -> tuple[Matcher, dict[str, Any]]:
        return matcher, {"moves": moves(matcher.comparer.likeness, identifier, neighbours=neighbours)}

    matcher, found = await parts.operation.run("moves", make)
    return tagged(matcher, request, lambda: Json({**found, **versions(matcher)}))


@router.get(
    "/cards/{identifier}",
    summary="A card, position or level row in full",
    response_model=answers.CardAnswer,
    responses=problems(404, 422),
)
async def card(request: Request, identifier: CardId, caller: MatchCaller, parts: PartsOf) -> Response:
    """What a member of a profession says, with the line of every item in its document."""
    return await read(parts, request, lambda m: _card(m.index.catalogue, identifier))


@router.get(
    "/competences/{identifier}",
    summary="A competence with the items that say it",
    response_model=answers.CompetenceAnswer,
    responses=problems(404, 422),
)
async def competence(request: Request, identifier: CompetenceId, caller: MatchCaller, parts: PartsOf) -> Response:
    """Items of several cards that say the same are one competence."""

    def make(matcher: Matcher) -> dict[str, Any]:
        found = next((c for c in matcher.index.catalogue.competences if c.id == identifier), None)
        if found is None:
            raise NoSuchId(identifier)
        return {"competence": found}

    return await read(parts, request, make)


@router.get(
    "/levels",
    summary="Level rows of the qualification frameworks",
    response_model=answers.LevelsAnswer,
    responses=problems(400, 410, 422),
)
async def levels(
    request: Request, caller: MatchCaller, parts: PartsOf, limit: Limit = PAGE_SIZE, cursor: Cursor = None
) -> Response:
    """What the sectoral frameworks ask for at each level; `levels_basis` says whether the level is printed."""
    return await read(
        parts, request, lambda m: page(m, "levels", m.index.catalogue.framework_levels, limit=limit, cursor=cursor)
    )


@router.get(
    "/documents",
    summary="The documents that the catalogue was read from",
    response_model=answers.DocumentsAnswer,
    responses=problems(400, 410, 422),
)
async def documents(
    request: Request, caller: MatchCaller, parts: PartsOf, limit: Limit = PAGE_SIZE, cursor: Cursor = None
) -> Response:
    """Each with its number and date, and how much was found in it."""

    def make(matcher: Matcher) -> dict[str, Any]:
        catalogue = matcher.index.catalogue
        found = page(matcher, "documents", catalogue.documents, limit=limit, cursor=cursor)
        return {**found, "documents": [_facts(catalogue, document) for document in found["documents"]]}

    return await read(parts, request, make)


@router.get(
    "/catalogue",
    summary="The whole catalogue, as `kasip catalogue export` gives it",
    responses={200: {"content": {"application/json": {"schema": {"type": "object"}}}}, **problems()},
)
async def catalogue(request: Request, caller: MatchCaller, parts: PartsOf) -> Response:
    """Documents, cards, positions, level rows, competences, professions and problems; the model is in a header."""
    return await whole(parts, request, to_json, "application/json")


@router.get(
    "/catalogue.jsonld",
    summary="Competences as SKOS concepts, professions as schema.org occupations",
    responses={200: {"content": {JSONLD: {"schema": {"type": "object"}}}}, **problems()},
)
async def catalogue_jsonld(request: Request, caller: MatchCaller, parts: PartsOf) -> Response:
    """For systems that read linked data; the versions are in headers."""
    return await whole(parts, request, to_jsonld, JSONLD)


def _card(catalogue: Catalogue, identifier: str) -> dict[str, Any]:
    """Raises NoSuchId."""
    rows = {**{row.id: row for row in catalogue.framework_levels}, **catalogue.level_by_occupation}
    shelves: dict[str, Mapping[str, Any]] = {
        "card": catalogue.card_by_id,
        "position": catalogue.position_by_id,
        "level": rows,
    }
    for kind, shelf in shelves.items():
        if identifier in shelf:
            return {"kind": kind, "card": shelf[identifier]}
    raise NoSuchId(identifier)


def _facts(catalogue: Catalogue, document: Document) -> dict[str, Any]:
    shelves: dict[str, Sequence[Any]] = {
        "cards": catalogue.cards,
        "positions": catalogue.positions,
        "levels": catalogue.framework_levels,
        "problems": catalogue.problems,
    }
    counts = {name: sum(thing.document == document.id for thing in shelf) for name, shelf in shelves.items()}
    plain = [name for name in answers.DocumentFacts.model_fields if name not in counts]
    return {**{name: getattr(document, name) for name in plain}, **counts}
