"""Parser of qualification characteristics: counts of a whole document, single rules, altered layouts."""

import random
import re
import textwrap
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.blocks import Block, BlockKind
from corpus.cards import Parsed, Position
from corpus.parsers.characteristics.parser import parse, recognises
from corpus.readers.text import read

ROOT = Path(__file__).parents[2]
DOCUMENTS = ROOT / "corpus/data/documents"
INVENTED = ROOT / "tests/data/characteristics"
SOCIAL = next(DOCUMENTS.glob("003_*.txt")).read_text(encoding="utf-8")

# chapter, paragraph, category, duties, knowledge, requirement entries: counted by hand in order № 360
COUNTS = """
1 1 руководитель 15 17 1
1 2 руководитель 16 17 1
1 3 руководитель 22 18 1
1 4 руководитель 24 18 1
1 4-1 руководитель 25 18 1
1 5 руководитель 13 18 1
1 6 руководитель 11 18 1
1 7 руководитель 12 15 1
1 8 руководитель 11 14 1
1 9 руководитель 7 14 1
1 10 руководитель 20 22 1
1 11 руководитель 16 18 1
1 12 руководитель 24 27 1
2 1 специалист 7 7 4
2 2 специалист 18 21 4
2 3 специалист 12 20 8
2 4 специалист 6 4 8
2 5 специалист 7 12 8
2 6 специалист 21 12 8
2 7 специалист 24 11 8
2 8 специалист 29 11 8
2 9 специалист 13 17 8
2 10 специалист 20 22 1
3 1 служащий 16 10 8
3 2 служащий 11 9 8
3 3 служащий 7 7 1
3 4 служащий 13 10 8
"""


@pytest.fixture(scope="module")
def social() -> Parsed:
    return parse(read(SOCIAL), "tkh-2017-360")


def one(text: str) -> Position:
    """The only position of a text; a chapter heading is put before it."""
    positions = parse(read(f"Глава 1. Должности специалистов\n\n{text}"), "d").positions
    assert len(positions) == 1
    return positions[0]


def duties(text: str) -> list[str]:
    return [item.text for item in one(f"Параграф 1. Диспетчер\n\n1. Должностные обязанности:\n\n{text}").skills]


def knowledge(text: str) -> list[str]:
    return [item.text for item in one(f"Параграф 1. Диспетчер\n\n2. Должен знать:\n\n{text}").knowledge]


def requirements(text: str) -> list[str]:
    head = "Параграф 1. Диспетчер\n\n3. Требования к квалификации:\n\n"
    return [item.text for item in one(head + text).qualification_requirements]


# Whole documents


def test_every_position_of_the_social_order_has_the_counted_items(social: Parsed) -> None:
    found = [
        f"{p.chapter} {p.paragraph} {p.category} {len(p.skills)} {len(p.knowledge)} {len(p.qualification_requirements)}"
        for p in social.positions
    ]
    assert found == COUNTS.strip().split("\n")


@pytest.mark.parametrize("path", [*sorted(INVENTED.glob("*.txt")), next(DOCUMENTS.glob("003_*.txt"))], ids=str)
def test_every_line_is_used_exactly_once(path: Path) -> None:
    blocks = read(path.read_text(encoding="utf-8"))
    uses = parse(blocks, "d").uses
    assert sorted(use.line for use in uses) == [block.line for block in blocks]
    assert all(use.use for use in uses)


def test_items_carry_the_line_they_stand_on(social: Parsed) -> None:
    lines = SOCIAL.split("\n")
    for position in social.positions:
        for item in (*position.skills, *position.knowledge):
            start = re.sub(r"\W", "", item.text)[:20]
            assert start in re.sub(r"\W", "", lines[item.line - 1]), item


def test_point_numbers_are_kept_as_printed_even_when_they_repeat(social: Parsed) -> None:
    assert social.positions[4].points == ("12-1", "12-2", "12-3")
    assert social.positions[14].points == ("40", "41", "41")
    repeated = [problem.line for problem in social.problems if problem.kind == "point-number-repeated"]
    assert repeated == [1045, 1435]


def test_points_of_the_order_stay_apart_from_the_points_of_positions(social: Parsed) -> None:
    assert [point.number for point in social.amended_points] == ["1", "2", "3", "4", "5"]
    assert {point.status for point in social.amended_points} == {"active"}


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("logistics", ["Начальник терминала (склада временного хранения)", "Диспетчер автомобильного транспорта"]),
        ("tourism", ["Директор туристского агентства", "Экскурсовод", "Горничная"]),
        (
            "nursing",
            ["Главная медицинская сестра", "Старшая медицинская сестра отделения", "Санитарка (мойщица)"],
        ),
        ("culture", ["Директор библиотеки", "Библиограф", "Хранитель фондов"]),
    ],
)
def test_documents_of_other_sectors_give_their_positions(name: str, titles: list[str]) -> None:
    parsed = parse(read((INVENTED / f"{name}.txt").read_text(encoding="utf-8")), "d")
    assert [position.title for position in parsed.positions] == titles
    assert all(p.skills and p.knowledge and p.qualification_requirements for p in parsed.positions)


# Recognition


def test_only_characteristics_are_recognised_among_the_documents() -> None:
    sure = {path.name[:3]: recognises(read(path.read_text(encoding="utf-8"))) for path in DOCUMENTS.glob("*.txt")}
    assert sure.pop("003") == 1.0
    assert max(sure.values()) < 0.2


@pytest.mark.parametrize("path", sorted(INVENTED.glob("*.txt")), ids=str)
def test_characteristics_of_other_sectors_are_recognised(path: Path) -> None:
    assert recognises(read(path.read_text(encoding="utf-8"))) >= 0.6


def test_nothing_is_found_in_an_empty_document() -> None:
    assert recognises([]) == 0.0
    assert [problem.kind for problem in parse([], "d").problems] == ["no-positions"]


# Sentences over several lines


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("разрабатывает тематику семинаров по", "повышению уровня персонала;"),
        ("способствует рациональному использованию и", "развитию знаний;"),
        ("принимает заявления (социальные,", "трудовые) и жалобы;"),
        ("проводит подготовку по лечебной", "физкультуре;"),
        ("осуществляет контроль за качеством", "предоставляемых услуг;"),
        ("действует в соответствии с подпунктом", "5) статьи 12 Кодекса;"),
    ],
)
def test_a_sentence_broken_by_a_blank_line_is_joined(before: str, after: str) -> None:
    assert duties(f"{before}\n\n{after}\n\nведет учет.") == [f"{before} {after}".rstrip(";"), "ведет учет"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("оказывает помощь нуждающимся в услугах", "способствует созданию условий;"),
        ("ведет журнал (реестр)", "при необходимости вызывает врача;"),
        ("ведет прием граждан,", "выдает справки;"),
    ],
)
def test_a_duty_without_its_end_mark_does_not_swallow_the_next(before: str, after: str) -> None:
    assert duties(f"{before}\n\n{after}") == [before.rstrip(","), after.rstrip(";")]


@pytest.mark.parametrize("after", ["Закон о языках;", "основы психологии;"])
def test_an_act_without_its_end_mark_does_not_swallow_the_next(after: str) -> None:
    assert knowledge(f"Социальный кодекс\n{after}") == ["Социальный кодекс", after.rstrip(";")]


def test_a_page_number_does_not_break_a_sentence() -> None:
    text = "основы логистики, экономики и организации\n12\n\nперевозок;\nправила безопасности."
    assert knowledge(text) == ["основы логистики, экономики и организации перевозок", "правила безопасности"]


# Items


def test_duties_on_one_line_are_split_where_each_has_a_predicate() -> None:
    assert duties("проверяет сроки документов; принимает заявление.") == [
        "проверяет сроки документов",
        "принимает заявление",
    ]


def test_parts_that_share_one_predicate_stay_one_duty() -> None:
    text = "выявляет одиноких граждан; детей с инвалидностью, проживающих в зоне обслуживания"
    assert duties(f"{text};\nведет учет.") == [text, "ведет учет"]


def test_knowledge_on_one_line_is_split_but_not_inside_brackets() -> None:
    assert knowledge("основы права; виды фондов (карты; ноты) и их учет.") == [
        "основы права",
        "виды фондов (карты; ноты) и их учет",
    ]


def test_duties_told_in_sentences_are_split() -> None:
    assert duties("Организует работу водителей. Оформляет путевые листы.") == [
        "Организует работу водителей",
        "Оформляет путевые листы",
    ]


@pytest.mark.parametrize("lead_in", ["осуществляет:", "координирует работу по разработке мероприятий по:"])
def test_a_lead_in_that_says_nothing_is_dropped(lead_in: str) -> None:
    assert duties(f"{lead_in}\n\nпрофессиональному обучению;\n\nпереселению граждан.") == [
        "профессиональному обучению",
        "переселению граждан",
    ]


def test_a_lead_in_that_says_something_is_kept() -> None:
    assert duties("оказывает консультативные услуги детям по вопросам:\n\nправ ребенка;\n\nопеки.") == [
        "оказывает консультативные услуги детям по вопросам",
        "прав ребенка",
        "опеки",
    ]


def test_a_colon_inside_a_duty_is_no_lead_in() -> None:
    text = "оказывает доврачебную помощь: измеряет температуру"
    assert duties(f"{text};") == [text]


def test_numbers_bullets_and_letters_are_taken_off() -> None:
    assert duties("1) ведет учет;\n- выдает справки;\nа) хранит дела.") == [
        "ведет учет",
        "выдает справки",
        "хранит дела",
    ]


# Requirements


def test_the_level_is_carried_into_each_category() -> None:
    text = "специалист высшего уровня квалификации:\n\nпервой категории – высшее образование;\n\nбез категории: высшее."
    assert requirements(text) == [
        "специалист высшего уровня квалификации: первой категории – высшее образование",
        "специалист высшего уровня квалификации: без категории: высшее",
    ]


def test_levels_and_categories_on_one_line_are_cut() -> None:
    text = "специалист среднего уровня квалификации: первой категории: стаж 2 года; без категории: стаж 1 год."
    assert [entry.rpartition(": ")[2] for entry in requirements(text)] == ["стаж 2 года", "стаж 1 год"]


def test_requirements_on_the_line_of_the_label_are_read() -> None:
    position = one("Параграф 1. Диспетчер\n\n3. Требования к квалификации: высшее образование.")
    assert [item.text for item in position.qualification_requirements] == ["высшее образование"]


# Headings, labels, footnotes


@pytest.mark.parametrize(
    ("heading", "paragraph", "title"),
    [
        ("Параграф 4-1. Заместитель директора", "4-1", "Заместитель директора"),
        ("§ 2. Диспетчер:", "2", "Диспетчер"),
        ("ПАРАГРАФ 3 Методист", "3", "Методист"),
        (
            "Параграф 6. Руководитель подразделения\n(отдела, сектора) центра",
            "6",
            "Руководитель подразделения (отдела, сектора) центра",
        ),
        ("7. Кладовщик", "7", "Кладовщик"),
    ],
)
def test_position_headings_in_all_spellings(heading: str, paragraph: str, title: str) -> None:
    position = one(f"{heading}\n\n1. Должностные обязанности:\n\nведет учет.")
    assert (position.paragraph, position.title) == (paragraph, title)


@pytest.mark.parametrize(
    "label",
    ["5. Должен знать:", "Должна знать:", "ДОЛЖЕН ЗНАТЬ", "5. Доджен знать:", "Необходимо знать:", "5.\nДолжен знать:"],
)
def test_knowledge_labels_in_all_spellings(label: str) -> None:
    position = one(f"Параграф 1. Диспетчер\n\n{label}\n\nпорядок перевозок.")
    assert [item.text for item in position.knowledge] == ["порядок перевозок"]


def test_label_words_inside_a_duty_are_no_label() -> None:
    assert duties("осуществляет подбор кадров, определяет\nдолжностные обязанности сотрудников;\nведет учет.") == [
        "осуществляет подбор кадров, определяет должностные обязанности сотрудников",
        "ведет учет",
    ]


def test_sections_without_labels_are_found_by_what_they_say() -> None:
    text = "Параграф 1. Горничная\n\nубирает номера.\n\nСоциальный кодекс;\n\nвиды средств.\n\nвысшее образование."
    position = one(text)
    assert [len(x) for x in (position.skills, position.knowledge, position.qualification_requirements)] == [1, 2, 1]


def test_footnotes_are_notes_and_never_items(social: Parsed) -> None:
    notes = {position.paragraph: [note.line for note in position.notes] for position in social.positions[:5]}
    assert notes == {"1": [], "2": [], "3": [294], "4": [376], "4-1": [380]}
    assert all("Сноска" not in item.text for p in social.positions for item in p.qualification_requirements)


def test_a_repealed_paragraph_gives_no_position_but_a_problem() -> None:
    text = "Параграф 1. Диспетчер\n1. Должностные обязанности:\nведет учет.\nПараграф 2. Исключен приказом № 7."
    parsed = parse(read(text), "d")
    assert [position.title for position in parsed.positions] == ["Диспетчер"]
    assert "position-repealed" in {problem.kind for problem in parsed.problems}


@pytest.mark.parametrize(
    ("chapter", "category"),
    [
        ("Глава 2. Типовые характеристики должностей специалистов организаций", "специалист"),
        ("Глава 1. Руководящие должности", "руководитель"),
        ("Раздел 3. Должности технических исполнителей", "служащий"),
        ("Глава 1. Должности руководителей и специалистов", "руководитель"),  # by the title
    ],
)
def test_the_chapter_names_the_category(chapter: str, category: str) -> None:
    parsed = parse(read(f"{chapter}\n\nПараграф 1. Директор\n\n1. Должностные обязанности:\nведет учет."), "d")
    assert parsed.positions[0].category == category


def test_paragraph_and_heading_blocks_read_like_lines(social: Parsed) -> None:
    blocks = [
        Block(kind=BlockKind.HEADING if text.startswith("Параграф") else BlockKind.PARAGRAPH, text=text, line=number)
        for number, text in enumerate((part.strip() for part in re.split(r"\n\s*\n", SOCIAL)), start=1)
        if text
    ]
    assert bag(parse(blocks, "d")) == bag(social)


# The same document in other layouts


def bag(parsed: Parsed) -> Counter[tuple[str, str]]:
    return Counter(
        (position.title.lower(), re.sub(r"\W", "", item.text.lower()))
        for position in parsed.positions
        for item in (*position.skills, *position.knowledge, *position.qualification_requirements)
    )


def f1(found: Counter[tuple[str, str]], wanted: Counter[tuple[str, str]]) -> float:
    """2 · shared / (found + wanted)."""
    return 2 * (found & wanted).total() / (found.total() + wanted.total())


def wrapped(text: str, chance: random.Random) -> str:
    width = chance.randint(56, 130)
    lines = [textwrap.wrap(line, width, break_on_hyphens=False) or [""] for line in text.split("\n")]
    return "\n".join(piece for line in lines for piece in line)


def without_blank_lines(text: str, chance: random.Random) -> str:
    return "\n".join(line for line in text.split("\n") if line.strip() or chance.random() < 0.2)


def paged(text: str, chance: random.Random) -> str:
    lines: list[str] = []
    for line in text.split("\n"):
        lines.append(line)
        if chance.random() < 0.03:
            lines += ["", chance.choice(["17", "- 17 -", "Стр. 17"]), "Квалификационные характеристики", ""]
    return "\n".join(lines)


def respelt(text: str, chance: random.Random) -> str:
    spellings = {
        "Должностные обязанности:": ["ДОЛЖНОСТНЫЕ ОБЯЗАННОСТИ:", "Должностные обязаности:", "Обязанности:"],
        "Должен знать:": ["Должна знать:", "Необходимо знать:", "Должен  знать", "Доджен знать:"],
        "Требования к квалификации:": ["Квалификационные требования:", "Требование к квалификации:"],
        "Параграф ": ["§ ", "ПАРАГРАФ "],
    }
    for printed, others in spellings.items():
        parts = re.split(rf"^((?:\S+ )?){printed}", text, flags=re.MULTILINE)  # text, number, text, number, …
        text = parts[0]
        for number, rest in zip(parts[1::2], parts[2::2], strict=True):
            text += number + chance.choice([printed, *others]) + rest
    return text


def reordered(text: str, chance: random.Random) -> str:
    """Points of every position in another order."""
    parts = re.split(r"^(?=Параграф |Глава |©)", text, flags=re.MULTILINE)
    for place, part in enumerate(parts):
        points = re.split(r"^(?=\S+ (?:Должностные обяз|Должен знать:|Требования к кв))", part, flags=re.MULTILINE)
        head, rest = points[0], points[1:]
        chance.shuffle(rest)
        parts[place] = head + "".join(rest)
    return "".join(parts)


def with_dropped_labels(text: str, chance: random.Random) -> str:
    label = re.compile(r"\S+ (?:Должностные обязанности|Должен знать|Требования к квалификации):")
    return "\n".join(line for line in text.split("\n") if not label.fullmatch(line) or chance.random() > 0.15)


def with_lost_end_marks(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    return "\n".join(line[:-1] if line.endswith(";") and chance.random() < 0.05 else line for line in lines)


ALTERATIONS: tuple[Callable[[str, random.Random], str], ...] = (
    with_dropped_labels,
    reordered,
    respelt,
    with_lost_end_marks,
    wrapped,
    paged,
    without_blank_lines,
)


@pytest.mark.parametrize("alteration", ALTERATIONS)
def test_one_alteration_of_the_layout_loses_next_to_nothing(
    alteration: Callable[[str, random.Random], str], social: Parsed
) -> None:
    for seed in range(3):
        found = parse(read(alteration(SOCIAL, random.Random(seed))), "d")
        assert f1(bag(found), bag(social)) >= 0.985, f"seed {seed}"


def test_several_alterations_at_once_keep_the_items(social: Parsed) -> None:
    for seed in range(12):
        chance = random.Random(seed)
        text = SOCIAL
        chosen = [alteration for alteration in ALTERATIONS if chance.random() < 0.5]
        for alteration in chosen:
            text = alteration(text, chance)
        blocks = read(text)
        parsed = parse(blocks, "d")
        names = [alteration.__name__ for alteration in chosen]
        assert f1(bag(parsed), bag(social)) >= 0.97, f"seed {seed}: {names}"
        assert sorted(use.line for use in parsed.uses) == [block.line for block in blocks], f"seed {seed}: {names}"
