"""Judgements of counsellors."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text

from service.state.errors import BadEntry
from service.state.feedback import Judgement, check
from service.state.state import State

SHA256 = "ab" * 32
GOOD = Judgement(
    kind="profession", profession="sotsialnyi-rabotnik", decision="confirm", catalogue_version="c1", model_version="m1"
)
LEVEL = replace(GOOD, kind="level", level=4)
GAP = replace(GOOD, kind="gap", item="ps-2023-262.x.s987e33cf")


@pytest.mark.parametrize(
    "judgement",
    [GOOD, replace(GOOD, decision="reject"), replace(GOOD, decision="correct", corrected="psiholog"),
     LEVEL, replace(LEVEL, decision="correct", corrected="6"),
     GAP, replace(GAP, decision="reject"), replace(GAP, decision="correct", corrected="covered")],
)  # fmt: skip
def test_a_judgement_is_stored_as_it_was_given(state: State, judgement: Judgement) -> None:
    state.feedback.add(judgement, who="a1")
    [stored] = state.feedback.all()
    assert Judgement(**{name: getattr(stored, name) for name in Judgement.__slots__}) == judgement
    assert abs((stored.day - datetime.now(UTC).date()).days) <= 1


@pytest.mark.parametrize(
    ("judgement", "changes", "field"),
    [(GOOD, {"kind": "smell"}, "kind"), (GOOD, {"decision": "perhaps"}, "decision"),
     (GOOD, {"profession": "Социальный работник"}, "profession"), (GOOD, {"profession": ""}, "profession"),
     (GOOD, {"profession": "a" * 201}, "profession"), (GOOD, {"profession": "a b"}, "profession"),
     (GOOD, {"model_version": "a\x00"}, "model_version"), (GOOD, {"catalogue_version": "a" * 201}, "catalogue_version"),
     (GOOD, {"decision": "correct"}, "corrected"), (GOOD, {"corrected": "psiholog"}, "corrected"),
     (GOOD, {"decision": "correct", "corrected": "не тот"}, "corrected"),
     (GOOD, {"item": "x"}, "item"), (GOOD, {"level": 4}, "level"),
     (LEVEL, {"level": None}, "level"), (LEVEL, {"level": 9}, "level"), (LEVEL, {"level": 0}, "level"),
     (LEVEL, {"decision": "correct", "corrected": "9"}, "corrected"),
     (GAP, {"item": None}, "item"), (GAP, {"item": "две вещи"}, "item"),
     (GAP, {"decision": "correct", "corrected": "perhaps"}, "corrected")],
)  # fmt: skip
def test_a_judgement_names_the_field_that_is_wrong(judgement: Judgement, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(BadEntry) as told:
        check(replace(judgement, **changes))
    assert told.value.field == field


def test_a_wrong_judgement_is_not_stored(state: State) -> None:
    with pytest.raises(BadEntry):
        state.feedback.add(replace(GOOD, decision="perhaps"), who="a1")
    assert list(state.feedback.all()) == []
    assert list(state.audit.links()) == []


def test_a_hash_that_is_none_is_refused(state: State) -> None:
    with pytest.raises(BadEntry, match="input_sha256"):
        state.feedback.add(GOOD, who="a1", input_sha256="Ищу работу сиделкой")


def test_the_table_tells_neither_who_nor_which_text(state: State) -> None:
    state.feedback.add(GOOD, who="a1b2c3", input_sha256=SHA256)
    with state.database.read() as session:
        feedback = str(session.execute(text("SELECT * FROM feedback")).all())
        audit = str(session.execute(text("SELECT * FROM audit")).all())
    assert SHA256 not in feedback + audit
    assert "a1b2c3" not in feedback


def test_judgements_about_one_text_are_known_as_such_but_not_beside_the_audit_log(state: State) -> None:
    for sha256 in (SHA256, SHA256, "cd" * 32):
        state.feedback.add(GOOD, who="a1", input_sha256=sha256)
    tags = [stored.input_tag for stored in state.feedback.all()]
    assert len(set(tags)) == 2
    assert not set(tags) & {link.input_tag for link in state.audit.links()}


def test_a_judgement_stands_in_the_audit_log_as_an_override(state: State) -> None:
    state.feedback.add(replace(LEVEL, decision="correct", corrected="6"), who="a1")
    [link] = state.audit.links()
    override = {
        "kind": "level",
        "profession": "sotsialnyi-rabotnik",
        "level": 4,
        "decision": "correct",
        "corrected": "6",
    }
    assert (link.who, link.action, link.model_version) == ("a1", "feedback", "m1")
    assert json.loads(link.override or "") == override
