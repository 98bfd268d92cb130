"""What else the catalogue can say of texts: comparison, competences, normal forms, programmes."""

from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter

from matching.compare import Comparison, compare
from matching.extract import extract
from matching.matcher import Matcher
from matching.normalize import normalize
from matching.providers import coverage
from service.answers import CompareAnswer, CoverageAnswer, ExtractAnswer, NormalizeAnswer
from service.parts import PartsOf
from service.responses import Json, Versions, versions
from service.routes.access import MatchCaller
from service.routes.documented import WITH_BODY, problems
from service.routes.matching import sha256
from service.schemas import CompareRequest, CoverageRequest, ExtractRequest, NormalizeRequest
from service.state.entries import Entry, Value

router = APIRouter(prefix="/v1", tags=["matching"])


@router.post(
    "/compare",
    summary="A CV against a vacancy",
    response_model=CompareAnswer,
    responses=problems(*WITH_BODY),
)
async def compare_texts(body: CompareRequest, caller: MatchCaller, parts: PartsOf) -> Json:
    """What the vacancy asks for and the CV shows: by items of the card, by its own words, education, experience."""

    def work(matcher: Matcher) -> tuple[Comparison, Versions]:
        found = compare(
            matcher,
            body.cv,
            body.vacancy,
            cv_title=body.cv_title,
            vacancy_title=body.vacancy_title,
            year=datetime.now(UTC).year,
        )
        return found, versions(matcher)

    found, told = await parts.operation.run("compare", work)
    decision: dict[str, Value] = {"status": found.status, **found.summary}
    await parts.note(Entry(who=caller.id, action="compare", input_sha256=sha256(body.cv), decision=decision, **told))
    return Json({"comparison": found, **told})


@router.post(
    "/extract",
    summary="Competences that a text speaks of, with their places",
    response_model=ExtractAnswer,
    responses=problems(*WITH_BODY),
)
async def extract_competences(body: ExtractRequest, caller: MatchCaller, parts: PartsOf) -> Json:
    """Each competence once, with the words that speak of it best."""

    def work(matcher: Matcher) -> dict[str, Any]:
        found = extract(matcher, body.text, kind=body.kind, minimum=body.min_confidence)
        return {"competences": found, **versions(matcher)}

    return Json(await parts.operation.run("extract", work))


@router.post(
    "/normalize",
    summary="Free skills as competences of the catalogue",
    response_model=NormalizeAnswer,
    responses=problems(*WITH_BODY),
)
async def normalize_skills(body: NormalizeRequest, caller: MatchCaller, parts: PartsOf) -> Json:
    """The nearest competences of every skill; none when nothing in the catalogue is near enough."""

    def work(matcher: Matcher) -> dict[str, Any]:
        return {"skills": normalize(matcher, body.skills, most=body.most), **versions(matcher)}

    return Json(await parts.operation.run("normalize", work))


@router.post(
    "/coverage",
    summary="What a course programme teaches of which cards",
    response_model=CoverageAnswer,
    responses=problems(404, *WITH_BODY),
)
async def cover_programme(body: CoverageRequest, caller: MatchCaller, parts: PartsOf) -> Json:
    """Hold a programme against professions or cards: what it teaches, and what remains."""

    def work(matcher: Matcher) -> dict[str, Any]:
        return {"coverage": coverage(matcher, body.text, body.targets, title=body.title), **versions(matcher)}

    return Json(await parts.operation.run("coverage", work))
