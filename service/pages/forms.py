"""What a browser sends: fields and files, held in memory only."""

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import Request
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser

from matching.matcher import MAX_CHARACTERS
from service.pages.failures import Failure
from service.pages.services import Services
from service.problems import Problem
from service.uploads.contract import MEGABYTE
from service.uploads.errors import UploadError

MOST_FIELDS, MOST_FILES = 40, 2
FIELD_BYTES = 12 * MAX_CHARACTERS  # a letter takes up to twelve in a form without files: «%F0%9F%98%80»


class _InMemory(MultiPartParser):
    """Starlette's parser writes files above this size into a temporary file; no text may touch the disk."""

    spool_max_size = 64 * MEGABYTE


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that was chosen."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The fields and files of a form."""

    fields: Mapping[str, str]
    files: Mapping[str, File]

    def field(self, name: str) -> str:
        """A field without white space around it, empty when it was not sent."""
        return self.fields.get(name, "").strip()

    def text(self, name: str) -> str:
        """A field as it was sent, empty when it was not, or when nothing so long is ever read."""
        sent = self.fields.get(name, "")
        return sent if len(sent) <= MAX_CHARACTERS else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A text as pasted or read from a file."""

    text: str
    warnings: tuple[str, ...] = ()


async def read(request: Request) -> Form:
    """The form of a request. Raises Failure when it can't be read."""
    try:
        sent = await _parsed(request)
    except Problem as exc:  # of the limits on bodies
        raise Failure(exc.status_code, exc.kind, **exc.values) from exc
    except (MultiPartException, ValueError, LookupError) as exc:  # or boundary or charset missing or wrong
        raise Failure(400, "form") from exc
    try:
        items = sent.multi_items()
        files = {
            name: File(name=value.filename, data=await value.read())
            for name, value in items
            if isinstance(value, UploadFile) and value.filename
        }
    finally:
        await sent.close()
    return Form(fields={name: value for name, value in items if isinstance(value, str)}, files=files)


async def _parsed(request: Request) -> FormData:
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        limits = {"max_files": MOST_FILES, "max_fields": MOST_FIELDS, "max_part_size": FIELD_BYTES}
        return await _InMemory(request.headers, request.stream(), **limits).parse()
    return await FormParser(
        request.headers, request.stream(), max_fields=MOST_FIELDS, max_part_size=FIELD_BYTES
    ).parse()


async def given(form: Form, services: Services, *, name: str = "text") -> Given:
    """The text of a field, or of the file `<name>_file` beside it. Raises Failure.

    Browsers send line ends as CRLF; LF keeps quotes and hashes alike on every way.
    """
    file = form.files.get(f"{name}_file")
    if file is not None and services.extractor is not None:
        try:
            found = await services.extractor.extract(file.data, filename=file.name)
        except UploadError as exc:
            raise Failure(exc.status, exc.kind, field=name, **exc.values) from exc
        return _checked(found.text, name, tuple(f"warning.{key}" for key in found.warnings))
    return _checked(form.fields.get(name, ""), name, ())


def _checked(text: str, name: str, warnings: tuple[str, ...]) -> Given:
    tidy = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode()
    if not tidy.strip():
        raise Failure(422, "no-text", field=name)
    if len(tidy) > MAX_CHARACTERS:
        raise Failure(413, "text-too-long", field=name, limit=MAX_CHARACTERS)
    return Given(text=tidy, warnings=warnings)
