"""Clauses: a statement cut where it denies something, or where it turns from the work to pay, hours and benefits."""

import re
from collections.abc import Iterator
from itertools import chain, pairwise

from matching.likely import likely
from matching.marks import BETWEEN, offer
from matching.sections import Placed
from matching.statements import Statement

COMMA = ", "
WORD = re.compile(r"\w+")
QUOTED = re.compile(r"«[^»]*»?")
LETTERS = re.compile(r"[^\W\d_]{2,}")
FEWEST = 4  # words of a clause that says something of its own


def clauses(part: Placed, *, perks: bool) -> Iterator[Placed]:
    """The parts of a statement that are denied, set aside or content by themselves; `perks` as in `marks.offer`."""
    if part.section == "title":
        return iter([part])
    return chain.from_iterable(_denied_apart(piece) for piece in _offer_apart(part, perks=perks))


def _offer_apart(part: Placed, *, perks: bool) -> list[Placed]:
    """«Мыть палаты, кормить, менять бельё, график 1/3, з/п 180 000 тг»: pay and hours are cut off; little before them goes along."""
    text = part.statement.text
    found = offer(text, perks=perks)
    before = text[: found.start].rstrip(BETWEEN) if found else ""
    if found is None or not _names_work(before):
        return [part]
    return [_piece(part, 0, len(before)), _piece(part, found.start, len(text))]


def _denied_apart(part: Placed) -> list[Placed]:
    """«Опыт не нужен, нужно терпение к детям» denies only what stands first.

    A clause of few words goes with the denied one: «Медкнижка, справка не требуются», «Опыт не нужен, научим».
    """
    text = part.statement.text
    denied = next((m for rule in likely("negation", text) if (m := rule.pattern.search(text))), None)
    if denied is None:
        return [part]
    before = text.rfind(COMMA, 0, denied.start())
    # «Не требуется опыт, категория»: what is denied still follows.
    after = text.find(COMMA, denied.end()) if denied.start() else -1
    cuts = [n for n, rest in ((before, text[: max(before, 0)]), (after, text[after:])) if n >= 0 and _says(rest)]
    bounds = [(0, 0), *((n, n + len(COMMA)) for n in cuts), (len(text), len(text))]
    return [_piece(part, start, end) for (_, start), (end, _) in pairwise(bounds)]


def _names_work(text: str) -> bool:
    """Whether enough words are no names: «Рудный, ТОО «Горняк Север»» only says where."""
    words = LETTERS.findall(QUOTED.sub(" ", text))
    return sum(number == 0 or not word.istitle() for number, word in enumerate(words)) >= FEWEST


def _says(text: str) -> bool:
    return len(WORD.findall(text)) >= FEWEST


def _piece(part: Placed, start: int, end: int) -> Placed:
    own = part.statement
    return Placed(Statement(own.text[start:end], own.start + start, own.start + end, own.line), part.section)
