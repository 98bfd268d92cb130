"""The answer of a match, field by field as the contract has it."""

from dataclasses import dataclass, field

from corpus.catalogue import Member
from corpus.categories import Category


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Character offsets into the text as sent."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceItem:
    """The item of a card, position or level row that a quote speaks of."""

    id: str
    kind: str  # skill | knowledge
    text: str
    card: str  # id of the card, position or level row
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A phrase of the quote that the lexicon took for official words of the item."""

    said: str
    means: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A quote of the text beside an item of the catalogue; `understood` names the phrases that the lexicon turned."""

    quote: str
    span: Span
    item: EvidenceItem
    similarity: float
    relation: str  # asks | has
    required: bool | None
    understood: tuple[Understood, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """The level of one profession for this text, and who says it; value None when no document has one for it."""

    value: int | None
    confidence: float
    basis: str | None = None  # printed, inferred from the rows beside it, or named by cards of other professions only
    owner: str | None = None  # id of the card, position or occupation that says the level
    line: int | None = None
    sublevels: tuple[str, ...] = ()  # as printed on the card `divided_by`
    divided_by: str | None = None
    categories: tuple[Category, ...] = ()  # what that card tells apart within the level; none is tied to a sublevel


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many items of the profession's best description the text covers."""

    covered: int
    partial: int
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedProfession:
    """A candidate profession with the reasons for its place."""

    id: str
    title: str
    codes: tuple[str, ...]
    members: tuple[Member, ...]
    confidence: float
    score: float
    components: dict[str, float]
    level: Level
    evidence: tuple[Evidence, ...]
    coverage: Coverage


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelReason:
    """What in the text spoke for or against levels."""

    rule: str
    quote: str
    span: Span
    says: tuple[int, ...]  # levels that it makes likelier


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelEstimate:
    """Distribution over levels with the reasons found in the text."""

    value: int | None
    distribution: dict[str, float]
    reasons: tuple[LevelReason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GapEvidence:
    """A quote that shows an item."""

    quote: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """The statement nearest to an item, shown whatever the status is."""

    quote: str
    span: Span
    similarity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class GapItem:
    """An item of the card and whether the text shows or asks for it."""

    id: str
    kind: str
    text: str
    function: str | None
    task: str | None
    status: str  # covered | partial | missing; for vacancies asked | not_asked
    confidence: float
    weight: float  # how much the item tells professions apart, 0-1
    act: bool
    evidence: tuple[GapEvidence, ...]
    nearest: Nearest | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """Every skill and knowledge item of one card in its order."""

    profession: str
    card: str
    items: tuple[GapItem, ...]
    summary: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What to ask when answers are equally right."""

    text: dict[str, str]
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchResult:
    """The whole answer for one text."""

    status: str  # matched | ambiguous | out_of_scope | insufficient_text
    kind: str
    language: str
    professions: tuple[MatchedProfession, ...]
    level: LevelEstimate
    catalogue_version: str
    model_version: str
    input_sha256: str
    processing_ms: float
    question: Question | None = None
    gaps: Gaps | None = None
    warnings: tuple[str, ...] = field(default=())
