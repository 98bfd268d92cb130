"""The reasons of a match in words."""

import re
from dataclasses import replace
from typing import Any

import pytest

from eval.labels import rows
from matching import level as levels
from matching.explain import LONGEST, OF_TEXT, OF_TITLE, explain
from matching.explain import _texts as sentences
from matching.likeness import Likeness
from matching.matcher import Matcher
from matching.question import question
from matching.ranking import FEATURES
from matching.result import MatchResult
from service.settings import PROJECT

LANGUAGES = ("ru", "kk", "en")
VACANCY = (PROJECT / "docs" / "examples" / "vacancy.txt").read_text(encoding="utf-8")
CV = (PROJECT / "docs" / "examples" / "cv.txt").read_text(encoding="utf-8")
QUOTED = re.compile(r"[«“]([^«»“”]+)[»”]")


@pytest.fixture(scope="module")
def vacancy(matcher: Matcher) -> MatchResult:
    """The answer for the example vacancy."""
    return matcher.match(VACANCY)


def leaves(texts: Any) -> list[dict[str, str]]:
    """All sentences of the table, language by language."""
    if set(texts) == set(LANGUAGES):
        return [texts]
    return [leaf for value in texts.values() for leaf in leaves(value)]


def test_every_sentence_has_its_languages_and_the_same_places() -> None:
    for sentence in leaves(sentences()):
        assert len({tuple(sorted(set(re.findall(r"{\w+}", text)))) for text in sentence.values()}) == 1


def test_every_rule_of_the_level_has_words() -> None:
    assert levels.names() == set(sentences()["rules"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_profession_and_level_are_named(vacancy: MatchResult, language: str) -> None:
    text = explain(vacancy, language)
    assert vacancy.professions[0].title in text
    assert str(vacancy.level.value) in text
    assert "{" not in text


def test_kazakh_and_english_are_told_in_their_own_words(vacancy: MatchResult) -> None:
    assert explain(vacancy, "kk").startswith("Ең жақыны –")
    assert explain(vacancy, "en").startswith("The closest profession is")


def test_every_quotation_stands_in_the_result_or_the_text(matcher: Matcher) -> None:
    for row in list(rows("dev"))[::3]:
        result = matcher.match(row["text"], kind=row["kind"])
        known = " ".join(
            [row["text"], *(p.title for p in result.professions), *(r.quote for r in result.level.reasons)]
            + [e.item.text for p in result.professions for e in p.evidence]
            + ([result.question.text["ru"]] if result.question else [])
        )
        known = " ".join(known.split())
        for quote in QUOTED.findall(explain(result, "ru")):
            assert " ".join(quote.rstrip("…").split()) in known


def test_long_quotes_are_cut_at_a_word(vacancy: MatchResult) -> None:
    first = vacancy.professions[0]
    assert first.evidence
    long = replace(first.evidence[0], quote="слово " * 40)
    result = replace(vacancy, professions=(replace(first, evidence=(long,)), *vacancy.professions[1:]))
    quote = next(q for q in QUOTED.findall(explain(result, "ru")) if q.startswith("слово"))
    assert quote.endswith("слово…")
    assert len(quote) <= LONGEST + 1


def test_words_shared_by_the_titles_are_told_when_the_title_is_known(vacancy: MatchResult) -> None:
    assert "сходятся в словах: «Социальный», «работник»" in explain(vacancy, "ru", title="Социальный работник, Тараз")
    assert "сходятся" not in explain(vacancy, "ru", title="Сиделка")


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        # The title is 1.0 ahead, the words are level: 1.0 of 1.0.
        (
            {"title_words": 2.0, "words": 5.0},
            {"title_words": 1.0, "words": 5.0},
            "Больше всего об этом говорит название.",
        ),
        ({"role": 1.0, "best_said": 0.1}, {}, "Больше всего об этом говорит название."),
        ({"title_words": 1.0, "text_vector": 2.0}, {"title_words": 1.5}, "слова об обязанностях и навыках."),
        # 1.0 of the title beside 1.0 of the text: half and half.
        ({"title_vector": 1.0, "best_said": 1.0}, {}, "и название, и слова"),
        ({"title_held": 9.0, "title_vector": 1.0, "best_said": 1.0}, {}, "и название, и слова"),
    ],
)
def test_what_put_the_first_before_the_second_is_told(
    vacancy: MatchResult, first: dict[str, float], second: dict[str, float], told: str
) -> None:
    own = [replace(p, components=c) for p, c in zip(vacancy.professions, (first, second), strict=False)]
    assert told in explain(replace(vacancy, professions=tuple(own)), "ru")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Сурдопедагог\nТребования: ответственность, доброта, аккуратность, грамотная речь", "говорит название"),
        ("Нужен человек\nобучать незрячих пользоваться тростью, читать по Брайлю", "об обязанностях"),
    ],
)
def test_a_telling_title_and_a_telling_text_are_told_apart(matcher: Matcher, text: str, told: str) -> None:
    assert f"Больше всего об этом говор{'и' if 'название' in told else 'я'}т" in explain(matcher.match(text), "ru")
    assert told in explain(matcher.match(text), "ru")


def test_what_title_and_text_feed_together_is_said_of_neither(vacancy: MatchResult) -> None:
    own = [replace(p, components=c) for p, c in zip(vacancy.professions, ({"words": 3.0}, {}), strict=False)]
    assert "говор" not in explain(replace(vacancy, professions=tuple(own)), "ru")


def test_the_sides_name_components_of_the_score_and_share_none() -> None:
    assert {*OF_TITLE, *OF_TEXT} <= set(FEATURES)
    assert not set(OF_TITLE) & set(OF_TEXT)


def test_reasons_of_the_level_are_told_in_whole_words(matcher: Matcher) -> None:
    text = "Заведующая отделением\nРуковожу отделом, в подчинении 9 человек, высшее образование"
    result = matcher.match(text)
    assert "«Заведующая» – руководящая должность" in explain(result, "ru")


@pytest.mark.parametrize(("basis", "words"), [("named", "карточки других профессий"), ("inferred", "не напечатан")])
def test_a_level_that_is_not_printed_is_told_as_such(vacancy: MatchResult, basis: str, words: str) -> None:
    first = vacancy.professions[0]
    level = replace(first.level, basis=basis)
    told = explain(replace(vacancy, professions=(replace(first, level=level), *vacancy.professions[1:])), "ru")
    assert words in told
    assert words not in explain(vacancy, "ru")


def test_what_speaks_against_the_level_is_told(matcher: Matcher) -> None:
    text = "Директор центра социальных услуг\nОпыт не требуется, образование не важно"
    told = explain(matcher.match(text), "ru")
    assert re.search(r"Против этого уровня: .*«", told)


def test_coverage_of_a_cv_and_of_a_vacancy_are_told_in_their_words(matcher: Matcher, vacancy: MatchResult) -> None:
    counts = vacancy.professions[0].coverage
    assert f"запрошено {counts.covered}, не упомянуто {counts.missing}" in explain(vacancy, "ru")
    assert re.search(r"показано \d+, отчасти \d+, не найдено \d+", explain(matcher.match(CV, kind="cv"), "ru"))


def test_nothing_of_evidence_is_claimed_where_none_is(vacancy: MatchResult) -> None:
    first = replace(vacancy.professions[0], evidence=(), components={})
    told = explain(replace(vacancy, professions=(first, *vacancy.professions[1:])), "ru")
    assert "не нашлось" in told
    assert "обязанностях" not in told


def test_two_equal_professions_are_told_with_the_question(matcher: Matcher, vacancy: MatchResult) -> None:
    asked = question(Likeness(matcher.index), vacancy.professions[0].id, vacancy.professions[1].id)
    told = explain(replace(vacancy, status="ambiguous", question=asked), "en")
    assert told.startswith("Two professions are almost equally close")
    assert vacancy.professions[1].title in told
    assert asked.text["en"] in told


def test_a_text_of_another_field_gets_no_reasons(matcher: Matcher) -> None:
    result = matcher.match("Требуется сварщик НАКС, варить трубы, вахта")
    told = explain(result, "ru")
    assert result.status == "out_of_scope"
    assert told.startswith("Текст не относится к описанным профессиям.")
    assert "ОРК" not in told


def test_a_text_in_another_language_says_so_first(matcher: Matcher) -> None:
    told = explain(matcher.match("We are looking for a senior Python developer"), "en")
    assert told.startswith("The text is neither in Russian nor in Kazakh.")


def test_a_text_with_too_few_words_is_told_so_and_nothing_more(matcher: Matcher) -> None:
    assert explain(matcher.match(""), "ru") == "В тексте слишком мало знакомых слов, чтобы назвать профессию."


def test_a_profession_without_a_level_is_told_so(vacancy: MatchResult) -> None:
    told = explain(replace(vacancy, level=replace(vacancy.level, value=None)), "ru")
    assert "Уровень для этих профессий документы не называют." in told


def test_another_language_is_a_key_error(vacancy: MatchResult) -> None:
    with pytest.raises(KeyError):
        explain(vacancy, "de")
