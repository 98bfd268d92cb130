"""Builds an index folder from catalogue and encoder, and switches to it in one step."""

import os
import shutil
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import orjson
from numpy.typing import NDArray
from safetensors.numpy import save_file

from corpus.catalogue import Catalogue, to_json
from corpus.sameness import trunks
from corpus.store import write_atomically
from indexing import words as bm25
from indexing.bags import Vocabulary, to_tables
from indexing.domain import log_odds
from indexing.errors import IndexBroken, IndexMismatch
from indexing.forms import word_forms
from indexing.manifest import FORMAT, NAME, Manifest, content_hash, folder_files, read
from indexing.rows import ItemRow, TitleRow, item_rows, profession_rows, title_rows
from indexing.said import SaidText, said_rows
from models.encoders import Encoder
from models.lemmas import lemma_table, lemmas
from models.lexicon.entries import phrases
from models.lexicon.expanding import learned_table
from models.wording import said_words

FOLDER = "indexes"
POINTER = "current"
WORK = ".building-"  # how folders begin that are not indexes yet, or no more
ABANDONED = 3600  # seconds without a change after which nobody builds there
CATALOGUE = "catalogue.json"
VECTORS = "vectors.safetensors"
WORDS = "words"
DOMAIN = "domain.json"
FORMS = "forms.json"
SAID = "said.json"
SAID_WORDS = "said"
VOCABULARY = "vocabulary.json"  # words of items, titles and sayings
BAGS = "bags.safetensors"  # the words of all rows as numbers
FIELD = "field.json"  # word → lemma, of all rows and of the lexicon
LEXICON = "lexicon.json"  # what the lexicon knows of its own words


def build(home: Path, catalogue: Catalogue, encoder: Encoder) -> str:
    """Write a new index and make it the current one. Returns its content hash."""
    place = home / FOLDER
    place.mkdir(parents=True, exist_ok=True)
    _clear(place)
    work = Path(tempfile.mkdtemp(dir=place, prefix=WORK))
    try:
        digest = _write(work, catalogue, encoder)
        _put(work, place / digest)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    write_atomically(place / POINTER, digest.encode())
    return digest


def _put(work: Path, target: Path) -> None:
    """Make a finished folder the one of its hash; one that is there already stays unless it is broken."""
    if target.exists():
        try:
            read(target)
        except (IndexBroken, IndexMismatch):
            os.rename(target, target.parent / f"{WORK}broken-{target.name}-{os.getpid()}")
        else:
            return
    for file in work.rglob("*"):  # the service may run as another user; safetensors writes for its own alone
        file.chmod(0o755 if file.is_dir() else 0o644)
    work.chmod(0o755)
    os.rename(work, target)


def _clear(place: Path) -> None:
    """Remove what builds that were killed left behind; a build that may still run is let be."""
    for left in place.glob(f"{WORK}*"):
        if time.time() - left.stat().st_mtime > ABANDONED:
            shutil.rmtree(left, ignore_errors=True)


def _write(work: Path, catalogue: Catalogue, encoder: Encoder) -> str:
    rows, titles, said = item_rows(catalogue), title_rows(catalogue), said_rows(catalogue)
    (work / CATALOGUE).write_bytes(to_json(catalogue))
    save_file(_vectors(catalogue, rows, titles, said, encoder), work / VECTORS)
    words = _lemmas(rows, titles, said)
    vocabulary = Vocabulary.of(words["items"], words["titles"], words["said"])
    (work / VOCABULARY).write_bytes(orjson.dumps(vocabulary.words))
    own = [sorted(trunks(row.text)) for row in rows]
    bags = {name: vocabulary.bags(texts) for name, texts in words.items()} | {"trunks": Vocabulary.of(own).bags(own)}
    save_file(to_tables(bags), work / BAGS)
    bm25.build(_documents(catalogue, rows, titles, words), work / WORDS)
    (work / SAID).write_bytes(orjson.dumps([(row.owner, row.trade, row.title, row.items) for row in said]))
    (work / DOMAIN).write_bytes(orjson.dumps(log_odds(rows, titles, said)))
    texts = [*(row.text for row in rows), *(row.text for row in titles), *(row.text for row in said)]
    (work / FORMS).write_bytes(orjson.dumps(word_forms(texts)))
    (work / FIELD).write_bytes(orjson.dumps(lemma_table([*texts, *phrases()])))
    (work / LEXICON).write_bytes(orjson.dumps(learned_table()))
    bm25.build(_said_documents(said, words["said"]), work / SAID_WORDS)
    files = folder_files(work)
    manifest = Manifest(
        format=FORMAT,
        catalogue_version=catalogue.catalogue_version,
        encoder=encoder.id,
        dimension=encoder.dimension,
        files=files,
    )
    (work / NAME).write_text(manifest.model_dump_json(indent=1), encoding="utf-8")
    return content_hash({**files, "encoder": encoder.id})


def _vectors(
    catalogue: Catalogue,
    rows: Sequence[ItemRow],
    titles: Sequence[TitleRow],
    said: Sequence[SaidText],
    encoder: Encoder,
) -> dict[str, NDArray[np.float32]]:
    """Unit vectors (n, dim) float32 of items, titles, people's words and whole professions (mean of item vectors)."""
    items = encoder.encode([row.text for row in rows])
    named = encoder.encode([row.text for row in titles])
    numbers = profession_rows(catalogue, list(rows))
    whole = np.zeros((len(numbers), encoder.dimension), dtype=np.float32)
    for profession, own in enumerate(numbers):
        telling = [n for n in own if not rows[n].act] or own
        if telling:
            mean = items[telling].mean(axis=0)
            whole[profession] = mean / max(float(np.linalg.norm(mean)), 1e-9)
    spoken = encoder.encode_statements([row.text for row in said], [said_words(row.text) for row in said])
    return {"items": items, "titles": named, "said": spoken, "professions": whole}


def _lemmas(
    rows: Sequence[ItemRow], titles: Sequence[TitleRow], said: Sequence[SaidText]
) -> dict[str, list[list[str]]]:
    """The words of every row."""
    return {
        "items": [lemmas(row.text) for row in rows],
        "titles": [lemmas(row.text) for row in titles],
        "said": [said_words(row.text) for row in said],
    }


def _documents(
    catalogue: Catalogue, rows: list[ItemRow], titles: Sequence[TitleRow], lemmatised: dict[str, list[list[str]]]
) -> list[list[str]]:
    """Lemmas of every profession: its titles and items without acts of law."""
    numbers = profession_rows(catalogue, rows)
    by_profession: dict[str, list[str]] = {}
    for title, words in zip(titles, lemmatised["titles"], strict=True):
        by_profession.setdefault(title.profession, []).extend(words)
    return [
        by_profession.get(p.id, []) + [w for n in own if not rows[n].act for w in lemmatised["items"][n]]
        for p, own in zip(catalogue.professions, numbers, strict=True)
    ]


def _said_documents(said: Sequence[SaidText], lemmatised: Sequence[list[str]]) -> list[list[str]]:
    """Lemmas of all that is said of each owner, professions first, then other trades."""
    documents: dict[str, list[str]] = {}
    for row, words in zip(said, lemmatised, strict=True):
        if row.owner:
            documents.setdefault(row.owner, []).extend(words)
    return list(documents.values())
