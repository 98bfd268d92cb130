"""Facts that separate two professions: an ordered list of rules, each asks for one fact or passes."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import takewhile
from typing import Any

from corpus.cards import Card, Position
from corpus.catalogue import Profession
from corpus.sameness import SHORT_NAME
from corpus.titles import BRACKET
from indexing.rows import owner_of
from matching.likeness import Likeness
from matching.roles import of_title
from matching.steps import Owner, Words, fields, requirements
from matching.tables import rules

LANGUAGES = ("ru", "kk", "en")
Labels = dict[str, str]  # language → words
LONGEST, FEWEST = 160, 4  # characters at most and words at least of an item that can stand in a question
MOSTLY = 0.25  # share of a profession's items that name its main clients, at least
SELDOM = 0.05  # share up to which the other does not serve them at all
CLEARLY = 3.0  # how many times oftener it must name them than the other does
EQUAL = 0.1  # share of an owner's demands that the other lacks, below which their items are the same


@dataclass(frozen=True, slots=True)
class Side:
    """One of two professions with what it has and the other has not."""

    profession: Profession
    owners: Sequence[Owner]
    texts: Sequence[str]  # titles and items, without acts
    own: Sequence[int]  # item rows that the other does not share, those that tell it best first
    beyond: float  # weight of these in all it demands, 0-1


@dataclass(frozen=True, slots=True)
class Asked:
    """What a rule asks for: words of either option for the question, and short answers."""

    words: tuple[Labels, Labels]
    answers: tuple[Labels, Labels]


LEADING = ("director", "deputy", "head")  # roles

Rule = Callable[[Likeness, Side, Side], Asked | None]


def sides(likeness: Likeness, first: str, second: str) -> tuple[Side, Side]:
    """Both professions, each held against the other. Raises KeyError for ids that the catalogue does not have."""
    one, two = likeness.index.profession_number[first], likeness.index.profession_number[second]
    return _side(likeness, one, two), _side(likeness, two, one)


def supervision(likeness: Likeness, left: Side, right: Side) -> Asked | None:
    """One leads people, the other does the work: «Директор центра» and «Специалист отдела»."""
    leads = _leads(left)
    if leads == _leads(right):
        return None
    names = ("leads", "works") if leads else ("works", "leads")
    return _asked(label(names[0]), label(names[1]))


def education(likeness: Likeness, left: Side, right: Side) -> Asked | None:
    """Their cards ask for education in different fields: медицинское and психологическое."""
    one, two = demands(left), demands(right)
    if not one or not two:
        return None
    fields_of = [{f.name for f in fields() if f.education.search(words[0].text)} for words in (one, two)]
    apart = all(fields_of) and not fields_of[0] & fields_of[1]
    return _asked(plain(one[0].text), plain(two[0].text)) if apart else None


def title(likeness: Likeness, left: Side, right: Side) -> Asked | None:
    """Titles begin or end alike: «педагог школьный» and «педагог дошкольной организации», «врач …» and «эксперт …»."""
    one, two = left.profession.title.split(), right.profession.title.split()
    start, end = _alike(one, two), 0
    if start and rules("hanging")[2].pattern.fullmatch(one[start - 1]):
        start -= 1  # a preposition stays with its word: «по плаванию»
    elif not start:
        end = _alike(one[::-1], two[::-1])
    ours, theirs = (_trimmed(words[start : len(words) - end]) for words in (one, two))
    return _asked(plain(ours), plain(theirs)) if (start or end) and ours and theirs else None


def clients(likeness: Likeness, left: Side, right: Side) -> Asked | None:
    """One names its clients clearly oftener than the other does: convicts; the other serves its own or anybody."""
    mine, theirs = _main_clients(left, right), _main_clients(right, left)
    only = mine or theirs
    if only is None:
        return None
    rest = min(_clients(left)[only], _clients(right)[only])  # how much the other serves them too
    if not (mine and theirs) and rest > SELDOM:
        return None
    return _asked(label(mine or "others"), label(theirs or "others"))


def items(likeness: Likeness, left: Side, right: Side) -> Asked | None:
    """Each demands what the other does not: the item that tells it best, short enough for a question."""
    one, two = _best(likeness, left), _best(likeness, right)
    return _asked(plain(one), plain(two)) if one and two else None


def extra(likeness: Likeness, left: Side, right: Side) -> Asked | None:
    """Only one demands more than the other: whether that belongs to the job."""
    one, two = _best(likeness, left), _best(likeness, right)
    if not one and not two:
        return None
    answers = (label("yes"), label("no")) if one else (label("no"), label("yes"))
    return Asked((plain(one or two), plain(one or two)), answers)


def level(likeness: Likeness, left: Side, right: Side) -> Asked | None:
    """The same demands at different levels: the level with the education that its card asks for."""
    one, two = left.profession.levels, right.profession.levels
    return _asked(_level_label(left), _level_label(right)) if one and two and one != two else None


def same(likeness: Likeness, left: Side, right: Side) -> Asked | None:
    """Nothing but the title differs."""
    return _asked(plain(left.profession.title), plain(right.profession.title))


RULES: tuple[Rule, ...] = (supervision, title, education, clients, items, extra, level, same)


def demands(side: Side) -> tuple[Words, ...]:
    """Education and proofs that the best description asks for."""
    return next((found for found in map(requirements, side.owners) if found), ())


def plain(text: str) -> Labels:
    """Words of a document, the same in every language."""
    return dict.fromkeys(LANGUAGES, text.strip(" .;"))


def label(name: str, **values: Any) -> Labels:
    """A short answer from the table in every language."""
    return {language: text.format(**values) for language, text in texts()["labels"][name].items()}


@cache
def texts() -> dict[str, Any]:
    """Contents of `matching/data/question.json`: rule → language → question, and the labels."""
    found: dict[str, Any] = json.loads(files("matching").joinpath("data", "question.json").read_text(encoding="utf-8"))
    return found


def _asked(one: Labels, two: Labels) -> Asked:
    return Asked((one, two), (one, two))


def _side(likeness: Likeness, number: int, other: int) -> Side:
    index = likeness.index
    profession = index.professions[number]
    rows = index.profession_items[number]
    lacks = likeness.known(index.profession_items[other]).lacks(likeness.held(rows))
    total = likeness.weight(likeness.held(rows))
    own = [held.row for held in lacks if not index.items[held.row].act]
    toward = index.item_vectors[own] @ (index.profession_vectors[number] - index.profession_vectors[other])
    worth = {row: float(likeness.telling[row] * near) for row, near in zip(own, toward, strict=True)}
    return Side(
        profession=profession,
        owners=[owner_of(index.catalogue, m) for m in profession.members],
        texts=[profession.title, *(index.items[row].text for row in rows if not index.items[row].act)],
        own=sorted(worth, key=lambda row: (index.items[row].kind != "skill", -worth[row])),
        beyond=likeness.weight(lacks) / total if total else 0.0,
    )


def _leads(side: Side) -> bool:
    """Whether the title or the category of a position names a leading post."""
    named = (side.profession.title, *(owner.category for owner in side.owners if isinstance(owner, Position)))
    return any(of_title(text) in LEADING for text in named)


def _alike(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """How many words both begin with."""
    pairs = zip(ours, theirs, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0].lower() == pair[1].lower(), pairs))


def _trimmed(words: Sequence[str]) -> str:
    """Words of a title without what hangs at their ends: «и детей» → «детей», «Инспектор по» → «Инспектор»."""
    kept = list(words)
    while kept and rules("hanging")[1].pattern.fullmatch(kept[-1]):
        kept.pop()
    while kept and rules("hanging")[0].pattern.fullmatch(kept[0]):
        kept.pop(0)
    text = " ".join(kept).strip(" ,")
    whole = BRACKET.fullmatch(text)
    return whole.group(1) if whole else text


def _main_clients(ours: Side, theirs: Side) -> str | None:
    """The clients that our titles and items name mostly, and clearly oftener than theirs do."""
    one, two = _clients(ours), _clients(theirs)
    found = [name for name, share in one.items() if share >= MOSTLY and share >= CLEARLY * two[name]]
    return max(found, key=lambda name: one[name], default=None)


def _clients(side: Side) -> dict[str, float]:
    """Share of titles and items that name each kind of clients."""
    count = max(1, len(side.texts))
    return {r.name: sum(bool(r.pattern.search(text)) for text in side.texts) / count for r in rules("clients")}


def _best(likeness: Likeness, side: Side) -> str:
    """The item of its own that can stand in a question; empty when it demands next to nothing of its own."""
    texts_of = (SHORT_NAME.sub("", likeness.index.items[row].text) for row in side.own)
    short = (text for text in texts_of if len(text) <= LONGEST and len(text.split()) >= FEWEST)
    return next(short, "") if side.beyond >= EQUAL else ""


def _level_label(side: Side) -> Labels:
    levels = "–".join(str(n) for n in dict.fromkeys((side.profession.levels[0], side.profession.levels[-1])))
    asked = demands(side) if isinstance(side.owners[0], Card | Position) else ()
    tail = f" («{asked[0].text.strip(' .;')}»)" if asked else ""
    return {language: text + tail for language, text in label("level", level=levels).items()}
