"""People's words: complete, tied to items, free of gold texts."""

import re

from corpus.catalogue import Catalogue
from corpus.competences import items_with_kind
from eval.labels import read
from models.speech.entries import items, other_trades, professions
from tests.conftest import DOCUMENTS

Run = tuple[str, ...]


def runs(text: str, length: int = 6) -> set[Run]:
    words = re.findall(r"[^\W_]+", text.lower().replace("ё", "е"))
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def all_texts() -> list[str]:
    said = [t for p in professions() for t in (*p.titles, *(s.text for s in p.says), *p.texts)]
    shown = [t for s in items() for t in (*s.says, s.setting)]
    return said + shown + [t for o in other_trades() for t in (*o.titles, *o.says, o.text)]


def test_every_profession_of_the_catalogue_has_its_words(catalogue: Catalogue) -> None:
    assert [p.id for p in catalogue.professions if p.id not in {s.profession for s in professions()}] == []
    for speech in professions():
        assert len(speech.titles) >= 8, speech.profession
        assert len(speech.says) >= 30, speech.profession
        assert len(speech.texts) >= 3, speech.profession


def test_a_tenth_is_kazakh() -> None:
    says = [s for p in professions() for s in p.says]
    assert sum(s.language == "kk" for s in says) >= len(says) / 10


def test_statements_are_tied_to_items_that_exist(catalogue: Catalogue) -> None:
    items = items_with_kind(catalogue.cards, catalogue.positions, catalogue.framework_levels)
    places = {f"{i.id.split('.')[0]}:{i.line}" for _, i in items}
    tied = [s.item for p in professions() for s in p.says if s.item]
    assert set(tied) <= places
    assert len(tied) > 0.7 * sum(len(p.says) for p in professions())


def test_every_item_but_acts_is_shown_in_people_s_words(catalogue: Catalogue) -> None:
    shown = {s.item for s in items()}
    wanted = [c for c in catalogue.competences if c.kind != "act"]
    assert sum(not shown.intersection(c.mentions) for c in wanted) <= 0.005 * len(wanted)
    assert len(shown) == len(items())
    assert all(len(s.says) == len({*s.says, s.setting}) - 1 >= 5 for s in items())


def test_what_shows_an_item_is_not_its_own_wording(catalogue: Catalogue) -> None:
    texts = {i.id: i.text for _, i in items_with_kind(catalogue.cards, catalogue.positions, catalogue.framework_levels)}
    near = [s.item for s in items() for said in s.says if runs(said, 4) & runs(texts[s.item], 4)]
    assert len(near) <= 0.005 * sum(len(s.says) for s in items())


def test_two_hundred_other_trades_half_of_them_near() -> None:
    trades = other_trades()
    assert len(trades) >= 200
    assert len({t.trade for t in trades}) == len(trades)
    assert 0.4 <= sum(t.near for t in trades) / len(trades) <= 0.6


def test_no_other_trade_bears_a_title_of_the_catalogue(catalogue: Catalogue) -> None:
    titles = {t.lower() for p in catalogue.professions for t in (p.title, *p.alternative_titles)}
    assert not titles & {t.lower() for o in other_trades() for t in (o.trade, *o.titles)}


def test_no_six_words_in_a_row_stand_in_a_gold_text() -> None:
    """Runs that the official documents have too (names of laws, of centres) are nobody's own."""
    official: set[Run] = set()
    for path in DOCUMENTS.glob("*.txt"):
        official |= runs(path.read_text(encoding="utf-8"))
    gold = {run for name in ("dev", "tune", "test") for g in read(name) for run in runs(g.text)} - official
    assert [t for t in all_texts() if runs(t) & gold] == []


def test_no_statement_is_said_twice() -> None:
    says = [s.text for p in professions() for s in p.says]
    assert len(says) - len(set(says)) <= 5
