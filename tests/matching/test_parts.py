"""Enumerations are read part by part: a line of duties says the same as a list of them."""

import re

import numpy as np
import pytest

from eval.labels import read as gold
from eval.labels import rows
from matching.evidence import Compared
from matching.gap_model import POSITIVE, SHOWS
from matching.matcher import EVIDENCE_MINIMUM, Matcher
from matching.parts import LONG, cut
from matching.reading import read

CAN = "Опыт: кормление лежачих, купание и переодевание больных, уборка комнат, стирка, контроль приёма лекарств"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Уход, уборка", ["Уход, уборка"]),  # too short to be an enumeration
        ("кормление лежачих больных, уборка комнат, стирка белья", ["кормление лежачих больных", "уборка комнат", "стирка белья"]),
        ("работа с документами (акты, журналы, отчёты), приём граждан", ["работа с документами (акты, журналы, отчёты)", "приём граждан"]),
    ],
)  # fmt: skip
def test_a_statement_is_cut_at_its_commas(text: str, parts: list[str]) -> None:
    assert cut(text) == parts


def compared(matcher: Matcher, text: str, kind: str = "cv") -> Compared:
    return matcher.comparer.compare(read(text, kind=kind))


def test_the_best_part_speaks_for_its_statement(matcher: Matcher) -> None:
    found = compared(matcher, f"Сиделка\n{CAN}\nБез вредных привычек")
    table = found.parts.beside.near(range(50))
    best = found.parts.best(table)
    assert best.shape == (len(found.statements), 50)
    for number in range(len(found.statements)):
        own = table[found.parts.owners == number]
        assert np.array_equal(best[number], own.max(axis=0) if len(own) else np.zeros(50))


def test_of_a_title_only_what_follows_the_job_is_read(matcher: Matcher) -> None:
    named = compared(matcher, "Сиделка для пожилой женщины с проживанием", kind="vacancy")
    assert len(named.parts.owners) == 0
    told = compared(matcher, "Сиделка для пожилой женщины, готовить еду, мерить давление", kind="vacancy")
    assert len(told.parts.owners) == 2
    assert (
        matcher.gaps("Сиделка для пожилой женщины с проживанием", "sidelka-obschii-profil", kind="vacancy").summary[
            "asked"
        ]
        == 0
    )


def bulleted(text: str) -> str:
    """The same words with every enumeration as a list."""
    return "\n".join(
        "\n- ".join(re.split(r", (?![^(]*\))", line)) if len(line) > LONG else line for line in text.split("\n")
    )


def test_gaps_hardly_depend_on_commas_or_bullets(matcher: Matcher) -> None:
    """Of the labelled cards; what remains comes from lines that are read in another way: heads, schools, wishes."""
    changed = total = 0
    for row in rows("dev_gaps"):
        text = next(g for g in gold("dev") if g.id == row["id"])
        target = matcher.judge(text.text).scores.argmax()
        card = matcher.index.professions[int(target)].id
        one = matcher.gaps(text.text, card, kind=text.kind)
        other = matcher.gaps(bulleted(text.text), card, kind=text.kind)
        pairs = [(a.status, b.status) for a, b in zip(one.items, other.items, strict=True)]
        changed, total = changed + sum(a != b for a, b in pairs), total + len(pairs)
    assert changed / total < 0.1


def test_nothing_is_said_to_be_shown_without_words_that_show_it(matcher: Matcher) -> None:
    for text in gold("dev"):
        found = matcher.match(text.text, kind=text.kind, target=matcher.index.professions[0].id)
        assert found.gaps
        for item in found.gaps.items:
            assert bool(item.evidence) == (item.status in POSITIVE)
            assert item.status not in POSITIVE or (item.nearest and item.nearest.similarity >= SHOWS - 1e-4)


def test_evidence_is_near_by_its_own_words_too(matcher: Matcher) -> None:
    """«Колледж, техник-механик» is not shown for «Гипсовая техника» though a saying tied to it names a college."""
    text = "Сиделка\nКолледж, техник-механик.\nУход за лежачими: кормить, переворачивать, следить за лекарствами"
    result = matcher.match(text, kind="cv")
    for profession in result.professions:
        assert all(e.similarity >= EVIDENCE_MINIMUM for e in profession.evidence)
        assert not [e for e in profession.evidence if e.quote.startswith("Колледж") and "техника" in e.item.text]
