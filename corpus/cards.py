"""What a document says: cards, positions, framework levels and all that stands around them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A skill, a piece of knowledge or another listed demand, with its source line."""

    text: str
    line: int  # 1-based
    id: str = ""  # set by corpus.identity


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A task of a labour function with the skills and knowledge that it takes."""

    number: str | None
    title: str
    line: int
    skills: tuple[Item, ...] = ()
    knowledge: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """A labour function of a card."""

    number: str | None
    title: str
    line: int
    mandatory: bool = True
    tasks: tuple[Task, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedTitle:
    """A title with the code of the national classifier (НКЗ), where one is printed."""

    code: str | None
    title: str
    line: int
    title_kk: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A neighbouring profession named by a card, with the printed level."""

    level: int | None
    title: str
    line: int
    level_to: int | None = None  # upper end of a printed range


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A profession card of a professional standard: one profession at one level."""

    document: str
    line: int  # where the card starts (its heading)
    title: str
    heading: str
    codes: tuple[str, ...]
    levels: tuple[int, ...]
    sublevels: tuple[str, ...] = ()
    alternative_titles: tuple[CodedTitle, ...] = ()
    education: str | None = None
    qualification_requirements: tuple[str, ...] = ()
    functions: tuple[Function, ...] = ()
    personal_competences: tuple[Item, ...] = ()
    related: tuple[Related, ...] = ()
    classifier_link: str | None = None
    classifier_titles: tuple[str, ...] = ()  # positions named by «Связь с КС»
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A position of qualification characteristics: duties, knowledge, requirements."""

    document: str
    line: int  # of the «Параграф» heading
    chapter: str
    paragraph: str  # "4-1"
    category: str  # руководитель | специалист | служащий
    title: str
    points: tuple[str, ...] = ()  # numbers of its points as printed
    skills: tuple[Item, ...] = ()  # «Должностные обязанности»
    knowledge: tuple[Item, ...] = ()  # «Должен знать»
    qualification_requirements: tuple[Item, ...] = ()  # the level line is carried into each entry
    notes: tuple[Item, ...] = ()  # «Сноска» lines
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkLevel:
    """A level row of a qualification framework."""

    document: str
    line: int  # where the row starts
    subgroup: str | None
    levels: tuple[int, ...]  # of the sectoral framework (ОРК); empty when unknown
    levels_basis: str  # printed | inferred | unknown
    national_levels: tuple[int, ...]  # НРК as printed; empty when not printed
    stage: str | None
    role: str | None
    occupations: tuple[CodedTitle, ...] = ()
    groups: tuple[CodedTitle, ...] = ()
    knowledge: tuple[Item, ...] = ()
    skills: tuple[Item, ...] = ()
    professional_competences: tuple[Item, ...] = ()
    personal_competences: tuple[Item, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term that a document defines."""

    term: str
    definition: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedProfession:
    """A profession that a document only names: listed, proposed, renamed, emerging, recommended."""

    relation: str
    title: str
    line: int
    code: str | None = None
    former_title: str | None = None
    levels: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendedPoint:
    """A point of an amending order with its status: active or repealed, and by what."""

    number: str
    text: str
    status: str
    line: int
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """A level of a functional map with the professions that stand in its row."""

    level: int
    titles: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LineUse:
    """What became of a source line: a field of the result, or noise with its reason."""

    line: int
    use: str
    noise: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A doubtful place of a document. `line` is 0 when the whole document is meant."""

    kind: str
    document: str
    line: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """All that a parser found in one document."""

    document: str
    cards: tuple[Card, ...] = ()
    positions: tuple[Position, ...] = ()
    framework_levels: tuple[FrameworkLevel, ...] = ()
    terms: tuple[Term, ...] = ()
    codes: tuple[CodedTitle, ...] = ()  # lists of the national classifier
    groups: tuple[CodedTitle, ...] = ()  # its groups, with Kazakh names where printed
    named_professions: tuple[NamedProfession, ...] = ()
    amended_points: tuple[AmendedPoint, ...] = ()
    grid: tuple[GridRow, ...] = ()
    uses: tuple[LineUse, ...] = ()
    problems: tuple[Problem, ...] = ()
