"""What stands before the cards of a standard: terms, the list of professions, the order's own text."""

import re
from collections.abc import Sequence

from corpus.blocks import Block
from corpus.cards import NamedProfession, Term
from corpus.items import END_MARKS, squeeze
from corpus.parsers.standard.values import levels

# «1) специальные социальные услуги – комплекс услуг, …;»
TERM = re.compile(r"^\d+\)\s*(?P<term>[^–—]{2,120}?)\s[-–—]\s(?P<definition>.{15,})$")
# «3) социальный работник – 4-5 уровни квалификации по ОРК;»
LISTED = re.compile(r"^\d+\)\s*(?P<title>.+?)\s*[-–—]\s*(?P<levels>\d[\d\s,–-]*)\s*уров", re.IGNORECASE)


def read(blocks: Sequence[Block]) -> tuple[list[Term], list[NamedProfession], dict[int, str]]:
    """Return terms, listed professions and what each line was used for (the rest is the order's text)."""
    terms: list[Term] = []
    listed: list[NamedProfession] = []
    uses: dict[int, str] = {}
    for block in blocks:
        text = squeeze(block.text)
        if found := LISTED.match(text):
            title = found["title"].strip(END_MARKS)
            listed.append(
                NamedProfession(relation="listed", title=title, line=block.line, levels=levels(found["levels"]))
            )
            uses[block.line] = "listed profession"
        elif found := TERM.match(text):
            terms.append(Term(term=found["term"], definition=found["definition"].strip(END_MARKS), line=block.line))
            uses[block.line] = "term"
    return terms, listed, uses
