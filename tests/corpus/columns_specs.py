"""Cards to lay out: those of the document itself, and cards of other sectors written by hand."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from corpus.cards import Card, Function, Task
from tests.corpus.columns_renderer import CardSpec, FunctionSpec, Layout, RowSpec, Spelling, TaskSpec

REQUIREMENTS = (
    "Уровень квалификации для профессии согласно типовым квалификационным характеристикам должностей "
    "руководителей, специалистов и других служащих организаций"
)
SKILLS = ("Умения и навыки:", "Умения:", "Умения и навыки", "Навыки и умения:")
KNOWLEDGE = ("Знания:", "Знания", "Необходимые знания:")
TASKS = ("Задача {n}:", "Задача{n}:", "Задача {n}", "Задача: {n}")
FUNCTIONS = ("Трудовая функция {n}:", "Трудовая функция {n}", "Трудовая функция №{n}:")


def spec_of(card: Card) -> CardSpec:
    """The card as a table to draw."""
    levels = f"{card.levels[0]} ({', '.join(f'{s}.' for s in card.sublevels)})" if card.sublevels else None
    head = [
        _row("Код профессии", ", ".join(card.codes)),
        _row("Наименование профессии", card.title),
        _row("Уровень квалификации по ОРК", levels or str(card.levels[0])),
        RowSpec(label=REQUIREMENTS, cells=(card.qualification_requirements,)),
    ]
    if card.education:
        head.append(_row("Уровень профессионального образования", card.education))
    competences = ", ".join(item.text for item in card.personal_competences) + "."
    related = tuple(f"{r.title}." for r in card.related)
    titles = tuple(f"{title}." for title in card.classifier_titles)
    tail = (
        _row("Требования к личностным компетенциям", competences),
        RowSpec(
            label="Связь с другими профессиями в рамках ОРК",
            cells=((f"{card.related[0].level} уровень",), related),
        ),
        RowSpec(label="Связь с КС", cells=(titles, (card.classifier_link or "Отсутствует",))),
    )
    functions = tuple(_function(function) for function in card.functions)
    return CardSpec(heading=card.heading, head=tuple(head), functions=functions, tail=tail)


def _row(label: str, *paragraphs: str) -> RowSpec:
    return RowSpec(label=label, cells=(paragraphs,))


def _function(function: Function) -> FunctionSpec:
    tasks: list[TaskSpec] = []
    number = 1
    for joint in _cells(function.tasks):
        tasks.append(
            TaskSpec(
                titles=tuple(f"{task.title}." for task in joint),
                skills=tuple(_paragraphs(item.text) for item in joint[0].skills),
                knowledge=tuple(_paragraphs(item.text) for item in joint[0].knowledge),
                first_number=number,
            )
        )
        number += len(joint)
    return FunctionSpec(title=f"{function.title or 'Ведение картотеки'}.", tasks=tuple(tasks))


def _cells(tasks: tuple[Task, ...]) -> Iterator[list[Task]]:
    """Tasks of one cell: one that holds items, and those behind it that share them."""
    joint: list[Task] = []
    for task in tasks:
        if joint and (task.skills or task.knowledge):
            yield joint
            joint = []
        joint.append(task)
    yield joint


def _paragraphs(text: str) -> tuple[str, ...]:
    lead, colon, rest = text.partition(": ")
    if colon and "; " in rest:
        return (f"{lead}:", *(f"{part}." for part in rest.split("; ")))
    return (f"{text}.",)


def altered(random: Random) -> tuple[Layout, Spelling]:
    """Other column widths, page heights, marks at line ends, letters set apart, label spellings."""
    layout = Layout(
        function=random.randint(18, 36),
        task=random.randint(20, 38),
        right=random.randint(24, 60),
        label=random.randint(24, 34),
        value=random.randint(48, 80),
        page=random.randint(38, 75),
        page_gap=random.choice((2, 3, 4)),
        soft=random.random() < 0.6,
        hanging_marks=random.random() < 0.5,
        spaced=random.choice((0.0, 0.1, 0.3)),
        page_numbers=random.random() < 0.2,
    )
    spelling = Spelling(
        function=random.choice(FUNCTIONS),
        task=random.choice(TASKS),
        lone_task=random.choice(("Задача:", "Задача 1:", "Задача 1")),
        skills=random.choice(SKILLS),
        knowledge=random.choice(KNOWLEDGE),
        item=random.choice(("{n}. ", "{n}.", "{n}) ")),
    )
    return layout, spelling


def in_other_order(card: CardSpec, random: Random) -> CardSpec:
    """The head rows in another order."""
    head = list(card.head)
    random.shuffle(head)
    return replace(card, head=tuple(head))


def _items(*texts: str) -> tuple[tuple[str, ...], ...]:
    return tuple((text,) for text in texts)


DISPATCHER = CardSpec(
    heading="Диспетчер автотранспортных перевозок",
    head=(
        _row("Код профессии:", "4323-1-003"),
        _row("Наименование профессии:", "Диспетчер автотранспортных перевозок"),
        _row("Другие возможные наименования профессии", "4323-1-004 Логист-диспетчер", "4323-1-007 Координатор"),
        _row("Уровень квалификации по ОРК", "4"),
        _row(
            "Уровень профессионального образования",
            "Техническое и профессиональное образование на транспорте",
        ),
        _row("Трудовые функции:", "Обязательные трудовые функции:", "1. Планирование рейсов", "2. Контроль"),
    ),
    functions=(
        FunctionSpec(
            title="Планирование рейсов и выпуск автомобилей на линию",
            tasks=(
                TaskSpec(
                    titles=("Составление суточного плана перевозок",),
                    skills=(
                        ("Принимать и проверять заявки грузоотправителей",),
                        ("Распределять автомобили по маршрутам с учетом режима труда и отдыха водителей",),
                        ("Оформлять путевые листы:", "легковых автомобилей;", "автобусов."),
                    ),
                    knowledge=_items("Правила перевозок грузов", "Устройство тахографа (цифрового и аналогового)"),
                ),
                TaskSpec(
                    titles=("Выпуск автомобилей",),
                    skills=_items("Сверять показания одометра", "Допускать водителя к рейсу после осмотра врача"),
                    knowledge=(
                        ("Нормы расхода топлива",),
                        (
                            "Нормативные правовые акты:",
                            'Закон "О дорожном движении".',
                            'Закон "О транспорте".',
                        ),
                    ),
                    first_number=2,
                ),
            ),
        ),
        FunctionSpec(
            title="Наставничество стажеров диспетчерской службы",
            label="Дополнительная трудовая функция:",
            tasks=(
                TaskSpec(
                    titles=("Обучение стажеров",),
                    skills=_items("Показывать приемы работы с программой учета рейсов"),
                    knowledge=_items("Основы наставничества на рабочем месте"),
                ),
            ),
        ),
    ),
    tail=(
        _row("Требования к личностным компетенциям", "Внимательность, быстрота реакции (в пути)."),
        RowSpec(
            label="Связь с другими профессиями в рамках ОРК",
            cells=(("5 уровень",), ("Старший диспетчер.", "Логист.")),
        ),
        RowSpec(label="Связь с КС", cells=(("Диспетчер.",), ("Квалификационный справочник должностей.",))),
    ),
)

GUIDE = CardSpec(
    heading="Гид-экскурсовод",
    head=(
        _row("Наименование профессии", "Гид-экскурсовод"),
        _row("Код профессии", "5113-1-002, 5113-1-005"),
        _row("Уровень квалификации по ОРК", "5-6"),
        _row("Уровень профессионального образования", "Высшее образование в сфере туризма либо истории"),
    ),
    functions=(
        FunctionSpec(
            title="Подготовка экскурсии",
            tasks=(
                TaskSpec(
                    titles=("Разработка маршрута и технологической карты экскурсии",),
                    skills=_items("Отбирать объекты показа", "Рассчитывать время в пути"),
                    knowledge=_items("Историю и географию края", "Методику экскурсионного дела"),
                ),
                TaskSpec(
                    titles=("Согласование условий с принимающей стороной",),
                    skills=_items("Бронировать транспорт и питание", "Вести переговоры на двух языках"),
                    knowledge=_items("Основы договорного права"),
                    first_number=2,
                ),
            ),
        ),
        FunctionSpec(
            title="Проведение экскурсии",
            tasks=(
                TaskSpec(
                    titles=("Сопровождение группы",),
                    skills=_items(
                        "Соблюдать безопасность туристов в горах и у воды",
                        "Оказывать первую помощь пострадавшим до прибытия бригады скорой помощи",
                    ),
                    knowledge=_items("Правила поведения на охраняемых природных территориях"),
                    first_number=3,
                ),
            ),
        ),
    ),
    tail=(
        _row("Требования к личностным компетенциям", "Грамотная речь, такт"),
        RowSpec(label="Связь с другими профессиями в рамках ОРК", cells=(("7 уровень",), ("Директор музея",))),
        RowSpec(label="Связь с КС", cells=(("Экскурсовод",), ("Единый квалификационный справочник",))),
    ),
)

NURSE = CardSpec(
    heading="Медицинская сестра процедурного кабинета",
    head=(
        _row("Код профессии", "3221-0-011"),
        _row("Наименование профессии", "Медицинская сестра процедурного кабинета"),
        _row("Уровень квалификации по ОРК", "5 (5.1, 5.2)"),
        _row(
            "Уровень квалификации для профессии согласно типовым характеристикам работников здравоохранения",
            "Специалист первой категории: стаж не менее 3 лет;",
            "второй категории: стаж не менее 2 лет.",
        ),
        _row("Уровень профессионального образования", "Послесреднее медицинское образование"),
    ),
    functions=(
        FunctionSpec(
            title="Выполнение назначений врача.",
            tasks=(
                TaskSpec(
                    titles=("Подготовка кабинета к работе.", "Учет лекарственных средств."),
                    skills=_items("Обрабатывать поверхности дезинфицирующими растворами.", "Проверять сроки годности."),
                    knowledge=_items("Санитарные правила.", 'Приказ "О медицинских отходах".'),
                ),
                TaskSpec(
                    titles=("Проведение инъекций и инфузий.",),
                    skills=_items(
                        "Выполнять внутривенные, внутримышечные, подкожные инъекции.",
                        "Распознавать анафилактический шок и оказывать неотложную помощь.",
                    ),
                    knowledge=_items("Свойства применяемых препаратов.", "Анатомию и физиологию человека."),
                    first_number=3,
                ),
            ),
        ),
    ),
    tail=(
        _row("Требования к личностным компетенциям", "Эмпатия, аккуратность."),
        RowSpec(label="Связь с другими профессиями в рамках ОРК", cells=(("6 уровень",), ("Старшая сестра.",))),
        RowSpec(label="Связь с КС", cells=(("Медицинская сестра.",), ("Отсутствует",))),
    ),
)
