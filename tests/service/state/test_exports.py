"""The audit log as a file."""

import pytest

from service.state import exports
from service.state.chain import Place
from service.state.errors import BadEntry
from tests.service.state.test_chain import HEAD, ROWS, SOUND, rehashed

LINES = list(exports.to_lines(SOUND))


def test_an_export_is_checked_without_the_database() -> None:
    verdict = exports.verify(LINES)
    assert (verdict.rows, verdict.first, verdict.head, verdict.broken) == (ROWS, 1, HEAD, None)


def test_an_export_of_a_pruned_log_begins_where_the_rows_do() -> None:
    verdict = exports.verify(LINES[2:])
    assert (verdict.rows, verdict.first, verdict.broken) == (ROWS - 2, 3, None)


def test_a_changed_or_missing_row_is_found() -> None:
    changed = exports.verify([*LINES[:3], LINES[3].replace(b"a1", b"b2"), *LINES[4:]]).broken
    missing = exports.verify(LINES[:3] + LINES[4:]).broken
    assert changed is not None
    assert missing is not None
    assert (changed.number, changed.kind) == (4, "changed")
    assert (missing.number, missing.kind) == (4, "removed")


def test_a_cut_off_end_is_found_by_a_noted_place_alone() -> None:
    assert exports.verify(LINES, HEAD).broken is None
    assert exports.verify(LINES[:-1]).broken is None
    found = exports.verify(LINES[:-1], HEAD).broken
    assert found is not None
    assert (found.number, found.kind) == (ROWS, "rolled back")


def test_a_chain_made_anew_is_found_by_a_noted_place() -> None:
    links = [rehashed(SOUND[0], who="b2")]
    for link in SOUND[1:]:
        links.append(rehashed(link, previous_hash=links[-1].hash))
    lines = list(exports.to_lines(links))
    assert exports.verify(lines).broken is None
    assert exports.verify(lines, Place(2, SOUND[1].hash)).broken is not None


@pytest.mark.parametrize("lines", [[], [b"{}"], [b"[]"], [b"\xff"], [LINES[0], b"text"]])
def test_a_file_that_is_no_log_is_refused(lines: list[bytes]) -> None:
    with pytest.raises(BadEntry):
        exports.verify(lines)
