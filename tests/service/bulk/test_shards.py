"""Cutting rows into shards."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from service.bulk import shards as module
from service.bulk.shards import Row, shards

datas = st.lists(st.binary(max_size=40), max_size=30)


def rows_of(found: list[bytes]) -> list[Row]:
    return [Row(n, data, end=10 * n) for n, data in enumerate(found, start=1)]


@given(datas, st.integers(1, 7))
def test_shards_are_the_rows_in_their_order(found: list[bytes], size: int) -> None:
    cut = list(shards(rows_of(found), size=size))
    assert [row for shard in cut for row in shard.rows] == rows_of(found)
    assert [shard.number for shard in cut] == list(range(len(cut)))
    assert all(len(shard.rows) == size for shard in cut[:-1])


@given(datas, st.integers(1, 7))
def test_shares_add_up_to_the_input(found: list[bytes], size: int) -> None:
    assert sum(shard.size for shard in shards(rows_of(found), size=size)) == 10 * len(found)


def test_a_shard_of_long_rows_is_cut_early() -> None:
    long = [bytes(module.SHARD_BYTES // 2)] * 5
    assert [len(shard.rows) for shard in shards(rows_of(long), size=100)] == [2, 2, 1]


def test_the_digest_tells_rows_places_and_faults() -> None:
    makers: list[Callable[[], Row]] = [
        lambda: Row(1, b"a", end=5),
        lambda: Row(2, b"a", end=5),
        lambda: Row(1, b"b", end=5),
        lambda: Row(1, b"", end=5, fault="too-large"),
    ]
    digests = [module.Shard(0, (make(),), 5).digest for make in makers]
    assert len(set(digests)) == len(makers)
    assert digests[0] == module.Shard(7, (Row(1, b"a", end=9),), 3).digest


def test_the_digest_tells_where_a_row_ends() -> None:
    one = module.Shard(0, (Row(1, b"ab", end=2), Row(2, b"c", end=3)), 3)
    other = module.Shard(0, (Row(1, b"a", end=2), Row(2, b"bc", end=3)), 3)
    assert one.digest != other.digest
