"""Ingest: files → documents with their parses → catalogue. One broken file does not stop the others."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus import carry, kinds, manifest
from corpus.cards import Parsed
from corpus.catalogue import Catalogue, Document, stamped
from corpus.competences import competences
from corpus.errors import CorpusError, UnknownKind
from corpus.identity import identified
from corpus.link import professions
from corpus.readers import files


@dataclass(frozen=True, slots=True)
class Ingested:
    """A document that was read."""

    document: Document
    parsed: Parsed


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that gave nothing, with the reason."""

    path: Path
    reason: str


def read_document(path: Path, entries: dict[str, manifest.Entry]) -> Ingested:
    """Read and parse one file. Raises CorpusError with the reason when it gives nothing."""
    blocks, text, data = files.load(path)
    known = entries.get(path.name)
    try:
        kind = kinds.kind_of(blocks, known.kind if known else None)
    except UnknownKind as exc:
        raise UnknownKind(f"{path.name}: {exc}") from exc
    entry = known or manifest.guess(path, text, kind.prefix)
    try:
        parsed = identified(kind.parse(blocks, entry.id))
    except Exception as exc:  # a form no parser foresaw must not stop the other documents
        raise CorpusError(f"{path.name}: the parser of a {kind.title} failed ({type(exc).__name__}: {exc}).") from exc
    if not (parsed.cards or parsed.positions or parsed.framework_levels):
        raise CorpusError(f"{path.name} looks like a {kind.title}, but no card, position or level row was found in it.")
    parsed = replace(parsed, problems=parsed.problems + files.broken(blocks, entry.id))
    document = Document(
        id=entry.id, kind=kind.name, title=entry.title, number=entry.number, date=entry.date, year=entry.year,
        act=entry.act, registered=entry.registered, effective=entry.effective, revision=entry.revision,
        sha256=hashlib.sha256(data).hexdigest(), lines=len(parsed.uses), noise_lines=sum(u.noise for u in parsed.uses),
        terms=parsed.terms, codes=parsed.codes, groups=parsed.groups, named_professions=parsed.named_professions,
        amended_points=parsed.amended_points, grid=parsed.grid,
    )  # fmt: skip
    return Ingested(document, parsed)


def read_documents(
    paths: Iterable[Path],
    entries: dict[str, manifest.Entry],
    done: Callable[[Path, Ingested | Failed], None] = lambda path, outcome: None,
) -> tuple[list[Ingested], list[Failed]]:
    """Read all files; call `done` after each. Returns what was read and what was not."""
    read: list[Ingested] = []
    failed: list[Failed] = []
    for path in paths:
        outcome: Ingested | Failed
        try:
            outcome = read_document(path, entries)
            read.append(outcome)
        except CorpusError as exc:
            outcome = Failed(path, str(exc))
            failed.append(outcome)
        done(path, outcome)
    return read, failed


def merged(old: Catalogue, read: Sequence[Ingested]) -> Catalogue:
    """Return the old catalogue with the documents read in place of their earlier states."""
    new = {i.document.id for i in read}
    before: list[carry.Owner] = [*old.cards, *old.positions, *old.framework_levels]
    read = [
        replace(i, parsed=carry.carried(i.parsed, [o for o in before if o.document == i.document.id])) for i in read
    ]
    documents = [d for d in old.documents if d.id not in new] + [i.document for i in read]
    documents.sort(key=lambda d: (d.sort_date, d.id), reverse=True)
    place = {d.id: n for n, d in enumerate(documents)}
    cards = [c for c in old.cards if c.document not in new] + [c for i in read for c in i.parsed.cards]
    positions = [p for p in old.positions if p.document not in new] + [p for i in read for p in i.parsed.positions]
    rows = [r for r in old.framework_levels if r.document not in new]
    rows += [r for i in read for r in i.parsed.framework_levels]
    problems = [p for p in old.problems if p.document not in new] + [p for i in read for p in i.parsed.problems]
    cards.sort(key=lambda c: (place[c.document], c.line))
    positions.sort(key=lambda p: (place[p.document], p.line))
    rows.sort(key=lambda r: (place[r.document], r.line))
    problems.sort(key=lambda p: (place[p.document], p.line))
    return stamped(
        Catalogue(
            documents=tuple(documents),
            cards=tuple(cards),
            positions=tuple(positions),
            framework_levels=tuple(rows),
            competences=competences(cards, positions, rows),
            professions=professions(documents, cards, positions, rows, before=old.professions),
            problems=tuple(problems),
        )
    )
