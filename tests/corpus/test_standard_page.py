"""Professional standard as page text with tab borders."""

import pytest

from corpus.blocks import Block, BlockKind
from corpus.cards import Card, Parsed
from corpus.parsers.standard import page
from corpus.readers import text
from tests.conftest import DOCUMENTS

# line, code, level, functions, tasks, skills, knowledge, competences, alternative titles: counted by hand
COUNTS = """
122 1344-0-004 7 3 3 20 22 10 1
318 2635-3-001 4 1 1 11 20 6 1
468 2635-3-001 5 1 1 11 21 6 6
628 2635-3-001 6 1 1 11 22 6 4
788 3412-0-008 4 1 1 16 12 6 1
936 3412-0-008 5 1 1 12 10 6 1
1078 3412-0-009 6 3 4 18 22 6 1
1299 2635-9-001 6 3 2 16 12 10 2
1466 2634-9-004 6 4 11 38 35 6 0
1775 2634-4-001 6 1 1 5 5 6 0
1874 2634-4-001 7 3 5 18 20 6 0
"""

CARD = """
\t
Карточка профессии:
\t
"Наставник логистов"

\t
Код профессии
\t
4323-0-001

\t
Уровень квалификации по ОРК
\t
5 (5.1, 5.2)

\t
Наименование профессии
\t
Наставник логистов

\t
Трудовые функции:
\t
Обязательные трудовые функции:
\t
Приём груза

\t
Приём груза
\t
Задача2:

Сверка накладных
\t
Умения и навыки:

1. Сверять вес и число мест;

2. Оформлять акт о расхождении.

\t
\t
\t
Знания:

1. Нормативные правовые акты:

Закон о перевозках.

Трудовой кодекс.

2.Порядок приёмки

\t
Требования к личностным компетенциям
\t
Внимательность, спокойствие.

\t
Связь с другими профессиями в рамках ОРК
\t
6 уровень
\t
Начальник смены

\t
Связь с КС
\t
Отсутствует
"""


def parse(source: str) -> Parsed:
    return page.parse(text.read(source), "ps-x")


@pytest.fixture(scope="module")
def standard() -> Parsed:
    return parse((DOCUMENTS / "000_8fb81c9e5e11bdc8.txt").read_text(encoding="utf-8"))


def counts(card: Card) -> str:
    tasks = [t for f in card.functions for t in f.tasks]
    numbers = (
        len(card.functions),
        len(tasks),
        sum(len(t.skills) for t in tasks),
        sum(len(t.knowledge) for t in tasks),
        len(card.personal_competences),
        len(card.alternative_titles),
    )
    return f"{card.line} {card.codes[0]} {card.levels[0]} " + " ".join(map(str, numbers))


def test_every_card_has_the_counts_of_the_document(standard: Parsed) -> None:
    assert [counts(card) for card in standard.cards] == COUNTS.strip().splitlines()


def test_knowledge_without_its_label_is_told_as_a_problem(standard: Parsed) -> None:
    assert [(p.kind, p.line) for p in standard.problems] == [("no-knowledge-label", 246)]


def test_every_line_is_used_once_or_noise_with_a_reason(standard: Parsed) -> None:
    source = (DOCUMENTS / "000_8fb81c9e5e11bdc8.txt").read_text(encoding="utf-8").split("\n")
    lines = [u.line for u in standard.uses]
    assert len(lines) == len(set(lines))
    assert {n for n, line in enumerate(source, 1) if line.strip()} <= set(lines)
    assert not [u for u in standard.uses if u.use == "unread"]


def test_terms_and_listed_professions_are_kept(standard: Parsed) -> None:
    assert len(standard.terms) == 17
    assert [p.levels for p in standard.named_professions] == [(7,), (4, 5, 6), (4, 5), (6,), (6,), (6,), (6, 7)]


def test_card_of_another_sector_is_read_with_bare_function_header() -> None:
    (card,) = parse(CARD).cards
    (function,) = card.functions
    (task,) = function.tasks
    assert (card.title, card.codes, card.levels, card.sublevels) == (
        "Наставник логистов", ("4323-0-001",), (5,), ("5.1", "5.2"),
    )  # fmt: skip
    assert (function.title, task.number, task.title) == ("Приём груза", "2", "Сверка накладных")
    assert [i.text for i in task.skills] == ["Сверять вес и число мест", "Оформлять акт о расхождении"]
    assert [i.text for i in task.knowledge] == ["Закон о перевозках", "Трудовой кодекс", "Порядок приёмки"]
    assert [(r.level, r.title) for r in card.related] == [(6, "Начальник смены")]


def test_real_table_cells_give_the_same_card_as_tab_borders() -> None:
    from corpus.parsers.standard.tables import rows

    cells = [
        Block(kind=BlockKind.CELL, text=block.text, line=block.line, table=0, row=r, column=c)
        for r, row in enumerate(rows(text.read(CARD)))
        for c, cell in enumerate(row)
        for block in cell
    ]
    assert page.parse(cells, "ps-x").cards == parse(CARD).cards


def test_card_that_lost_its_heading_still_starts_at_its_code() -> None:
    two = CARD + CARD.replace('Карточка профессии:\n\t\n"Наставник логистов"\n\n\t\n', "")
    assert len(parse(two).cards) == 2


def test_missing_level_is_a_problem_not_a_guess() -> None:
    parsed = parse(CARD.replace("5 (5.1, 5.2)", "не указан"))
    assert parsed.cards[0].levels == ()
    assert "no-level" in {p.kind for p in parsed.problems}
