"""The glossary of a framework: «профессия - основной род занятий …» → Term."""

import re
from collections.abc import Sequence
from itertools import islice

from corpus.blocks import Block
from corpus.cards import Term
from corpus.items import squeeze
from corpus.parsers.framework.items import BULLET
from corpus.parsers.framework.ledger import Ledger
from corpus.parsers.framework.lines import plain

INTRO = re.compile(  # «… применяются следующие термины и понятия:», «Термины и определения»
    r"\b(?:термин|поняти|определени)\w*.*:$"
    r"|^(?:\d+[.)]\s*)?(?:основные )?(?:термины|понятия)\b.{0,60}$",
    re.IGNORECASE,
)
BRACKETS = re.compile(r"\([^()]*\)")
SEPARATOR = re.compile(r"\s+[-–—]\s+|\s*[–—]\s+")  # «профессия - род занятий», «профессия– род занятий»
NUMBER = re.compile(r"^\d{1,3}[.)]\s*")
INFINITIVE = re.compile(r"^[а-яё]{3,}[аеиоуыяё]ть(?:ся)?\b")  # «Цель … - сформулировать» defines nothing
MAX_TERM = 150  # characters
LOOK_AHEAD = 12  # lines among which the first definition ends


def terms_in(blocks: Sequence[Block], ledger: Ledger) -> tuple[Term, ...]:
    """Terms of the first glossary of a document, in order."""
    for index, block in enumerate(blocks):
        if INTRO.search(squeeze(plain(block.text))):
            drafts = _glossary(blocks[index + 1 :], ledger)
            if drafts:
                ledger.use(block.line, "label")
                return tuple(_term(lines, line) for lines, line in drafts)
    return ()


def split_term(text: str) -> tuple[str, str] | None:
    """«интервенция (в социальной работе) - действия» → term and definition; None for other lines."""
    text = NUMBER.sub("", squeeze(plain(text)))
    if BULLET.match(text):
        return None
    masked = BRACKETS.sub(lambda found: "\0" * len(found.group()), text)
    found = SEPARATOR.search(masked)
    if found is None or not 1 < found.start() <= MAX_TERM or re.search("[;:]", masked[: found.start()]):
        return None
    term, definition = text[: found.start()], text[found.end() :]
    return None if INFINITIVE.match(definition) or not definition else (term.strip(' «»"'), definition)


def _glossary(blocks: Sequence[Block], ledger: Ledger) -> list[tuple[list[str], int]]:
    """Lines of each definition with the number of the first, until the list ends."""
    drafts: list[tuple[list[str], int]] = []
    marked = _ends_marked(blocks)
    for block in blocks:
        text = squeeze(plain(block.text))
        last = drafts[-1][0][-1] if drafts else ""
        finished = not drafts or last.endswith((";", ".")) or bool(BULLET.match(last)) or not marked
        if drafts and marked and last.endswith(".") and not block.text[:1].islower():
            break
        if finished and split_term(text):
            drafts.append(([text], block.line))
        elif drafts and (BULLET.match(text) or not finished or text[:1].islower()):
            drafts[-1][0].append(text)
        else:
            break
        ledger.use(block.line, "term")
    return drafts


def _ends_marked(blocks: Sequence[Block]) -> bool:
    """Whether definitions end with «;», so that a full stop ends the list."""
    ends = (squeeze(block.text)[-1:] for block in islice(blocks, LOOK_AHEAD))
    return next((end for end in ends if end in {";", "."}), "") == ";"


def _term(lines: Sequence[str], line: int) -> Term:
    """The finished term."""
    term, definition = split_term(" ".join(lines)) or ("", "")
    return Term(term=term, definition=definition.rstrip(" ;."), line=line)
