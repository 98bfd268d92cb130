"""Which profession a printed title means."""

import pytest

from corpus import titles
from corpus.cards import Related
from indexing.index import Index
from matching.related_titles import resolve


@pytest.mark.parametrize(
    ("title", "level", "expected"),
    [
        ("Специалист по социальной работе", 6, "spetsialist-po-sotsialnoi-rabote-sotsialnyi-rabotnik"),
        ("Заведующий медицинским отделением", 7, "zaveduyuschii-meditsinskim-otdeleniem-tsentra-de8d50"),
        ("Медицинский регистратор", 5, "meditsinskii-registrator-mediko-sotsialnoi-ekspertizy"),
        (
            "Руководитель структурного подразделения (отдела, сектора, группы) организации социальной защиты",
            7,
            "nachalnik-strukturnogo-podrazdeleniya-otdela-sektora-46c87d",
        ),
        ("Эксперт", 7, None),
        ("Руководитель учреждения (организации)", 8, None),
    ],
)
def test_printed_titles_mean_professions(index: Index, title: str, level: int, expected: str | None) -> None:
    found = resolve(index.catalogue, Related(level=level, title=title, line=1))
    assert (found.id if found else None) == expected


def test_a_title_means_no_profession_of_another_level(index: Index) -> None:
    assert resolve(index.catalogue, Related(level=2, title="Специалист по социальной работе", line=1)) is None


def test_every_card_s_own_title_means_its_profession(index: Index) -> None:
    catalogue = index.catalogue
    for profession in catalogue.professions:
        keys = [p for p in catalogue.professions if titles.key(profession.title) in map(titles.key, (p.title, *(m.title for m in p.members)))]  # fmt: skip
        level = profession.levels[0] if profession.levels else None
        if len(keys) == 1:
            assert resolve(catalogue, Related(level=level, title=profession.title, line=1)) == profession
