"""Which descriptions are one job."""

import pytest

from corpus import titles
from corpus.catalogue import Catalogue, Profession
from eval.labels import group_of


def profession(catalogue: Catalogue, document: str, line: int) -> Profession:
    return next(p for p in catalogue.professions for m in p.members if (m.document, m.line) == (document, line))


def test_no_two_gold_groups_merge_and_none_falls_apart(catalogue: Catalogue) -> None:
    found: dict[str, set[str]] = {}
    for p in catalogue.professions:
        keys = {key for key in map(group_of, p.members) if key}
        assert len(keys) <= 1, p.title
        for key in keys:
            found.setdefault(key, set()).add(p.id)
    assert len(found) == 39
    assert all(len(ids) == 1 for ids in found.values())


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Консультант по социальной работе (общий профиль) (Супервизор)", "Консультант по социальной работе"),
        ("Специалист по социальной работе (социальный работник)", "Специалист по социальной работе"),
        ("Социальный работник (Кейс менеджер социальный работник)", "Социальный работник"),
    ],
)
def test_bracket_that_names_the_job_again_says_nothing_new(left: str, right: str) -> None:
    assert titles.key(left) == titles.key(right)


@pytest.mark.parametrize("special", ["(судебный)", "(СПИД)", "(оказание социально-медицинских услуг)", "(вручную)"])
def test_bracket_with_a_speciality_tells_jobs_apart(special: str) -> None:
    assert titles.key(f"Психолог-консультант {special}") != titles.key("Психолог-консультант")


def test_classifier_row_joins_a_card_with_the_position_it_names(catalogue: Catalogue) -> None:
    job = profession(catalogue, "ps-2023-262", 788)
    assert {(m.document, m.line): m.reason for m in job.members}["tkh-2017-360", 2012] == "classifier"


def test_superior_named_in_the_classifier_row_stays_apart(catalogue: Catalogue) -> None:
    assert profession(catalogue, "ps-2022-383", 1165).id != profession(catalogue, "tkh-2017-360", 885).id


def test_newest_card_describes_a_profession_best(catalogue: Catalogue) -> None:
    assert profession(catalogue, "tkh-2017-360", 1141).members[0].document == "ps-2023-262"


def test_one_code_of_the_classifier_in_two_frameworks_is_one_occupation(catalogue: Catalogue) -> None:
    assert profession(catalogue, "ork-family-2024", 465).id == profession(catalogue, "ork-social-2019", 812).id
