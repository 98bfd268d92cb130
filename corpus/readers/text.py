"""Plain text → blocks: one block a non-blank physical line."""

from corpus.blocks import Block, BlockKind


def read(text: str) -> list[Block]:
    """Return a LINE block for every non-blank line, with the count of blank lines before it.

    A line of tabs alone is a cell border of a flattened table, so it counts as non-blank.
    """
    blocks: list[Block] = []
    gap = 0
    for number, line in enumerate(text.split("\n"), start=1):
        line = line.rstrip("\r").lstrip("\ufeff")
        if not line.strip() and "\t" not in line:
            gap += 1
            continue
        blocks.append(Block(kind=BlockKind.LINE, text=line, line=number, gap=gap))
        gap = 0
    return blocks
