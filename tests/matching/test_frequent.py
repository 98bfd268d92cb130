"""The most frequent gaps of many texts."""

from dataclasses import replace

import pytest

from corpus.catalogue import Catalogue
from matching.frequent import FrequentGap, frequent, plot_rows
from matching.matcher import Matcher
from matching.result import Gaps

CARER = "ps-2023-262.sotsialnyi-rabotnik.4"
OLDER = "ps-2023-262.sotsialnyi-rabotnik.5"


@pytest.fixture(scope="module")
def blank(matcher: Matcher) -> Gaps:
    """The carer's items, all covered."""
    found = matcher.gaps("Сиделка", CARER, kind="cv")
    return replace(found, items=tuple(replace(item, status="covered") for item in found.items))


def lacking(gaps: Gaps, *places: int, status: str = "missing") -> Gaps:
    """The same gaps with items at some places missing."""
    items = (replace(i, status=status) if n in places else i for n, i in enumerate(gaps.items))
    return replace(gaps, items=tuple(items))


def rows(catalogue: Catalogue, *results: Gaps) -> list[FrequentGap]:
    """Frequent gaps of some results."""
    return list(frequent(catalogue, results))


def test_gaps_are_counted_over_texts(catalogue: Catalogue, blank: Gaps) -> None:
    """Item 0 is missing in three of four texts, 0.75; item 1 in one, 0.25."""
    found = rows(catalogue, lacking(blank, 0), lacking(blank, 0, 1), lacking(blank, 0), blank)
    assert [(r.item, r.lacking, r.texts, r.share) for r in found[:2]] == [
        (blank.items[0].id, 3, 4, 0.75),
        (blank.items[1].id, 1, 4, 0.25),
    ]


def test_partly_covered_items_are_counted_apart(catalogue: Catalogue, blank: Gaps) -> None:
    found = rows(catalogue, lacking(blank, 0, status="partial"), lacking(blank, 0))
    assert (found[0].lacking, found[0].partial) == (1, 1)


def test_professions_and_levels_are_counted_apart(catalogue: Catalogue, matcher: Matcher, blank: Gaps) -> None:
    older = matcher.gaps("Повар", OLDER, kind="cv")
    found = rows(catalogue, blank, blank, older)
    assert list(dict.fromkeys((r.profession, r.levels, r.texts) for r in found)) == [
        ("sotsialnyi-rabotnik", (4,), 2),
        ("sotsialnyi-rabotnik", (5,), 1),
    ]


def test_of_equally_frequent_gaps_the_more_telling_comes_first(catalogue: Catalogue, blank: Gaps) -> None:
    light = replace(blank, items=tuple(replace(i, weight=0.1 if n else 0.9) for n, i in enumerate(blank.items)))
    found = rows(catalogue, lacking(light, 0, 1))
    assert [r.weight for r in found[:2]] == [0.9, 0.1]


def test_acts_can_be_left_out(catalogue: Catalogue, blank: Gaps) -> None:
    assert any(r.act for r in frequent(catalogue, [blank]))
    assert not any(r.act for r in frequent(catalogue, [blank], acts=False))


def test_what_vacancies_ask_for_can_be_counted_instead(catalogue: Catalogue, blank: Gaps) -> None:
    asked = replace(blank, items=tuple(replace(i, status="asked" if n == 2 else "not_asked") for n, i in enumerate(blank.items)))  # fmt: skip
    found = frequent(catalogue, [asked], statuses=("asked",))
    assert (found[0].item, found[0].lacking) == (blank.items[2].id, 1)
    assert sum(r.lacking for r in frequent(catalogue, [asked])) == len({r.item for r in found}) - 1


def test_nothing_lacks_without_texts(catalogue: Catalogue) -> None:
    assert frequent(catalogue, []) == ()


def test_bars_are_the_most_frequent_gaps_with_their_shares(catalogue: Catalogue, blank: Gaps) -> None:
    found = plot_rows(frequent(catalogue, [lacking(blank, 0, 1), lacking(blank, 0)]), most=1)
    assert [(r.series, r.label, r.value, r.count, r.of) for r in found] == [
        ("Социальный работник, 4", blank.items[0].text, 1.0, 2, 2)
    ]


def test_what_no_text_lacks_gets_no_bar(catalogue: Catalogue, blank: Gaps) -> None:
    assert plot_rows(frequent(catalogue, [blank])) == ()
