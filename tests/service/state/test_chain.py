"""The hash chain by itself."""

from dataclasses import fields, replace
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from service.state.chain import START, Link, Place, break_at_end, canonical, hash_of, walk

ROWS = 6


def chain(count: int = ROWS) -> list[Link]:
    """A sound chain."""
    links: list[Link] = []
    for number in range(1, count + 1):
        link = Link(
            number=number,
            at=f"2026-01-31T09:30:00.{number:06}Z",
            who="a1",
            action="match",
            catalogue_version="c1",
            model_version="m1",
            input_tag=f"{number:064}",
            decision=canonical({"level": number}),
            override=None,
            previous_hash=links[-1].hash if links else START,
        )
        links.append(replace(link, hash=hash_of(link)))
    return links


SOUND = chain()
HEAD = Place(ROWS, SOUND[-1].hash)


def broken_at(links: list[Link]) -> tuple[int, str] | None:
    walked = walk(links, Place(0, START))
    broken = walked.broken or break_at_end(walked.end, HEAD)
    return (broken.number, broken.kind) if broken else None


def rehashed(link: Link, **changes: Any) -> Link:
    """The link changed by someone who knows how hashes are made."""
    changed = replace(link, **changes)
    return replace(changed, hash=hash_of(changed))


def test_a_sound_chain_is_whole() -> None:
    assert broken_at(SOUND) is None
    assert walk(SOUND, Place(0, START)).rows == ROWS


def test_a_hash_is_sha_256_over_canonical_json() -> None:
    """Written down by hand once, so that no later version reads old logs otherwise."""
    link = replace(SOUND[0], decision='{"a":"ж"}')
    assert hash_of(link) == "2ca6ec79e9748e93eb2b761d0d60f46a7c0305658aec384fe6f966d3480319f8"
    assert canonical({"b": 1, "a": ["ж", None]}) == '{"a":["ж",null],"b":1}'


VALUES = st.none() | st.integers() | st.text(max_size=80) | st.binary(max_size=8)


@given(st.integers(0, ROWS - 1), st.sampled_from([field.name for field in fields(Link)]), VALUES)
def test_any_changed_field_of_any_row_is_found_at_that_row(row: int, field: str, value: Any) -> None:
    assume(value != getattr(SOUND[row], field))
    links = list(SOUND)
    links[row] = replace(SOUND[row], **{field: value})
    found = broken_at(links)
    assert found
    assert found[0] == row + 1


@given(st.integers(0, ROWS - 1), st.integers(1, ROWS))
def test_any_removed_rows_are_found(first: int, count: int) -> None:
    links = SOUND[:first] + SOUND[first + count :]
    assert broken_at(links) == (first + 1, "removed" if first + count < ROWS else "truncated")


@given(st.permutations(SOUND))
def test_any_other_order_is_found_at_the_first_row_out_of_place(links: list[Link]) -> None:
    assume(links != SOUND)
    first = next(number for number, link in enumerate(links, start=1) if link.number != number)
    assert broken_at(links) == (first, "removed")


@given(st.integers(0, ROWS - 1), st.integers(0, ROWS - 1))
def test_two_rows_that_exchange_their_contents_are_found(one: int, other: int) -> None:
    assume(one != other)
    links = list(SOUND)
    links[one] = replace(SOUND[other], number=one + 1)
    links[other] = replace(SOUND[one], number=other + 1)
    assert broken_at(links) == (min(one, other) + 1, "changed")


@given(st.integers(0, ROWS - 1), st.text(min_size=1))
def test_a_changed_row_with_its_hash_made_again_is_found_where_the_next_row_or_the_head_disagrees(
    row: int, who: str
) -> None:
    assume(who != "a1")
    links = list(SOUND)
    links[row] = rehashed(links[row], who=who)
    assert broken_at(links) == (min(row + 2, ROWS), "exchanged")


def test_a_chain_made_again_from_a_row_on_does_not_end_at_the_head() -> None:
    links = SOUND[:2]
    for link in SOUND[2:]:
        links.append(rehashed(link, who="b2", previous_hash=links[-1].hash))
    assert broken_at(links) == (ROWS, "exchanged")


def test_a_row_added_at_the_end_is_found() -> None:
    assert broken_at([*SOUND, rehashed(SOUND[-1], number=ROWS + 1, previous_hash=HEAD.hash)]) == (ROWS + 1, "added")
