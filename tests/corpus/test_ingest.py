"""Files into the catalogue; one broken file stops no other."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpus import ingest, manifest, store
from corpus.cards import Card, FrameworkLevel, Position
from corpus.catalogue import Catalogue, from_json, to_json
from corpus.competences import items_with_kind
from corpus.errors import CatalogueBroken, CatalogueMissing, CorpusError
from corpus.readers.files import decode
from tests.conftest import DOCUMENTS
from tests.corpus.test_standard_page import CARD


@pytest.fixture
def card_file(tmp_path: Path) -> Path:
    path = tmp_path / "standard.txt"
    path.write_text("Приказ от 5 мая 2021 года № 17\n" + CARD, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\x00\x01PDF\xff\xfe", "binary"),
        ("Просто письмо о погоде.".encode(), "no known kind"),
        (b"x" * 20_000_001, "larger than 20 MB"),
    ],
)
def test_what_is_no_document_is_refused_with_the_reason(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(data)
    with pytest.raises(CorpusError, match=reason):
        ingest.read_document(path, {})


def test_one_broken_file_does_not_stop_the_others(tmp_path: Path, card_file: Path) -> None:
    broken = tmp_path / "broken.txt"
    broken.write_bytes(b"\x00\x01")
    read, failed = ingest.read_documents([broken, card_file], {})
    assert [i.document.id for i in read] == ["ps-2021-17"]
    assert [f.path for f in failed] == [broken]


def test_document_without_manifest_is_named_by_its_own_head(card_file: Path) -> None:
    document = ingest.read_document(card_file, {}).document
    assert (document.id, document.date, document.number) == ("ps-2021-17", "2021-05-05", "17")


def test_ingesting_again_replaces_the_document(card_file: Path) -> None:
    read = [ingest.read_document(card_file, {})]
    once = ingest.merged(Catalogue(), read)
    assert ingest.merged(once, read) == once


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "koi8-r"])
def test_usual_encodings_are_told_apart(encoding: str) -> None:
    text = "Карточка профессии\nОказание помощи пожилым людям на дому"
    assert decode(text.encode(encoding), "x") == text


def test_catalogue_survives_the_round_trip(catalogue: Catalogue, tmp_path: Path) -> None:
    store.save(tmp_path, catalogue)
    assert store.load(tmp_path) == catalogue


def test_catalogue_changed_by_hand_is_refused(catalogue: Catalogue) -> None:
    with pytest.raises(CatalogueBroken, match="changed by hand"):
        from_json(to_json(replace(catalogue, cards=catalogue.cards[1:])))


def test_truncated_catalogue_is_refused(catalogue: Catalogue) -> None:
    with pytest.raises(CatalogueBroken, match="kasip ingest"):
        from_json(to_json(catalogue)[:1000])


def test_missing_catalogue_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(CatalogueMissing, match="kasip ingest"):
        store.load(tmp_path)


def test_failed_save_leaves_the_old_catalogue(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save(tmp_path, catalogue)

    def fail(*paths: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("corpus.store.os.replace", fail)
    with pytest.raises(OSError, match="disk full"):
        store.save(tmp_path, Catalogue())
    monkeypatch.undo()
    assert store.load(tmp_path) == catalogue
    assert [p.name for p in tmp_path.iterdir()] == [store.NAME]


def test_all_ids_are_unique(catalogue: Catalogue) -> None:
    owners: list[Card | Position | FrameworkLevel] = [
        *catalogue.cards,
        *catalogue.positions,
        *catalogue.framework_levels,
    ]
    items = [i.id for _, i in items_with_kind(catalogue.cards, catalogue.positions, catalogue.framework_levels)]
    for ids in ([o.id for o in owners], items, [p.id for p in catalogue.professions]):
        assert len(ids) == len(set(ids))


def test_ids_survive_other_marks_and_blanks(tmp_path: Path) -> None:
    def item_ids(source: str) -> set[str]:
        path = tmp_path / "s.txt"
        path.write_text(source, encoding="utf-8")
        cards = ingest.read_document(path, {}).parsed.cards
        return {i.id for c in cards for f in c.functions for t in f.tasks for i in (*t.skills, *t.knowledge)}

    assert item_ids(CARD) == item_ids("Новая строка\n\n" + CARD.replace("мест;", "мест .").replace("вес и", "вес  и"))


def test_manifest_names_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "m.json"
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(CorpusError, match="documents"):
        manifest.read(path)
    assert manifest.read(DOCUMENTS / "manifest.json")["000_8fb81c9e5e11bdc8.txt"].id == "ps-2023-262"
