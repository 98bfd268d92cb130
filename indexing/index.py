"""The index in memory: catalogue, vectors, words in BM25, read from a checked folder."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from sys import intern

import orjson

from corpus.catalogue import Catalogue, Profession, from_json
from corpus.errors import CatalogueBroken
from indexing.bags import Bags, Vocabulary, from_tables
from indexing.build import (
    BAGS,
    CATALOGUE,
    DOMAIN,
    FIELD,
    FOLDER,
    FORMS,
    LEXICON,
    POINTER,
    SAID,
    SAID_WORDS,
    VECTORS,
    VOCABULARY,
    WORDS,
)
from indexing.domain import Domain
from indexing.errors import IndexBroken, IndexMismatch
from indexing.manifest import pointed, read
from indexing.rows import ItemRow, TitleRow, item_rows, profession_rows, title_rows
from indexing.said import SaidRow
from indexing.words import WordIndex
from models import lemmas
from models.encoders import Encoder
from models.lexicon import expanding
from models.mapping import mapped
from models.spelling import Spelling
from models.static import Vectors


class Index:
    """Searches items, titles and professions. Built by `load`; never changed afterwards."""

    def __init__(
        self,
        *,
        version: str,
        catalogue: Catalogue,
        encoder: Encoder,
        vectors: dict[str, Vectors],
        words: WordIndex,
        said: Sequence[SaidRow],
        said_words: WordIndex,
        domain: Domain,
        spelling: Spelling,
        vocabulary: Vocabulary,
        bags: dict[str, Bags],
    ) -> None:
        self.version = version
        self.catalogue = catalogue
        self.encoder = encoder
        self.words = words  # official words, one document a profession
        self.said = said  # people's words, owner by owner: professions, then other trades; last those of items alone
        self.domain = domain
        self.spelling = spelling
        self.vocabulary = vocabulary  # of the words of items, titles and people's words
        self.item_words = bags["items"]  # of each row
        self.item_trunks = bags["trunks"]  # words without endings and filling words, of a vocabulary of their own
        self.title_words = bags["titles"]
        self.said_row_words = bags["said"]
        self.said_words = said_words  # one document an owner of `said`
        self.items: list[ItemRow] = item_rows(catalogue)
        self.titles: list[TitleRow] = title_rows(catalogue)
        self.item_vectors = vectors["items"]  # (n_items, dim) float32, unit rows
        self.title_vectors = vectors["titles"]  # (n_titles, dim)
        self.said_vectors = vectors["said"]  # (n_said, dim)
        self.profession_vectors = vectors["professions"]  # (n_professions, dim)
        self.profession_items = profession_rows(catalogue, self.items)  # row numbers of each profession

    @property
    def professions(self) -> Sequence[Profession]:
        """Professions in the order of all arrays."""
        return self.catalogue.professions

    @cached_property
    def item_number(self) -> dict[str, int]:
        """Row numbers of items by id."""
        return {row.id: n for n, row in enumerate(self.items)}

    @cached_property
    def profession_number(self) -> dict[str, int]:
        """Numbers of professions by id."""
        return {p.id: n for n, p in enumerate(self.professions)}

    @cached_property
    def professions_of_item(self) -> list[list[int]]:
        """For every item row the professions that it speaks for."""
        owners: list[list[int]] = [[] for _ in self.items]
        for number, own in enumerate(self.profession_items):
            for row in own:
                owners[row].append(number)
        return owners


def load(home: Path, encoder: Encoder) -> Index:
    """Read the current index. Raises IndexMissing, IndexBroken or IndexMismatch."""
    folder = pointed(home / FOLDER / POINTER)
    manifest = read(folder)
    if manifest.encoder != encoder.id:
        raise IndexMismatch(
            f"Index was built with {manifest.encoder} (dim {manifest.dimension}), "
            f"the encoder at hand is {encoder.id} (dim {encoder.dimension}). Run `kasip build`."
        )
    try:
        catalogue = from_json((folder / CATALOGUE).read_bytes())
        vectors = mapped(folder / VECTORS)
        lemmas.learn(orjson.loads((folder / FIELD).read_bytes()))
        expanding.learn(orjson.loads((folder / LEXICON).read_bytes()))
        said = [
            SaidRow(owner=intern(owner), trade=trade, title=title, items=tuple(map(intern, items)))
            for owner, trade, title, items in orjson.loads((folder / SAID).read_bytes())
        ]
        return Index(
            version=folder.name,
            catalogue=catalogue,
            encoder=encoder,
            vectors=vectors,
            words=WordIndex(folder / WORDS, len(catalogue.professions)),
            said=said,
            said_words=WordIndex(folder / SAID_WORDS, len({row.owner for row in said if row.owner})),
            domain=Domain(orjson.loads((folder / DOMAIN).read_bytes())),
            spelling=Spelling(orjson.loads((folder / FORMS).read_bytes())),
            vocabulary=Vocabulary(orjson.loads((folder / VOCABULARY).read_bytes())),
            bags=from_tables(mapped(folder / BAGS)),
        )
    except (OSError, ValueError, KeyError, TypeError, CatalogueBroken) as exc:
        raise IndexBroken(f"The index {folder} can't be read: {exc}. Run `kasip build`.") from exc
