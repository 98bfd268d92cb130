"""Lists of the national classifier (НКЗ) outside the level table: code, title → CodedTitle."""

from collections.abc import Sequence

from corpus.blocks import Block
from corpus.cards import CodedTitle
from corpus.items import squeeze
from corpus.parsers.framework.items import BULLET
from corpus.parsers.framework.joins import Wording, is_unfinished
from corpus.parsers.framework.ledger import Ledger
from corpus.parsers.framework.lines import opens_cell, plain
from corpus.parsers.framework.occupations import END_MARKS, OCCUPATION


def codes_in(blocks: Sequence[Block], wording: Wording, ledger: Ledger) -> tuple[CodedTitle, ...]:
    """Occupations with codes that stand at the head of lines outside the level tables."""
    found: list[CodedTitle] = []
    index = 0
    while index < len(blocks):
        text = BULLET.sub("", squeeze(plain(blocks[index].text)))
        code = OCCUPATION.match(text)
        size = 1
        if code is not None:
            title, size = _title(blocks, index, text[code.end() :], wording)
            line = blocks[index].line
            found.append(CodedTitle(code="-".join(code.groups()), title=title, line=line))
            for block in blocks[index : index + size]:
                ledger.use(block.line, "classifier code")
            if not title:
                ledger.problem("code-without-title", line, f"У кода {text} нет наименования занятия.")
        index += size
    return tuple(found)


def _title(blocks: Sequence[Block], index: int, start: str, wording: Wording) -> tuple[str, int]:
    """The title after a code and how many blocks code and title take."""
    title, size = start.strip(), 1
    for block in blocks[index + 1 :]:
        text = squeeze(plain(block.text))
        if OCCUPATION.match(BULLET.sub("", text)):
            break
        if title and (opens_cell(block) or block.gap or not _goes_on(title, text, wording)):
            break
        title = wording.join(title, text) if title else text
        size += 1
    return title.strip(END_MARKS), size


def _goes_on(title: str, text: str, wording: Wording) -> bool:
    """Whether a line without a border is the rest of a title."""
    return text[:1].islower() or text[:1] == "(" or is_unfinished(title) or wording.is_name(text)
