"""A counsellor's marks: the right profession, level or status of an item. A mark holds ids and versions, no text."""

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse

from matching.matcher import Matcher
from service.pages import forms, tokens
from service.pages.failures import Failure
from service.pages.forms import Form
from service.pages.match_page import WHO
from service.pages.rendering import page
from service.pages.services import Services
from service.state.errors import BadEntry, StateError
from service.state.feedback import Judgement


def add(app: FastAPI, services: Services) -> None:
    """Add the route of the marks."""

    @app.post("/feedback", include_in_schema=False)
    async def feedback(request: Request) -> HTMLResponse:
        if services.feedback is None:
            raise Failure(404, "off")
        sent = await forms.read(request)
        if not tokens.is_own(request, sent):
            raise Failure(403, "not-ours")
        with services.use() as matcher:
            judgement = judged(sent, matcher)
            title = _title(matcher, judgement)
        try:
            await run_in_threadpool(
                services.feedback.add, judgement, who=WHO, input_sha256=sent.field("input_sha256") or None
            )
        except BadEntry as exc:
            raise Failure(422, "form") from exc
        except StateError as exc:
            raise Failure(503, "not-kept") from exc
        return page(request, "feedback", judgement=judgement, title=title)


def judged(sent: Form, matcher: Matcher) -> Judgement:
    """What a form says. `says` is «profession confirm», «level correct 5», «gap missing s3f109bbf». Raises Failure."""
    kind, _, rest = sent.field("says").partition(" ")
    profession = sent.field("profession")
    if kind not in SAYS or profession not in matcher.index.profession_number:
        raise Failure(422, "form")
    return SAYS[kind](sent, matcher, rest, profession)


def _profession(sent: Form, matcher: Matcher, decision: str, profession: str) -> Judgement:
    right = sent.field("right") if decision == "correct" else None
    if right is not None and right not in matcher.index.profession_number:
        raise Failure(422, "form")
    return _judgement(sent, "profession", profession, decision=decision, corrected=right)


def _level(sent: Form, matcher: Matcher, rest: str, profession: str) -> Judgement:
    decision, _, right = rest.partition(" ")
    given = sent.field("level")
    if not given.isdecimal():
        raise Failure(422, "form")
    return _judgement(sent, "level", profession, level=int(given), decision=decision, corrected=right or None)


def _gap(sent: Form, matcher: Matcher, rest: str, profession: str) -> Judgement:
    status, _, own = rest.partition(" ")
    item = f"{sent.field('card')}.{own}"
    if item not in matcher.index.item_number:
        raise Failure(422, "form")
    return _judgement(sent, "gap", profession, item=item, decision="correct", corrected=status)


SAYS = {"profession": _profession, "level": _level, "gap": _gap}


def _judgement(
    sent: Form,
    kind: str,
    profession: str,
    *,
    decision: str,
    corrected: str | None,
    item: str | None = None,
    level: int | None = None,
) -> Judgement:
    return Judgement(
        kind=kind,
        profession=profession,
        item=item,
        level=level,
        decision=decision,
        corrected=corrected,
        catalogue_version=sent.field("catalogue_version"),
        model_version=sent.field("model_version"),
    )


def _title(matcher: Matcher, judgement: Judgement) -> str:
    """Title of the profession that the mark is for, or that it names as right."""
    by_id = matcher.index.catalogue.profession_by_id
    right = judgement.corrected if judgement.kind == "profession" else None
    return by_id[right or judgement.profession].title
