"""Ids that survive corrections, and the difference of two catalogues in words."""

from pathlib import Path

import pytest

from corpus import diff, ingest
from corpus.catalogue import Catalogue
from tests.corpus.test_standard_page import CARD

HEAD = "Приказ от 5 мая 2021 года № 17\n"


def read(folder: Path, source: str, old: Catalogue | None = None) -> Catalogue:
    path = folder / "s.txt"
    path.write_text(HEAD + source, encoding="utf-8")
    return ingest.merged(old or Catalogue(), [ingest.read_document(path, {})])


def kinds(old: Catalogue, new: Catalogue) -> dict[str, int]:
    return {kind: count for kind, count in diff.summary(diff.diff(old, new)).items() if count}


def item_ids(catalogue: Catalogue) -> list[str]:
    return [m for c in catalogue.competences for m in c.mentions]


def test_same_document_has_no_difference(tmp_path: Path) -> None:
    assert diff.diff(read(tmp_path, CARD), read(tmp_path, CARD)) == []


def test_corrected_wording_keeps_its_id_and_is_told_as_reworded(tmp_path: Path) -> None:
    old = read(tmp_path, CARD)
    new = read(tmp_path, CARD.replace("Сверять вес и число мест", "Сверять вес и количество мест"), old)
    assert sorted(item_ids(new)) == sorted(item_ids(old))
    assert kinds(old, new) == {"reworded": 1}
    (change,) = diff.diff(old, new)
    assert "«Сверять вес и число мест» стало «Сверять вес и количество мест»" in change.text


def test_corrected_title_keeps_the_ids_of_card_and_profession(tmp_path: Path) -> None:
    old = read(tmp_path, CARD)
    new = read(tmp_path, CARD.replace("Наставник логистов", "Наставник специалистов по логистике"), old)
    assert [c.id for c in new.cards] == [c.id for c in old.cards]
    assert [p.id for p in new.professions] == [p.id for p in old.professions]
    assert new.professions[0].title == "Наставник специалистов по логистике"
    assert kinds(old, new) == {"changed": 1}


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("2.Порядок приёмки", "2.Порядок приёмки\n\n3. Виды тары", "added"),
        ("\n\n2.Порядок приёмки", "", "removed"),
        ("5 (5.1, 5.2)", "6", "changed"),
        ("Сверка накладных", "Проверка документов груза", "moved"),
    ],
)
def test_each_kind_of_change_is_told(tmp_path: Path, before: str, after: str, kind: str) -> None:
    old = read(tmp_path, CARD)
    assert kind in kinds(old, read(tmp_path, CARD.replace(before, after), old))


def test_new_and_gone_documents_are_told(tmp_path: Path) -> None:
    new = read(tmp_path, CARD)
    assert kinds(Catalogue(), new)["added"] == 7
    assert kinds(new, Catalogue())["removed"] == 7
