"""The glossary of a framework: «- Навык – способность применять знания …;» → Term."""

import re
from collections.abc import Sequence

from corpus.cards import Term
from corpus.items import BULLET, clean, split_number
from corpus.parsers.framework.ledger import Ledger
from corpus.parsers.markdown.html import Start, plain
from corpus.parsers.markdown.joints import glue, starts_lower
from corpus.parsers.markdown.layout import TextLine
from corpus.parsers.markdown.rows import FURNITURE

# «… применяются следующие термины и понятия:», «Термины и определения»
INTRO = re.compile(
    r"\b(?:термин|поняти|определени)\w*\b.*:$|^(?:\d+[.)]\s*)?(?:основные )?(?:термины|понятия)\b.{0,60}$",
    re.IGNORECASE,
)
SEPARATOR = re.compile(r"\s[–—-]\s|\s?[–—]\s")
BRACKETS = re.compile(r"\([^()]*\)")  # «(далее - НКЗ)» holds no separator
MAX_TERM = 150  # characters


def read_terms(lines: Sequence[TextLine], ledger: Ledger) -> tuple[Term, ...]:
    """Terms of the first glossary of a document, in order."""
    for index, line in enumerate(lines):
        text = plain(line.block.text.lstrip("# "))
        if INTRO.search(text) and (found := _glossary(lines[index + 1 :], ledger)):
            ledger.use(line.block.line, "label")
            return found
    return ()


def split_term(text: str) -> tuple[str, str] | None:
    """«Законы (далее - акты) – документы» → («Законы (далее - акты)», «документы»); None for other lines."""
    masked = BRACKETS.sub(lambda found: "\0" * len(found.group()), text)
    border = SEPARATOR.search(masked)
    if border is None or not 1 < border.start() <= MAX_TERM or re.search("[;:]", masked[: border.start()]):
        return None
    term, definition = text[: border.start()].strip(' «»"'), text[border.end() :].strip()
    return (term, definition) if term and definition else None


def _glossary(lines: Sequence[TextLine], ledger: Ledger) -> tuple[Term, ...]:
    """Definitions up to the first line that is none."""
    drafts: list[tuple[str, int, bool]] = []  # text, line, marked
    for line in lines:
        text = plain(line.block.text)
        if FURNITURE.match(line.block.text) or not text:
            continue
        if line.is_heading:
            break
        marked = BULLET.match(text) is not None or split_number(text)[0] is not None
        if drafts and _goes_on(drafts[-1][0], text, marked=marked):
            drafts[-1] = (glue(drafts[-1][0], text, across=Start.PAGE), *drafts[-1][1:])
        elif _opens_term(drafts, text, marked=marked):
            drafts.append((split_number(BULLET.sub("", text))[1], line.block.line, marked))
        else:
            break
        ledger.use(line.block.line, "term")
    return tuple(_term(text, number) for text, number, _ in drafts)


def _goes_on(above: str, text: str, *, marked: bool) -> bool:
    """Whether a line is the rest of a definition cut by the page."""
    return not marked and (starts_lower(text) or not above.endswith((";", "."))) and not above.endswith(";")


def _opens_term(drafts: Sequence[tuple[str, int, bool]], text: str, *, marked: bool) -> bool:
    """Whether a line is a definition; a full stop ends a list of semicolons, and marked lists have marks."""
    if split_term(split_number(BULLET.sub("", text))[1]) is None:
        return False
    if marked or not drafts:
        return True
    finished = drafts[-1][0].endswith(".") and any(draft[0].endswith(";") for draft in drafts)
    return not finished and not drafts[-1][2]


def _term(text: str, line: int) -> Term:
    term, definition = split_term(text) or (text, "")
    return Term(term=term, definition=clean(definition), line=line)
