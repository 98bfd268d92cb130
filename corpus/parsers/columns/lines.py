"""Physical lines of PDF text: letters set apart, link words pushed to the line's end, blocks, page breaks."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.blocks import Block, BlockKind
from corpus.items import squeeze

# A hyperlink falls out of its place and lands at the end of the line; a hole stays behind:
# « "О специальных Закон», «согласно  к настоящему приказу.приложению», «29.06.2023  (вводится … с № 263»
LINK = re.compile(
    r"(?P<word>№\s*\d+|(?:Закон|Приказ|Кодекс|Постановлени|Профессиональн\w+ стандарт|приложени|приказ)\w*)$"
)
HOLE = re.compile(r"(?<=\S)  (?=\S)")
PAGE_NUMBER = re.compile(r"^[-–—]?\s*(?:стр\.?\s*)?\d{1,4}\s*[-–—]?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A physical line with its text put in order.

    `soft` says that a blank stood at its end: the paragraph goes on.
    `lead` says that a blank stood before it: the mark that a displaced link leaves.
    """

    text: str
    number: int  # 1-based
    gap: int = 0  # blank lines before
    soft: bool = False
    lead: bool = False
    indent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Lines without a blank line between them: one cell, or the part of it on one page."""

    lines: tuple[Line, ...]
    page_top: bool = False
    page_end: bool = False

    @property
    def text(self) -> str:
        """The lines in one, for labels."""
        return " ".join(line.text for line in self.lines)


def read_lines(blocks: Sequence[Block]) -> list[Line]:
    """Return the text lines of a document, cleaned one by one."""
    kept = [b for b in blocks if b.kind is BlockKind.LINE and b.text.strip()]
    indents = Counter(n for b in kept if (n := _indent(b.text)))
    usual = indents.most_common(1)[0][0] if indents else 0
    if indents.total() > len(kept) / 3:  # indented throughout: an indent says nothing
        return [_line(b, lead=False) for b in kept]
    return [_line(b, lead=_indent(b.text) == 1 or _indent(b.text) == usual + 1) for b in kept]


def _line(block: Block, *, lead: bool) -> Line:
    raw = block.text.replace("\u00a0", " ").replace("\f", "")
    moved = _put_link_back(raw.strip(), lead=lead)
    text = squeeze(moved if moved is not None else close_up(raw))
    gap = max(block.gap, 3) if "\f" in block.text else block.gap
    indent = _indent(raw)
    return Line(text=text, number=block.line, gap=gap, soft=raw.endswith(" "), lead=lead, indent=indent)


def _indent(raw: str) -> int:
    text = raw.replace("\u00a0", " ")
    return len(text) - len(text.lstrip(" "))


def close_up(raw: str) -> str:
    """Close up letters set apart: «7 .  П р о в о д и т ь» → «7. Проводить», «семьи)  на  дому)» → words."""
    words = re.split(r"\s{2,}", raw.strip())
    if len(words) == 1 and len(words[0].split()) < 3:
        return raw.strip()
    return " ".join(_close_word(word) for word in words)


def _close_word(word: str) -> str:
    letters = word.split(" ")
    return "".join(letters) if all(len(letter) == 1 for letter in letters) else word


def _put_link_back(text: str, *, lead: bool) -> str | None:
    """Put a displaced link word back into its hole; None when the line has no hole or no such word."""
    found = LINK.search(text)
    holes = list(HOLE.finditer(text))
    if found is None or not (lead or holes):
        return None
    rest, word = text[: found.start()].rstrip(), found["word"]
    hole = next((h.start() for h in reversed(holes) if h.end() < len(rest)), 0 if lead else None)
    if hole is None or not rest:
        return None
    return f"{rest[:hole]} {word} {rest[hole:].lstrip()}"


def chunks(lines: Sequence[Line]) -> list[Chunk]:
    """Return the blocks between blank lines; a block behind a displaced link belongs to the one before."""
    least = page_gap(lines)
    found: list[list[Line]] = []
    for line in lines:
        torn = line.lead and line.gap < least and found
        if found and (torn or not line.gap):
            found[-1].append(line)
        else:
            found.append([line])
    tops = [group[0].gap >= least for group in found]
    ends = [*tops[1:], True] if tops else []
    return [
        Chunk(lines=tuple(group), page_top=top, page_end=end) for group, top, end in zip(found, tops, ends, strict=True)
    ]


def page_gap(lines: Sequence[Line]) -> int:
    """Blank lines that mean a page break: more than usually stand between blocks."""
    gaps = Counter(line.gap for line in lines if line.gap)
    return gaps.most_common(1)[0][0] + 1 if gaps else 2


def without_page_numbers(found: Sequence[Chunk]) -> tuple[list[Chunk], list[Line]]:
    """Take bare page numbers out; the block behind one then stands at the top of its page."""
    kept: list[Chunk] = []
    dropped: list[Line] = []
    turned = False
    for chunk in found:
        bare = len(chunk.lines) == 1 and PAGE_NUMBER.match(chunk.lines[0].text)
        if bare and (chunk.page_top or chunk.page_end):
            dropped.extend(chunk.lines)
            turned = True
            if kept:
                kept[-1] = replace(kept[-1], page_end=True)
            continue
        kept.append(replace(chunk, page_top=chunk.page_top or turned))
        turned = False
    return kept, dropped
