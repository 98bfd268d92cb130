"""Search of the catalogue: professions, competences, documents and levels by words, by meaning and by code."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.cards import FrameworkLevel
from corpus.catalogue import Document, Profession
from matching.matcher import Matcher
from matching.normalize import normalize
from matching.ordering import first
from models.lemmas import lemmas

KINDS = ("professions", "competences", "levels", "documents")
LONGEST_QUERY = 200
BY_MEANING = 8  # professions that a query without their words brings
MEANT = 0.3  # of the chance of the best one, below which a profession is too far
COMPETENCES = 30
OWNERS = 4  # professions named with a competence


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCompetence:
    """A competence with the professions that demand it."""

    kind: str
    label: str
    professions: tuple[Profession, ...]
    count: int  # of all professions that demand it


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a query finds; professions by words stand before those by meaning."""

    professions: tuple[Profession, ...]
    by_meaning: tuple[Profession, ...]
    competences: tuple[FoundCompetence, ...]
    levels: tuple[FrameworkLevel, ...]
    documents: tuple[Document, ...]


def search(matcher: Matcher, query: str, *, level: int | None = None) -> Found:
    """Search everything. An empty query finds all professions, level rows and documents."""
    catalogue = matcher.index.catalogue
    wanted = set(lemmas(query))
    professions = [p for p in catalogue.professions if _of_level(p, level) and _says(p, query, wanted)]
    return Found(
        professions=tuple(sorted(professions, key=lambda p: (len(p.title) if query else 0, p.title))),
        by_meaning=tuple(p for p in _meant(matcher, query) if p not in professions and _of_level(p, level)),
        competences=_competences(matcher, query) if query else (),
        levels=tuple(r for r in catalogue.framework_levels if _level_fits(r, level) and _row_says(r, query, wanted)),
        documents=tuple(d for d in catalogue.documents if _document_says(d, query, wanted)),
    )


def _of_level(profession: Profession, level: int | None) -> bool:
    return level is None or level in profession.levels


def _level_fits(row: FrameworkLevel, level: int | None) -> bool:
    return level is None or level in row.levels


def _says(profession: Profession, query: str, wanted: set[str]) -> bool:
    titles = (profession.title, *profession.alternative_titles, *(m.title for m in profession.members))
    return any(query in code for code in profession.codes) or any(_holds(title, wanted) for title in titles)


def _row_says(row: FrameworkLevel, query: str, wanted: set[str]) -> bool:
    titles = (row.subgroup or "", *(o.title for o in row.occupations))
    return any(query in (o.code or "") for o in row.occupations) or any(_holds(title, wanted) for title in titles)


def _document_says(document: Document, query: str, wanted: set[str]) -> bool:
    return query in (document.number, document.id) or _holds(f"{document.title} {document.act or ''}", wanted)


def _holds(title: str, wanted: set[str]) -> bool:
    """Whether a title has every word of the query, the last one perhaps not typed to its end."""
    own = set(lemmas(title))
    return all(word in own or any(len(word) > 2 and o.startswith(word) for o in own) for word in wanted)


def _meant(matcher: Matcher, query: str) -> Sequence[Profession]:
    """Professions near to a query by everyday and Kazakh words: «нянечка», «қарт күтуші»."""
    if not query:
        return ()
    judged = matcher.judge(query, kind="vacancy", title=query)
    if not any(matcher.index.encoder.knows(w) for words in judged.compared.words for w in words):
        return ()
    order = first(judged.scores, BY_MEANING)
    near = np.exp(judged.scores[order] - judged.scores[order[0]])
    return [matcher.index.professions[n] for n, share in zip(order, near, strict=True) if share >= MEANT]


def _competences(matcher: Matcher, query: str) -> tuple[FoundCompetence, ...]:
    catalogue = matcher.index.catalogue
    near = {found.id for found in normalize(matcher, [query], most=COMPETENCES)[0].competences}
    wanted = set(lemmas(query))
    chosen = [c for c in catalogue.competences if c.id in near or _holds(c.label, wanted)]
    chosen.sort(key=lambda c: (not _holds(c.label, wanted), -len(c.mentions)))
    return tuple(_found(matcher, c.kind, c.label, c.mentions) for c in chosen[:COMPETENCES])


def _found(matcher: Matcher, kind: str, label: str, mentions: Iterable[str]) -> FoundCompetence:
    numbers = {n for item in mentions for n in matcher.index.professions_of_item[matcher.index.item_number[item]]}
    owners = [matcher.index.professions[n] for n in sorted(numbers)]
    return FoundCompetence(kind=kind, label=label, professions=tuple(owners[:OWNERS]), count=len(owners))
