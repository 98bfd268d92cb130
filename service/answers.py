"""Bodies of answers of the API. What the layers below give stands in them as it is."""

from typing import Literal

from pydantic import BaseModel, Field
from pydantic.json_schema import SkipJsonSchema

from corpus.cards import Card, FrameworkLevel, Position
from corpus.catalogue import Competence, Profession
from matching.compare import Comparison
from matching.extract import Mention
from matching.frequent import FrequentGap
from matching.moves import Move
from matching.normalize import Normalized
from matching.providers import Coverage
from matching.question import HintedQuestion
from matching.result import LevelEstimate, MatchedProfession
from service.gap_answers import AnsweredGaps
from service.state.batches import Batch


class Answer(BaseModel):
    """Base of answers: which catalogue and which model they come from."""

    catalogue_version: str = Field(description="changes when a document was added, changed or read otherwise")
    model_version: str = Field(description="changes when the encoder or its coefficients change")


class Explanation(BaseModel):
    """Why this profession and level, in a paragraph."""

    ru: str
    kk: str
    en: str


class FileFacts(BaseModel):
    """What an upload was."""

    kind: Literal["txt", "pdf", "docx", "odt", "rtf", "html"]
    pages: int | None = Field(description="of a PDF")
    warnings: list[str]


class MatchAnswer(Answer):
    """Professions, level and evidence of a text. `quote == text[start:end]` always."""

    status: Literal["matched", "ambiguous", "out_of_scope", "insufficient_text"]
    kind: Literal["vacancy", "cv"]
    language: Literal["ru", "kk", "mixed", "other"]
    professions: list[MatchedProfession] = Field(description="ranked; the nearest are told even when out of scope")
    level: LevelEstimate
    question: HintedQuestion | SkipJsonSchema[None] = Field(None, description="when ambiguous: what to ask")
    gaps: AnsweredGaps | SkipJsonSchema[None] = Field(None, description="when a target was named")
    explanation: Explanation | SkipJsonSchema[None] = Field(None, description="with the option explain")
    warnings: list[str]
    input_sha256: str
    processing_ms: float


class FileAnswer(MatchAnswer):
    """The answer for an upload."""

    file: FileFacts
    text: str | SkipJsonSchema[None] = Field(None, description="with with_text: what the offsets count in")


class GapsAnswer(Answer):
    """Every item of a card, covered or not."""

    gaps: AnsweredGaps
    input_sha256: str


class CompareAnswer(Answer):
    """A CV beside a vacancy."""

    comparison: Comparison


class ExtractAnswer(Answer):
    """Competences with their places in the text."""

    competences: list[Mention]


class NormalizeAnswer(Answer):
    """Free skills with the competences nearest to them, in the order given."""

    skills: list[Normalized]


class CoverageAnswer(Answer):
    """What a programme teaches of each card, the best fit first."""

    coverage: Coverage


class HiddenPart(BaseModel):
    """A part of the text that was hidden: `text[start:end]`."""

    kind: str = Field(description="name, phone, email, iin, birth_date, address, link")
    start: int
    end: int


class MaskAnswer(Answer):
    """The text letter by letter as long as it was, and what is hidden in it."""

    text: str
    found: list[HiddenPart]


class Page(Answer):
    """Base of lists."""

    next_cursor: str | None = Field(description="cursor of the next page; null on the last")


class ProfessionsAnswer(Page):
    """A page of professions."""

    professions: list[Profession]


class ProfessionAnswer(Answer):
    """One profession with its members."""

    profession: Profession


class MovesAnswer(Answer):
    """Where one can go from a profession."""

    moves: list[Move]


class CardAnswer(Answer):
    """A card, a position or a level row."""

    kind: Literal["card", "position", "level"]
    card: Card | Position | FrameworkLevel


class CompetenceAnswer(Answer):
    """A competence with all items that say it."""

    competence: Competence


class LevelsAnswer(Page):
    """A page of level rows."""

    levels: list[FrameworkLevel]


class DocumentFacts(BaseModel):
    """A source document, and how much was found in it."""

    id: str
    kind: str
    title: str
    number: str | None
    date: str | None
    year: int | None
    act: str | None
    registered: str | None
    effective: str | None
    revision: str | None
    sha256: str = Field(description="of the file's bytes")
    lines: int = Field(description="that are not blank")
    noise_lines: int
    cards: int
    positions: int
    levels: int
    problems: int = Field(description="doubtful places, listed by /v1/catalogue")


class DocumentsAnswer(Page):
    """A page of documents."""

    documents: list[DocumentFacts]


class BatchAnswer(Answer):
    """Where a batch stands."""

    batch: Batch


class BatchGapsAnswer(Answer):
    """The most frequent gaps of a batch: professions with most texts first."""

    gaps: list[FrequentGap]


class FeedbackAnswer(Answer):
    """The mark was kept."""

    id: str


class ReloadAnswer(Answer):
    """From which index to which the service has switched."""

    before: str
    after: str
    took_s: float


class Health(BaseModel):
    """Whether the service lives or is ready, and with which catalogue."""

    status: Literal["live", "ready"]
    catalogue_version: str
    model_version: str


class WrongField(BaseModel):
    """A field and what is wrong with it."""

    field: str
    message: str


class ProblemDetails(BaseModel):
    """An error (RFC 9457), in the language of Accept-Language."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[WrongField] | SkipJsonSchema[None] = None
