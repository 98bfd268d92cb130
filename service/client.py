"""A typed client of the HTTP API: `with Kasip("http://127.0.0.1:8000") as kasip: kasip.match("…").professions`."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import quote

import httpx
import orjson
from pydantic import BaseModel

from corpus.cards import FrameworkLevel
from corpus.catalogue import Competence, Profession
from matching.compare import Comparison
from matching.extract import Mention
from matching.frequent import FrequentGap
from matching.moves import Move
from matching.normalize import Normalized
from matching.providers import Coverage
from service import answers
from service.gap_answers import AnsweredGaps
from service.state.batches import Batch

TIMEOUT_S = 30.0
PAGE = 200
LINES = "application/x-ndjson"

A = TypeVar("A", bound=BaseModel)


class KasipError(Exception):
    """The service answered with a problem; `retry_after_s` says when to try again, if that helps."""

    def __init__(self, problem: answers.ProblemDetails, *, retry_after_s: int | None) -> None:
        wrong = [f"{error.field}: {error.message}" for error in problem.errors or []]
        super().__init__("; ".join([f"{problem.status} {problem.title}: {problem.detail}", *wrong]))
        self.problem = problem
        self.retry_after_s = retry_after_s

    @property
    def kind(self) -> str:
        """Name of the problem, such as `text-too-long`."""
        return self.problem.type.rpartition("/")[2]


class Kasip:
    """Calls one service. Every method raises KasipError for an answer that is a problem, and httpx.TransportError."""

    def __init__(
        self,
        address: str,
        *,
        key: str | None = None,
        language: str = "ru",
        timeout_s: float = TIMEOUT_S,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        """`language`: of messages, ru, kk or en."""
        headers = {"Accept-Language": language, **({"X-API-Key": key} if key else {})}
        self._http = httpx.Client(base_url=address, headers=headers, timeout=timeout_s, transport=transport)

    def __enter__(self) -> Self:
        """Keep connections open until the end."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connections."""
        self._http.close()

    def match(self, text: str, **more: Any) -> answers.MatchAnswer:
        """Professions, level and evidence of a text; `more`: kind, title, target, options."""
        return self._post("/v1/match", answers.MatchAnswer, text=text, **more)

    def match_file(self, file: Path, *, with_text: bool = False, **more: str) -> answers.FileAnswer:
        """The same for a file; `more`: kind, title, options as JSON."""
        sent = {"file": (file.name, file.read_bytes())}
        answer = self._http.post("/v1/match/file", params={"with_text": with_text}, files=sent, data=more)
        return _read(answer, answers.FileAnswer)

    def gaps(self, text: str, **target: str) -> AnsweredGaps:
        """What a text covers of `profession=` or `card=`; `kind=` says what the text is."""
        return self._post("/v1/gaps", answers.GapsAnswer, text=text, **target).gaps

    def compare(self, cv: str, vacancy: str, **titles: str) -> Comparison:
        """A CV against a vacancy; `titles`: cv_title, vacancy_title."""
        return self._post("/v1/compare", answers.CompareAnswer, cv=cv, vacancy=vacancy, **titles).comparison

    def extract(self, text: str, **more: Any) -> list[Mention]:
        """Competences of a text; `more`: kind, min_confidence."""
        return self._post("/v1/extract", answers.ExtractAnswer, text=text, **more).competences

    def normalize(self, skills: list[str], **more: int) -> list[Normalized]:
        """Free skills as competences; `more`: most."""
        return self._post("/v1/normalize", answers.NormalizeAnswer, skills=skills, **more).skills

    def coverage(self, text: str, **more: Any) -> Coverage:
        """What a programme teaches; `more`: title, targets."""
        return self._post("/v1/coverage", answers.CoverageAnswer, text=text, **more).coverage

    def mask(self, text: str, *, names: bool = True) -> answers.MaskAnswer:
        """A text with its personal data hidden."""
        return self._post("/v1/mask", answers.MaskAnswer, text=text, names=names)

    def professions(self) -> Iterator[Profession]:
        """All professions, page by page."""
        for page in self._pages("/v1/professions", answers.ProfessionsAnswer):
            yield from page.professions

    def levels(self) -> Iterator[FrameworkLevel]:
        """All level rows."""
        for page in self._pages("/v1/levels", answers.LevelsAnswer):
            yield from page.levels

    def documents(self) -> Iterator[answers.DocumentFacts]:
        """All documents."""
        for page in self._pages("/v1/documents", answers.DocumentsAnswer):
            yield from page.documents

    def profession(self, identifier: str) -> Profession:
        """One profession."""
        return self._get(_path("professions", identifier), answers.ProfessionAnswer).profession

    def moves(self, identifier: str) -> list[Move]:
        """Where one can go from a profession or one of its members."""
        return self._get(_path("professions", identifier, "moves"), answers.MovesAnswer).moves

    def card(self, identifier: str) -> answers.CardAnswer:
        """A card, position or level row."""
        return self._get(_path("cards", identifier), answers.CardAnswer)

    def competence(self, identifier: str) -> Competence:
        """One competence with its mentions."""
        return self._get(_path("competences", identifier), answers.CompetenceAnswer).competence

    def catalogue(self) -> dict[str, Any]:
        """The whole catalogue as plain data."""
        found: dict[str, Any] = orjson.loads(_checked(self._http.get("/v1/catalogue")).content)
        return found

    def create_batch(self, items: Iterable[Mapping[str, Any]]) -> Batch:
        """Send records {"id", "text", "kind"?, "title"?, "target"?} to be matched in the background."""
        body = b"".join(orjson.dumps(item, option=orjson.OPT_APPEND_NEWLINE) for item in items)
        answer = self._http.post("/v1/batches", content=body, headers={"Content-Type": LINES})
        return _read(answer, answers.BatchAnswer).batch

    def batch(self, identifier: str) -> Batch:
        """Where a batch stands."""
        return self._get(_path("batches", identifier), answers.BatchAnswer).batch

    def results(self, identifier: str) -> list[dict[str, Any]]:
        """Results of a batch so far, in the order of its items."""
        lines = _checked(self._http.get(_path("batches", identifier, "results"))).content
        return [orjson.loads(line) for line in lines.split(b"\n") if line]

    def batch_gaps(self, identifier: str, **more: str | int) -> list[FrequentGap]:
        """The most frequent gaps of a batch; `more`: kind, acts, limit."""
        return self._get(_path("batches", identifier, "gaps"), answers.BatchGapsAnswer, **more).gaps

    def cancel_batch(self, identifier: str) -> Batch:
        """End a batch and delete its texts and results."""
        return _read(self._http.delete(_path("batches", identifier)), answers.BatchAnswer).batch

    def feedback(self, **mark: Any) -> str:
        """Confirm, reject or correct: kind, profession, decision, item?, level?, corrected?, input_sha256?. Returns its id."""
        return self._post("/v1/feedback", answers.FeedbackAnswer, **mark).id

    def is_ready(self) -> bool:
        """Whether the service gives known answers."""
        return self._http.get("/readyz").is_success

    def _get(self, path: str, model: type[A], **query: str | int) -> A:
        return _read(self._http.get(path, params=query), model)

    def _post(self, path: str, model: type[A], **body: Any) -> A:
        return _read(self._http.post(path, json=body), model)

    def _pages(self, path: str, model: type[A]) -> Iterator[A]:
        """Pages until the last. Raises KasipError of the kind `old-cursor` when the catalogue changes meanwhile."""
        query: dict[str, str | int] = {"limit": PAGE}
        while True:
            page = self._get(path, model, **query)
            yield page
            cursor = getattr(page, "next_cursor", None)
            if cursor is None:
                return
            query["cursor"] = cursor


def _path(*parts: str) -> str:
    return "/v1/" + "/".join(quote(part, safe="") for part in parts)


def _read(answer: httpx.Response, model: type[A]) -> A:
    return model.model_validate_json(_checked(answer).content)


def _checked(answer: httpx.Response) -> httpx.Response:
    """The answer, unless it is a problem. Raises KasipError; httpx.HTTPStatusError when something else answered."""
    if not answer.is_error:
        return answer
    if answer.headers.get("content-type", "").partition(";")[0] != "application/problem+json":
        answer.raise_for_status()
    after = answer.headers.get("retry-after", "")
    problem = answers.ProblemDetails.model_validate_json(answer.content)
    raise KasipError(problem, retry_after_s=int(after) if after.isdecimal() else None)
