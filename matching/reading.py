"""Reading a text: language, kind, title, statements with sections, boilerplate, negation and demand."""

from dataclasses import dataclass, replace

from matching import wish
from matching.clauses import clauses
from matching.coefficients import coefficients
from matching.kind import kind_of
from matching.language import language
from matching.marks import mark, set_aside
from matching.sections import Placed, placed
from matching.statements import statements

CONTENT_SECTIONS = frozenset(
    {"title", "duties", "requirements", "education", "experience", "skills", "about_me", "wish", ""}
)
WORK_SECTIONS = frozenset(
    {"duties", "experience", "skills"}
)  # under these headings pay and hours are what one works at


@dataclass(frozen=True, slots=True)
class ReadStatement:
    """A statement with what was understood of it; `boilerplate` is the reason to set it aside, else empty."""

    text: str
    start: int
    end: int
    section: str
    boilerplate: str = ""
    negated: bool = False
    required: bool | None = None
    masked: str = ""  # the text without personal data; empty where there is none

    @property
    def shown(self) -> str:
        """The text as it may be compared: without personal data."""
        return self.masked or self.text


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as understood. `title` is empty when none stands at its head and none was given."""

    text: str
    language: str
    kind: str  # vacancy | cv
    title: str
    statements: tuple[ReadStatement, ...]

    @property
    def content(self) -> list[ReadStatement]:
        """Statements that speak of the work: no boilerplate, nothing negated."""
        return [s for s in self.statements if not s.boilerplate and not s.negated]


def read(text: str, *, kind: str = "auto", title: str | None = None, masked: str | None = None) -> Reading:
    """Read a text. `kind` is auto, vacancy or cv; `title` replaces the one found in the text.

    `masked` is the same text with personal data hidden letter by letter: it is what is understood, the text is what is quoted.
    """
    shown = masked or text
    told = kind_of(shown, coefficients().kind) if kind == "auto" else kind
    parts = placed(statements(shown))
    named = wish.position(parts) if told == "cv" else _title(parts)
    found = (_marked(clause, told) for part in parts for clause in clauses(part, perks=_perks(part, told)))
    return Reading(
        text=text,
        language=language(shown),
        kind=told,
        title=title or named,
        statements=tuple(_quoted(statement, text) for statement in found),
    )


def _title(parts: list[Placed]) -> str:
    return next((part.statement.text for part in parts if part.section == "title"), "")


def _quoted(statement: ReadStatement, text: str) -> ReadStatement:
    """A statement of the masked text with the words of the text itself."""
    own = text[statement.start : statement.end]
    return statement if own == statement.text else replace(statement, text=own, masked=statement.text)


def _marked(part: Placed, kind: str) -> ReadStatement:
    """A statement with its section, which in a CV without headings its own words tell, and its marks."""
    text = part.statement.text
    section = part.section or (wish.section(text) if kind == "cv" else "")
    demand = mark("required", text)
    return ReadStatement(
        text,
        part.statement.start,
        part.statement.end,
        section,
        boilerplate=_boilerplate(text, section, perks=_perks(part, kind)),
        negated=section != "title" and bool(mark("negation", text)),
        required=demand == "required" if demand else None,
    )


def _perks(part: Placed, kind: str) -> bool:
    """Whether «премии» or «график» are what an employer offers: in a vacancy, but not under its duties."""
    return kind != "cv" and part.section not in WORK_SECTIONS


def _boilerplate(text: str, section: str, *, perks: bool) -> str:
    """Why a statement is set aside; empty for content, and for a title: it names the job whatever else stands in it."""
    if section == "title":
        return ""
    return set_aside(text, perks=perks) or ("" if section in CONTENT_SECTIONS else section)
