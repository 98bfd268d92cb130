"""Metrics of a stored result on real labels, beside the same numbers counted in another way."""

import json
import math
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from sklearn.metrics import brier_score_loss, f1_score, roc_auc_score

from corpus.catalogue import Member, Profession
from eval.labels import DOCUMENTS, Gold, read, rows
from eval.metrics_calibration import brier
from eval.metrics_gap_items import GapAnswer, JudgedGaps, judged_items
from eval.metrics_gaps import accuracy, clear_items_right, evidence_hit, macro_f1
from eval.metrics_judgement import Judgement, judged
from eval.metrics_level import level_exact, level_within_one
from eval.metrics_ranking import mrr, ndcg_at, recall_at
from eval.metrics_scope import auroc, false_accepts, false_refusals

# A profession a line: place of its first description, code, title.
PROFESSIONS = """
000:788 | 3412-0-008 | Социальный работник
000:318 | 2635-3-001 | Специалист по социальной работе (социальный работник)
001:859 | 3412-0-004 | Работник по обслуживанию инвалидов
000:1078 | 3412-0-009 | Социальный работник по оценке и определению потребности в специальных социальных услугах
003:1341 | - | Консультант по социальной работе карьерного центра
004:4188 | 3252 | Медицинский регистратор медико-социальной экспертизы
004:3711 | 1342-1-004 | Врач медико-социальной экспертизы
004:3096 | 2213-2 | Эксперт медико-социальной экспертизы
004:7677 | 2634-1-008 | Школьный психолог
004:6325 | 2379-9-007 | Социальный педагог школьный
000:1466 | 2634-9-004 | Социальный психолог
003:1735 | - | Инструктор-методист по райттерапии (иппотерапии)
001:974 | 5320-9-001 | Ночной дежурный в социальных учреждениях
004:4457 | 2634-2-001 | Психолог в области трудовой и организационной психологии
002:433 | 2635-5-001 | Консультант по вопросам семьи и брака
002:442 | 2635-5-002 | Консультант по вопросам семьи и детей
003:810 | - | Заместитель директора по медицинской работе центра оказания специальных социальных услуг
000:1299 | 2635-9-001 | Консультант по социальной работе (общий профиль) (Супервизор)
003:885 | - | Заведующий отделом (отделением) социальной помощи на дому
004:5526 | 2634-9-004 | Психолог-консультант в социальной сфере
004:5930 | 2634-9-004 | Психолог-консультант в социальной сфере (судебный)
000:122 | 1344-0-004 | Начальник структурного подразделения (отдела, сектора, группы) организации социальной защиты
003:456 | - | Руководитель структурного подразделения (отдела, сектора) карьерного центра
003:519 | - | Руководитель структурного подразделения (отдела, сектора) центра трудовой мобильности
003:585 | - | Заместитель директора по социальной работе центра организации оказание специальных социальных услуг (организации)
001:1362 | 2120-2-001 | Актуарий
001:1436 | 3314-2-001 | Ассистент, актуарий
001:1437 | 3314-2-002 | Помощник актуария
001:968 | 5320-2-001 | Помощник по уходу за пожилыми людьми на дому (Ассистент по социальной работе)
004:7260 | 2634-1-007 | Педагог-психолог начального уровня образования
001:1331 | 7536-2-002 | Обувщик по пошиву ортопедической обуви
003:1281 | - | Инструктор по плаванию
001:916 | 3259-0-001 | Инструктор по лечебной физкультуре
001:923 | 3422-3-005 | Инструктор по адаптивной физической культуре
003:639 | - | Заместитель директора по административно-хозяйственной работе центра оказания специальных социальных услуг (организации)
003:378 | - | Заместитель директора центра трудовой мобильности
003:1645 | - | Методист центра оказания специальных социальных услуг
001:1279 | - | Модельер-конструктор ортопедической обуви
001:1278 | 7536-1-009 | Модельер ортопедической обуви
001:814 | 2635-8-003 | Специалист по социальной работе, уход за детьми-инвалидами и инвалидами старше 18 лет с психоневрологическими заболеваниями
000:1775 | 2634-4-001 | Социальный работник с осужденными в пенитенциарной системе
001:1308 | 7320-3-018 | Шорник по изготовлению и отделке протезно-ортопедических изделий
001:1566 | 3321-1-001 | Агент по оформлению страхования
""".strip().splitlines()

# A text a line: status, level, first confidence, the first three professions.
ANSWERS = """
d001 matched 4 0.8883 000:788 000:318 001:859
d003 matched 6 0.9332 000:1078 000:318 003:1341
d004 matched 5 0.9224 004:4188 004:3711 004:3096
d006 matched 7 0.9726 004:7677 004:6325 000:1466
d021 matched 4 0.3281 003:1735 000:788 000:318
d024 matched 2 0.8235 001:974 000:788 000:318
d027 matched 6 0.4694 000:318 000:788 004:4457
d028 out_of_scope 5 0.0527 002:433 002:442 003:810
d031 matched 5 0.9982 000:318 000:788 000:1299
d032 matched 4 0.9782 000:788 000:318 003:885
d033 matched 6 0.5137 004:5526 004:5930 000:788
d034 matched 7 0.7442 000:122 003:456 003:519
d035 matched 7 0.9882 004:3711 004:4188 004:3096
d037 matched 5 0.8334 000:788 000:318 003:585
d041 matched 6 0.9759 001:1362 001:1436 001:1437
d044 matched 4 0.7307 000:788 000:318 001:968
d045 matched 6 0.5338 004:7677 000:318 004:7260
d046 out_of_scope 2 0.2305 001:1331 003:1735 000:788
d050 matched 5 0.5592 000:318 000:788 000:1299
d051 out_of_scope 6 0.2511 000:1466 000:788 000:318
d052 matched 4 0.6941 003:1281 001:916 001:923
d053 matched None 0.7002 003:639 003:378 003:585
d054 matched 5 0.64 003:1645 000:788 004:7260
d055 out_of_scope 4 0.1908 000:788 001:1279 001:1278
d056 out_of_scope 4 0.1552 000:788 001:814 004:7260
d057 out_of_scope 7 0.1575 003:1735 000:1775 001:1437
d058 out_of_scope 4 0.0718 000:788 001:1308 003:1735
d059 out_of_scope 4 0.1079 004:4188 000:788 001:1437
d060 matched 4 0.6469 000:788 000:318 001:1566
""".strip().splitlines()

# A text a line, a letter an item: the first of its status, in upper case when its quote is the labelled evidence.
GAPS = """
d001 aaaaaaaaaaaaaaaannnnnnnnnnnn
d003 aaaaannnnnnnaaaaannnnnnaaannnnnnnaaaaann
d004 aaaaaaannnnnaaaaannnn
d006 aaaaaannnnnaannnaaaaannnn
d031 pmpcppmmmmcmmcccpmmmmmcccpmpcmpmmpccmcpccpmcmmmpm
d032 pCPpcpmmppppcppcmmmmmmppcpCm
d033 cppCpmmpCPPpmmppmpcCmcppppcmcmppCmcmPmmmmPpmpmmmpp
d034 ccccmmmmmmmmmmmmmmcCcpmpcpmmmmmmmcmmcPcmmm
d035 pCCCpmppppmcCmpCppmppppmcCmpCpppmCcm
d044 pppppmmmmmmmpmppmmmppmmppppmppmmmm
d045 pppPPppppppmmpppppmmm
d050 mCpmPpppmmm
""".strip().splitlines()

STATUSES = {"c": "covered", "p": "partial", "m": "missing", "a": "asked", "n": "not_asked"}
GOLD = {gold.id: gold for gold in read("dev")}


def _professions() -> Iterator[tuple[str, Profession]]:
    for line in PROFESSIONS:
        place, code, title = line.split(" | ")
        document, number = place.split(":")
        member = Member(kind="card", id=place, document=DOCUMENTS[document], line=int(number), title=title, code=code)
        yield place, Profession(id=place, title=title, codes=(), levels=(), members=(member,))


@pytest.fixture(scope="module")
def judgements() -> list[Judgement]:
    professions = dict(_professions())
    return [
        judged(
            GOLD[text_id],
            [professions[place] for place in places],
            confidence=float(confidence),
            accepted=status in ("matched", "ambiguous"),
            level=None if level == "None" else int(level),
        )
        for text_id, status, level, confidence, *places in map(str.split, ANSWERS)
    ]


def _places(gold: Gold) -> dict[str, int]:
    """Grades of the places of PROFESSIONS: cards by the group of a label, occupations by code and title."""
    groups = json.loads(files("eval").joinpath("goldset", "inventory.json").read_text(encoding="utf-8"))["groups"]
    cards = {group["key"]: [f"{card['doc']}:{card['line']}" for card in group["cards"]] for group in groups}
    graded = {}
    for label in sorted(gold.labels, key=lambda label: int(label["grade"])):
        named = f"| {label.get('code') or '-'} | {label.get('title')}"
        for place in cards.get(label.get("key"), [line.split()[0] for line in PROFESSIONS if line.endswith(named)]):
            graded[place] = label["grade"]
    return graded


def _discounted(gains: list[int]) -> float:
    return sum(gain * math.log(2) / math.log(rank) for rank, gain in enumerate(gains, start=2))


def test_ranking_agrees_with_a_plain_count(judgements: list[Judgement]) -> None:
    ranks, ndcg = [], []
    for text_id, _, _, _, *places in map(str.split, ANSWERS):
        if not GOLD[text_id].in_scope:
            continue
        graded = _places(GOLD[text_id])
        found = [graded.get(place, 0) for place in places]
        ranks.append([*found, 2].index(2) + 1 if 2 in found else math.inf)
        ideal = sorted(((0, 1, 3)[label["grade"]] for label in GOLD[text_id].labels), reverse=True)[:5]
        ndcg.append(min(1.0, _discounted([(0, 1, 3)[grade] for grade in found]) / _discounted(ideal)))
    assert 0 < ranks.count(1) < len(ranks) < len(judgements)
    for k in (1, 2, 3):
        assert recall_at(k)(judgements) == pytest.approx(sum(rank <= k for rank in ranks) / len(ranks))
    assert mrr(judgements) == pytest.approx(sum(1 / rank for rank in ranks) / len(ranks))
    assert ndcg_at(5)(judgements) == pytest.approx(sum(ndcg) / len(ndcg))


def test_levels_agree_with_a_plain_count(judgements: list[Judgement]) -> None:
    rows_with_levels = [(int(line.split()[2]), GOLD[line[:4]].levels) for line in ANSWERS if GOLD[line[:4]].levels]
    exact = [level in levels for level, levels in rows_with_levels]
    near = [bool({level - 1, level, level + 1} & levels) for level, levels in rows_with_levels]
    assert level_exact(judgements) == pytest.approx(sum(exact) / len(exact))
    assert level_within_one(judgements) == pytest.approx(sum(near) / len(near))


def test_scope_agrees_with_a_plain_count_and_scikit_learn(judgements: list[Judgement]) -> None:
    counts = Counter((GOLD[line[:4]].in_scope, line.split()[1] == "matched") for line in ANSWERS)
    assert false_accepts(judgements) == counts[False, True] / (counts[False, True] + counts[False, False])
    assert false_refusals(judgements) == pytest.approx(counts[True, False] / (counts[True, False] + counts[True, True]))
    confidences = [judgement.confidence for judgement in judgements]
    assert auroc(judgements) == pytest.approx(roc_auc_score([j.in_scope for j in judgements], confidences))
    assert brier(judgements) == pytest.approx(brier_score_loss([j.first_right for j in judgements], confidences))


def _gap_answers(row: dict[str, Any], letters: str) -> Iterator[GapAnswer]:
    for item, letter in zip(row["items"], letters, strict=True):
        quotes = (item["evidence"][0],) if letter.isupper() else ("xyzzy",)
        yield GapAnswer(kind=item["kind"], text=item["text"], status=STATUSES[letter.lower()], quotes=quotes)


def test_gaps_agree_with_a_plain_count_and_scikit_learn() -> None:
    letters = {line[:4]: line[5:] for line in GAPS}
    labelled = [row for row in rows("dev_gaps") if row["id"] in letters]
    texts = [
        JudgedGaps(text_id=row["id"], items=judged_items(row["items"], _gap_answers(row, letters[row["id"]])))
        for row in labelled
    ]
    labels = [item["label"] for row in labelled for item in row["items"]]
    shown = "".join(letters[row["id"]] for row in labelled)
    answers = [STATUSES[letter.lower()] for letter in shown]
    clear = [
        (label[0] in "ca", answer[0] in "cpa")
        for label, answer in zip(labels, answers, strict=True)
        if label != "partial"
    ]
    assert macro_f1(texts) == pytest.approx(f1_score(labels, answers, average="macro"))
    assert accuracy(texts) == pytest.approx(sum(map(str.__eq__, labels, answers)) / len(labels))
    assert clear_items_right(texts) == pytest.approx(sum(a == b for a, b in clear) / len(clear))
    assert evidence_hit(texts) == pytest.approx(sum(map(str.isupper, shown)) / labels.count("covered"))
