"""Matching of uploaded files."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.exceptions import RequestValidationError
from pydantic import Field, ValidationError
from pydantic import Json as JsonText

from service.answers import FileAnswer
from service.parts import PartsOf
from service.responses import Json
from service.routes import multipart
from service.routes.access import MatchCaller
from service.routes.documented import WITH_BODY, problems
from service.routes.matching import answer
from service.schemas import Kind, MatchRequest, Options, Title
from service.schemas import Request as Body
from service.uploads.contract import MEGABYTE, Limits

PATH = "/v1/match/file"
BODY_BYTES = Limits().upload_bytes + MEGABYTE // 10  # a file with what stands around it
FORM = {
    "type": "object",
    "required": ["file"],
    "properties": {
        "file": {"type": "string", "format": "binary", "description": "txt, pdf, docx, odt, rtf or html, at most 5 MB"},
        "kind": {"type": "string", "enum": ["auto", "vacancy", "cv"], "default": "auto"},
        "title": {"type": "string", "description": "title, when it is not the first line of the text"},
        "options": {"type": "string", "description": "options of /v1/match as JSON"},
    },
    "examples": [{"file": "Сиделка. Уход за пожилыми на дому, кормление, гигиена.", "options": '{"top_k": 1}'}],
}

router = APIRouter(tags=["matching"])


class FileForm(Body):
    """The fields beside the file."""

    kind: Kind = "auto"
    title: Title = None
    options: JsonText[Options] = Field(default_factory=lambda: Options.model_validate({}))


@router.post(
    PATH,
    summary="Professions, level and evidence of an uploaded vacancy or CV",
    response_model=FileAnswer,
    responses=problems(*WITH_BODY),
    openapi_extra={"requestBody": {"required": True, "content": {multipart.KIND: {"schema": FORM}}}},
)
async def match_file(
    request: Request,
    caller: MatchCaller,
    parts: PartsOf,
    with_text: Annotated[bool, Query(description="answer with the text, which the offsets count in")] = False,
) -> Json:
    """Read a file in a confined process, in memory only, and match its text."""
    async with multipart.form_of(request) as form:
        upload = multipart.file_of(form, "file")
        asked = _asked(multipart.texts(form))
        found = await parts.extractor.extract(await upload.read(), filename=upload.filename)
    body = MatchRequest(text=found.text, kind=asked.kind, title=asked.title, options=asked.options)
    facts = {"kind": found.kind, "pages": found.pages, "warnings": found.warnings}
    more: dict[str, Any] = {"file": facts, **({"text": found.text} if with_text else {})}
    return await answer(parts, body, who=caller.id, action="match", **more)


def _asked(fields: dict[str, Any]) -> FileForm:
    try:
        return FileForm.model_validate(fields)
    except ValidationError as exc:
        errors = [{**error, "loc": ("body", *error["loc"])} for error in exc.errors(include_url=False)]
        raise RequestValidationError([_field(error) for error in errors]) from exc


def _field(error: dict[str, Any]) -> dict[str, Any]:
    """An error of a field; JSON in a field that is none is the field's error, not the body's."""
    return {**error, "type": "field_not_json"} if error["type"] == "json_invalid" else error
