"""Gaps by function."""

from itertools import pairwise

from matching.gap_groups import ORDER, grouped, most_telling, weighed
from matching.likeness import Likeness
from matching.matcher import Matcher
from service.settings import PROJECT

CV = (PROJECT / "docs" / "examples" / "cv.txt").read_text(encoding="utf-8")
HEAD = "ps-2023-262.nachalnik-strukturnogo-podrazdeleniya-otdela-sektora-46c87d.7"
POSITION = "tkh-2017-360.zaveduyuschii-meditsinskim-otdeleniem-tsentra-de8d50"


def test_every_item_stands_in_one_group(matcher: Matcher) -> None:
    for profession in matcher.index.professions:
        found = matcher.gaps(CV, profession.id)
        groups = grouped(matcher.index.catalogue, found).groups
        assert sorted(i.id for g in groups for i in g.items) == sorted(i.id for i in found.items)


def test_functions_come_in_the_card_s_order_with_number_and_line(matcher: Matcher) -> None:
    groups = grouped(matcher.index.catalogue, matcher.gaps(CV, HEAD)).groups
    functions = [(g.number, g.line, g.mandatory) for g in groups if g.kind == "function"]
    assert functions == [("1", 170, True), ("2", 222, True), ("3", 263, True)]


def test_acts_of_law_stand_last_in_a_group_of_their_own(matcher: Matcher) -> None:
    groups = grouped(matcher.index.catalogue, matcher.gaps(CV, HEAD)).groups
    assert groups[-1].kind == "acts"
    assert all(item.act for item in groups[-1].items)
    assert not any(item.act for group in groups[:-1] for item in group.items)


def test_a_position_has_duties_and_knowledge_instead_of_functions(matcher: Matcher) -> None:
    groups = grouped(matcher.index.catalogue, matcher.gaps(CV, POSITION)).groups
    assert [group.kind for group in groups] == ["duties", "knowledge", "acts"]


def test_missing_comes_first_and_the_most_telling_of_it(matcher: Matcher) -> None:
    for group in grouped(matcher.index.catalogue, matcher.gaps(CV, HEAD)).groups:
        keys = [(ORDER.index(i.status), -i.weight) for i in group.items]
        assert keys == sorted(keys)


def test_counts_of_the_groups_add_up_to_the_card_s(matcher: Matcher) -> None:
    found = grouped(matcher.index.catalogue, matcher.gaps(CV, HEAD))
    total = {name: sum(g.counts.get(name, 0) for g in found.groups) for name in found.counts}
    assert total == found.counts


def test_likeness_puts_what_every_card_demands_behind(matcher: Matcher) -> None:
    """«Обеспечение выполнения Правил пожарной безопасности» stands in dozens of cards, nobody else shops for clients."""
    likeness = Likeness(matcher.index)
    card = "ps-2023-262.spetsialist-po-sotsialnoi-rabote-sotsialnyi-rabotnik.4"
    plain = [i for i in weighed(likeness, matcher.gaps("Повар", card, kind="cv")).items if i.kind == "skill"]
    weights = {item.text: item.weight for item in plain}
    fire = weights["Обеспечение выполнения Правил пожарной безопасности"]
    assert fire < sorted(weights.values())[len(weights) // 2]


def test_grouping_with_likeness_orders_by_its_weights(matcher: Matcher) -> None:
    likeness = Likeness(matcher.index)
    for group in grouped(matcher.index.catalogue, matcher.gaps(CV, HEAD), likeness=likeness).groups:
        same = [(a, b) for a, b in pairwise(group.items) if a.status == b.status]
        assert all(a.weight >= b.weight for a, b in same)


def test_most_telling_of_nothing_is_nothing() -> None:
    assert most_telling([]) == []
