"""Document kinds: which parser reads which document."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.blocks import Block
from corpus.cards import Parsed
from corpus.errors import UnknownKind
from corpus.parsers.characteristics import parser as characteristics
from corpus.parsers.columns import standard as standard_columns
from corpus.parsers.framework import tabs as framework_tabs
from corpus.parsers.markdown import framework as framework_markdown
from corpus.parsers.standard import page as standard_page

SURE_ENOUGH = 0.5
SURE_WHEN_NAMED = 0.1


@dataclass(frozen=True, slots=True)
class Kind:
    """A document kind with its parser; `prefix` opens the ids of its documents."""

    name: str
    prefix: str
    title: str
    recognises: Callable[[Sequence[Block]], float]
    parse: Callable[[Sequence[Block], str], Parsed]


KINDS: tuple[Kind, ...] = (
    Kind("professional_standard", "ps", "professional standard", standard_page.recognises, standard_page.parse),
    Kind(
        "professional_standard",
        "ps",
        "professional standard in hard-wrapped columns",
        standard_columns.recognises,
        standard_columns.parse,
    ),
    Kind(
        "qualification_characteristics",
        "tkh",
        "qualification characteristics",
        characteristics.recognises,
        characteristics.parse,
    ),
    Kind("qualification_framework", "ork", "framework with tabs", framework_tabs.recognises, framework_tabs.parse),
    Kind(
        "qualification_framework",
        "ork",
        "framework as Markdown",
        framework_markdown.recognises,
        framework_markdown.parse,
    ),
)


def kind_of(blocks: Sequence[Block], named: str | None = None) -> Kind:
    """Return the kind that is surest; a kind that the manifest names needs little more than a sign of it.

    Raises UnknownKind when none is sure enough.
    """
    sure = [(kind.recognises(blocks), kind) for kind in KINDS]
    told = [(share, kind) for share, kind in sure if kind.name == named and share >= SURE_WHEN_NAMED]
    best, kind = max(told or sure, key=lambda pair: pair[0])
    if best < SURE_ENOUGH and not told:
        known = ", ".join(k.title for k in KINDS)
        raise UnknownKind(f"the document is of no known kind ({known}); nothing was taken from it.")
    return kind
