"""What a CV wishes for, told apart from what its writer did."""

import pytest

from matching import wish
from matching.reading import read


@pytest.mark.parametrize(
    ("sentence", "job"),
    [
        ("Ищу работу сиделкой, можно с проживанием", "сиделкой"),
        ("Ищу место инструктора трудовых мастерских.", "инструктора трудовых мастерских"),
        ("Хочу работать педагогом-психологом", "педагогом-психологом"),
        ("Рассмотрю вакансии помощника воспитателя", "помощника воспитателя"),
        ("Күтуші болып жұмыс іздеймін", "Күтуші"),
        ("Ауылда ассистент болып жумыс издеймин", "Ауылда ассистент"),
        ("Больше не хочу работать поваром", ""),
        ("Хочу в центр дневного пребывания", ""),
        ("Рассматриваю карьерный центр или центр занятости.", ""),
        ("Ищу такое же место поближе к дому", ""),
        ("Ищу ставку потому что на полставки не прожить", ""),
        ("Отбасымен жұмыс істегім келеді", ""),
    ],
)
def test_the_wished_position_is_cut_out(sentence: str, job: str) -> None:
    assert wish.job(sentence) == job


@pytest.mark.parametrize(
    ("sentence", "section"),
    [
        ("Ищу работу сиделкой", "wish"),
        ("Хочу в центр дневного пребывания", "wish"),
        ("Отбасымен жұмыс істегім келеді", "wish"),
        ("Работала поваром десять лет", "experience"),
        ("Мектепте жұмыс істедім", "experience"),
        ("Ищу работу сиделкой, ухаживала за бабушкой", "experience"),
        ("Ответственная, не курю", ""),
    ],
)
def test_what_was_done_is_told_apart_from_what_is_wished(sentence: str, section: str) -> None:
    assert wish.section(sentence) == section


@pytest.mark.parametrize(
    ("cv", "title"),
    [
        ("Здравствуйте. Десять лет работала поваром в столовой. Ищу работу сиделкой, опыт ухода есть.", "сиделкой"),
        ("Медсестра\nЖелаемая должность: социальный работник\nОпыт работы: больница", "социальный работник"),
        ("Массажист\nИщу работу в реабилитационном центре", "Массажист"),
        ("Ищу работу няней\nРаботала в детском саду", "няней"),
        ("Я обувщик с детства, отец учил.", "Я обувщик с детства, отец учил."),
    ],
)
def test_the_title_of_a_cv_is_the_wished_position(cv: str, title: str) -> None:
    assert read(cv, kind="cv").title == title


def test_a_vacancy_wishes_for_nothing() -> None:
    reading = read("Сиделка\nИщу работу с людьми, говорят нам. Тогда вам к нам.", kind="vacancy")
    assert {s.section for s in reading.statements} == {"title", ""}


def test_headings_are_stronger_than_the_words_of_a_sentence() -> None:
    (skill,) = [s for s in read("Сиделка\nНавыки:\nработала с глухими", kind="cv").statements if s.section != "title"]
    assert skill.section == "skills"
