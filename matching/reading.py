"""Reading a text: language, kind, title, statements with sections, boilerplate, negation and demand."""

from dataclasses import dataclass, replace

from matching.language import language
from matching.statements import Statement, statements
from matching.tables import rules

HEADER_LENGTH = 60  # characters; a longer line is content
TITLE_LENGTH = 120
CONTENT_SECTIONS = frozenset(
    {"title", "duties", "requirements", "education", "experience", "skills", "about_me", "wish", ""}
)


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
    hidden = masked or text
    found = [_marked(statement) for statement in _with_sections(statements(hidden))]
    own_title = title or next((s.text for s in found if s.section == "title"), "")
    return Reading(
        text=text,
        language=language(hidden),
        kind=_kind(hidden) if kind == "auto" else kind,
        title=own_title,
        statements=tuple(_quoted(statement, text) for statement in found),
    )


def _quoted(statement: ReadStatement, text: str) -> ReadStatement:
    """A statement of the masked text with the words of the text itself."""
    own = text[statement.start : statement.end]
    return statement if own == statement.text else replace(statement, text=own, masked=statement.text)


def _kind(text: str) -> str:
    """The kind with more cues; a text without any is a vacancy."""
    votes = {"cv": 0, "vacancy": 0}
    for rule in rules("kind"):
        votes[rule.name] += rule.pattern.search(text) is not None
    return "cv" if votes["cv"] > votes["vacancy"] else "vacancy"


def _with_sections(found: list[Statement]) -> list[ReadStatement]:
    out: list[ReadStatement] = []
    section = ""
    for number, statement in enumerate(found):
        header = _header(statement.text)
        if header is not None:
            section, rest = header
            if rest:
                start = statement.end - len(rest)
                out.append(ReadStatement(rest, start, statement.end, section))
            continue
        is_title = number == 0 and len(statement.text) <= TITLE_LENGTH
        out.append(ReadStatement(statement.text, statement.start, statement.end, "title" if is_title else section))
    return out


def _header(text: str) -> tuple[str, str] | None:
    """Section and what follows on the same line: «Обязанности: уход» → ("duties", "уход"); None for content."""
    for rule in rules("sections"):
        found = rule.pattern.match(text)
        if found is None:
            continue
        rest = text[found.end() :]
        if not rest.strip(" :.!-–—"):
            return rule.name, ""
        head, colon, tail = rest.partition(":")
        if colon and found.end() + len(head) <= HEADER_LENGTH:
            return rule.name, tail.strip()
    return None


def _marked(statement: ReadStatement) -> ReadStatement:
    reason = next((r.name for r in rules("boilerplate") if r.pattern.search(statement.text)), "")
    if not reason and statement.section not in CONTENT_SECTIONS:
        reason = statement.section
    demand = next((r.name for r in rules("required") if r.pattern.search(statement.text)), None)
    return replace(
        statement,
        boilerplate=reason,
        negated=any(r.pattern.search(statement.text) for r in rules("negation")),
        required=None if demand is None else demand == "required",
    )
