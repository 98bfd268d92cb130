"""What answers depend on."""

from dataclasses import fields, replace

import pytest

from matching.matcher import Matcher
from service.bulk.engine import Versions, check_same
from service.bulk.errors import BulkError
from service.bulk.shards import Row, Shard
from tests.service.bulk.made_up import VERSIONS

SHARD = Shard(3, (Row(1, b"{}", end=2),), 2)


@pytest.mark.parametrize("name", [field.name for field in fields(Versions)])
def test_every_version_changes_the_name_of_a_part_and_is_checked(name: str) -> None:
    other = replace(VERSIONS, **{name: "another"})
    assert other.name(SHARD) != VERSIONS.name(SHARD)
    with pytest.raises(BulkError, match="another"):
        check_same(VERSIONS, other, "The node n1")


def test_number_and_rows_of_a_shard_change_its_name() -> None:
    others = Shard(4, SHARD.rows, 2), Shard(3, (Row(1, b"[]", end=2),), 2)
    assert len({VERSIONS.name(shard) for shard in (SHARD, *others)}) == 3
    assert VERSIONS.name(SHARD).startswith("00000003-")


def test_versions_are_those_of_the_matcher(matcher: Matcher) -> None:
    found = Versions.of(matcher)
    check_same(found, Versions.of(matcher), "The same matcher")
    assert (found.model, found.index) == (matcher.model_version, matcher.index.version)
