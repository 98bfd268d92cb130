"""Related titles: which profession a card means by «Связь с другими профессиями: 7 – Заведующий отделом»."""

import re
from collections.abc import Iterator

from corpus import titles
from corpus.cards import Related
from corpus.catalogue import Catalogue, Profession
from matching.tables import rules

WORD = re.compile(r"[а-яёәғқңөұүһіa-z]{3,}", re.IGNORECASE)
FEWEST = 2  # words: «Эксперт» alone names too many professions


def resolve(catalogue: Catalogue, related: Related) -> Profession | None:
    """The profession that a printed title means; None when none or several fit.

    Tried in turn: a title of the profession itself, another title that its cards name, a short form of its title.
    """
    wanted = titles.key(related.title)
    fitting = [p for p in catalogue.professions if _level_fits(p, related)]
    own = [p for p in fitting if wanted in {titles.key(t) for t in (p.title, *(m.title for m in p.members))}]
    named = [p for p in fitting if wanted in {titles.key(t) for t in p.alternative_titles}]
    short = [p for p in fitting if any(_short_for(related.title, t) for t in (p.title, *(m.title for m in p.members)))]
    return next((found[0] for found in (own, named, short) if len(found) == 1), None)


def _level_fits(profession: Profession, related: Related) -> bool:
    if related.level is None or not profession.levels:
        return True
    return any(related.level <= level <= (related.level_to or related.level) for level in profession.levels)


def _short_for(printed: str, title: str) -> bool:
    """Whether all words of the printed title stand in the title, which begins with the same or an equal word."""
    short, full = _words(printed), _words(title)
    same_start = short[:1] == full[:1]
    return len(short) >= FEWEST and same_start and set(short) <= set(full)


def _words(title: str) -> list[str]:
    return list(_forms(titles.BRACKET.sub(" ", title)))


def _forms(title: str) -> Iterator[str]:
    """Words of a title in lower case; words for one post («руководитель», «начальник») become one."""
    for word in WORD.findall(title):
        yield next((rule.name for rule in rules("posts") if rule.pattern.fullmatch(word)), word.lower())
