"""The first page: a form, an answer, and what stands between them."""

import re

import pytest
from fastapi.testclient import TestClient

from matching.matcher import MAX_CHARACTERS
from service.pages import Services
from tests.service.pages.apps import app_with, tree, words

ANOTHER_TRADE = "Требуется Java-разработчик, Spring, Kafka, опыт от 3 лет. Писать микросервисы, проводить код-ревью."
PAGES = ("/", "/compare", "/coverage", "/bulk", "/professions", "/professions/sotsialnyi-rabotnik", "/about")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_every_page_stands_in_every_language(pages: TestClient, path: str, language: str) -> None:
    page = pages.get(path, params={"lang": language})
    assert (page.status_code, page.headers["content-language"]) == (200, language)
    assert tree(page.text).get("lang") == language
    assert len(page.content) <= 100_000


def test_a_language_that_was_chosen_is_remembered(bare: Services) -> None:
    with TestClient(app_with(bare), headers={"accept-language": "ru"}) as fresh:
        assert 'lang="ru"' in fresh.get("/").text
        fresh.get("/?lang=kk")
        assert '<html lang="kk"' in fresh.get("/").text


def test_every_page_forbids_what_is_not_its_own(pages: TestClient) -> None:
    headers = pages.get("/").headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["cache-control"] == "no-store"


def test_no_page_has_styles_or_scripts_inside(pages: TestClient, cv: str) -> None:
    for text in [*(pages.get(path).text for path in PAGES), pages.post("/", data={"text": cv}).text]:
        page = tree(text)
        assert page.xpath("//style | //script[not(@src)] | //*[@style] | //@*[starts-with(name(), 'on')]") == []
        assert all(src.startswith("/static/") for src in page.xpath("//script/@src | //link/@href | //img/@src"))


def test_an_answer_shows_profession_level_evidence_and_gaps(pages: TestClient, cv: str) -> None:
    page = tree(pages.post("/", data={"text": cv}).text)
    assert words(page.get_element_by_id("profession")) == "Социальный работник"
    assert page.xpath("//ol[@class='ladder']/li[@aria-current]")
    assert len(page.xpath("//ol[@class='ladder']/li")) == 8
    assert len(page.xpath("//ol[@class='candidates']/li")) == 5
    assert {h.text.strip() for h in page.xpath("//div[contains(@class, 'column')]/h4")} == {
        "Есть",
        "Частично",
        "Не найдено",
    }


def test_a_reason_at_the_head_of_a_line_does_not_quote_the_line_before(pages: TestClient) -> None:
    text = "Социальный работник\nТараз\nОпыт работы 3 года\nУход за пожилыми на дому"
    page = tree(pages.post("/", data={"text": text}).text)
    reasons = [words(link) for link in page.xpath("//ul[@class='reasons']//a")]
    assert any("Опыт работы" in reason for reason in reasons)
    assert not any("Тараз" in reason for reason in reasons)


def test_quotes_and_items_are_linked_both_ways(pages: TestClient, cv: str) -> None:
    page = tree(pages.post("/", data={"text": cv}).text)
    ids = set(page.xpath("//@id"))
    assert len(ids) == len(page.xpath("//@id"))
    links = page.xpath("//a[starts-with(@href, '#')]/@href")
    assert links
    assert all(link[1:] in ids for link in links)
    for chip in page.xpath("//li[starts-with(@id, 'i-')]//a[@class='chip']"):
        item = chip.xpath("ancestor::li")[0].get("id")
        quote = page.get_element_by_id(chip.get("href")[1:])
        assert item in quote.get("data-to").split()


def test_the_text_is_shown_as_it_was_sent(pages: TestClient, cv: str) -> None:
    page = tree(pages.post("/", data={"text": cv}).text)
    shown = page.xpath("//div[@class='text']")[0]
    for number in shown.xpath(".//sup"):
        number.drop_tree()
    assert shown.text_content() == cv


def test_line_ends_of_browsers_do_not_change_the_answer(pages: TestClient, cv: str) -> None:
    plain, browser = (pages.post("/", data={"text": text}).text for text in (cv, cv.replace("\n", "\r\n")))
    hashes = [re.search(r'name="input_sha256" value="(\w+)"', page) for page in (plain, browser)]
    assert all(hashes)
    assert len({found[1] for found in hashes if found}) == 1


@pytest.mark.parametrize(
    "text", ["\n\nСиделка. Уход за пожилыми.", "<b>Сиделка</b> & </textarea><script>x</script>", "Сиделка ‮ 😀"]
)
def test_a_text_comes_back_in_the_form_as_it_was(pages: TestClient, text: str) -> None:
    page = tree(pages.post("/edit", data={"text": text}).text)
    assert page.get_element_by_id("text").text == f"\n{text}"  # the first line end belongs to the tag
    assert page.xpath("//script[not(@src)]") == []


@pytest.mark.parametrize("path", ["/", "/edit", "/feedback", "/compare", "/coverage", "/bulk", "/export/client.pdf"])
def test_from_every_page_another_language_leads_to_a_page(pages: TestClient, path: str) -> None:
    page = tree(pages.post(path, data={"text": ""}).text)
    links = page.xpath("//nav[@class='languages']//a/@href")
    assert len(links) == 2
    assert [pages.get(link).status_code for link in links] == [200, 200]


def test_the_kind_is_found_and_can_be_corrected(pages: TestClient, cv: str) -> None:
    found = tree(pages.post("/", data={"text": cv}).text)
    assert words(found.xpath("//div[@class='about-text']//b")[0]) == "Резюме"
    corrected = tree(pages.post("/", data={"text": cv, "kind": "auto", "as": "vacancy"}).text)
    assert words(corrected.xpath("//div[@class='about-text']//b")[0]) == "Вакансия"
    assert "Требуется" in words(corrected.xpath("//ul[@class='counts']")[0])


def test_another_profession_or_card_is_opened_and_stays_open(pages: TestClient, cv: str) -> None:
    other = "sotsialnyi-psikholog"
    page = tree(pages.post("/", data={"text": cv, "open": other}).text)
    assert words(page.get_element_by_id("profession")) == "Социальный психолог"
    assert page.xpath("//form[@id='again']/input[@name='target']/@value") == [other]
    card = "ps-2023-262.sotsialnyi-rabotnik.5"
    page = tree(pages.post("/", data={"text": cv, "open": "chosen", "chosen": card}).text)
    assert page.xpath("//select[@name='chosen']/option[@selected]/@value") == [card]


def test_a_card_that_the_catalogue_lost_is_left_alone(pages: TestClient, cv: str) -> None:
    assert pages.post("/", data={"text": cv, "target": "nobody"}).status_code == 200


def test_a_text_of_another_trade_gets_no_card_but_a_way_on(pages: TestClient) -> None:
    page = tree(pages.post("/", data={"text": ANOTHER_TRADE}).text)
    assert "нет в каталоге" in words(page.xpath("//h1")[0])
    assert page.xpath("//select[@name='chosen']/option")
    assert page.xpath("//h4") == []


def test_a_refusal_says_why(pages: TestClient, services: Services) -> None:
    page = tree(pages.post("/", data={"text": ANOTHER_TRADE}).text)
    why = words(page.xpath("//div[@class='why']")[0])
    assert "другой профессии: Java-разработчик" in why
    assert "<1 %" in why
    assert [words(q) for q in page.xpath("//ul[@class='read']//q")] == [
        "Требуется Java-разработчик, Spring, Kafka, опыт от 3 лет.",
        "Писать микросервисы, проводить код-ревью.",
    ]
    with services.use() as matcher:
        assert f"{matcher.coefficients.accept:.0%}".replace("%", " %") in why


def test_a_text_in_another_language_is_told_so(pages: TestClient) -> None:
    text = "We are looking for a baker who bakes bread and cakes every night in our small bakery."
    page = tree(pages.post("/", data={"text": text}).text)
    assert "не на русском и не на казахском" in words(page.xpath("//h1")[0])
    assert page.xpath("//div[@class='why'] | //p[@class='notice']") == []
    assert page.xpath("//button[@formaction='/edit']")


def test_counts_leave_acts_of_law_to_their_own_fold(pages: TestClient, cv: str) -> None:
    page = tree(pages.post("/", data={"text": cv}).text)
    counts = [int(words(b)) for b in page.xpath("//ul[@class='counts']//b")]
    shown = [
        sum(int(words(n)) for n in page.xpath(f"//section[@class='function']//h4[starts-with(., '{name}')]/span"))
        for name in ("Есть", "Частично", "Не найдено")
    ]
    assert counts == shown


def test_a_word_alone_is_asked_for_more(pages: TestClient) -> None:
    page = tree(pages.post("/", data={"text": "привет"}).text)
    assert "мало" in words(page.xpath("//h1")[0])
    assert page.get_element_by_id("text").text.strip() == "привет"


def test_two_professions_that_fit_give_a_question_answered_by_one_click(
    pages: TestClient, cv: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matching.confidence.CLOSE", 0.0)
    page = tree(pages.post("/", data={"text": cv}).text)
    options = page.xpath("//section[@class='question']//button[@name='open']/@value")
    assert len(options) == 2
    opened = tree(pages.post("/", data={"text": cv, "open": options[1]}).text)
    assert opened.xpath("//form[@id='again']/input[@name='target']/@value") == [options[1]]


@pytest.mark.parametrize(
    ("text", "status"), [("", 422), (" \n ", 422), ("а" * (MAX_CHARACTERS + 1), 413)], ids=["none", "blank", "long"]
)
def test_a_text_that_can_not_be_read_is_told_beside_its_field(pages: TestClient, text: str, status: int) -> None:
    page = pages.post("/", data={"text": text})
    assert page.status_code == status
    found = tree(page.text)
    assert found.get_element_by_id("failure").xpath(".//a/@href") == ["#text"]
    assert found.get_element_by_id("text").get("aria-invalid") == "true"


def test_a_long_page_is_sent_packed_and_comes_out_whole(pages: TestClient, cv: str) -> None:
    text = cv * 60
    packed = pages.post("/", data={"text": text})
    plain = pages.post("/", data={"text": text}, headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) <= 100_000 < int(plain.headers["content-length"])
    assert tree(packed.text).xpath("//form[@id='again']/textarea")[0].text == f"\n{text}"


def test_a_long_text_is_answered(pages: TestClient, cv: str) -> None:
    assert pages.post("/", data={"text": cv + "\n" + "Работал с людьми. " * 1500}).status_code == 200


def test_without_memory_and_uploads_their_fields_are_left_out(bare: Services, cv: str) -> None:
    with TestClient(app_with(bare)) as alone:
        page = tree(alone.post("/", data={"text": cv}).text)
        assert page.xpath("//*[@form='mark'] | //input[@type='file']") == []
        assert alone.post("/feedback", data={}).status_code == 404
        assert tree(alone.get("/bulk").text).xpath("//input[@type='file']") == []


def test_the_largest_card_beside_a_text_stays_below_the_limit(pages: TestClient, services: Services, cv: str) -> None:
    with services.use() as matcher:
        index = matcher.index
        sizes = {
            p.id: sum(len(index.items[n].text) for n in rows)
            for p, rows in zip(index.professions, index.profession_items, strict=True)
        }
        largest = max(sizes, key=lambda identifier: sizes[identifier])
        members = [m.id for m in index.catalogue.profession_by_id[largest].members]
    for target in members:
        for kind in ("cv", "vacancy"):
            assert len(pages.post("/", data={"text": cv, "as": kind, "open": target}).content) <= 100_000


def test_an_address_that_nobody_serves_is_told_in_the_readers_language(pages: TestClient) -> None:
    page = pages.get("/nowhere", headers={"accept": "text/html", "accept-language": "kk"})
    assert page.status_code == 404
    assert "ештеңе жоқ" in page.text
    assert pages.get("/v1/nowhere").headers["content-type"] == "application/problem+json"
    assert pages.get("/nowhere", headers={"accept": "application/json"}).json()["status"] == 404


def test_a_crash_shows_a_page_without_what_was_said(pages: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*given: object, **named: object) -> None:
        raise RuntimeError("secret text")

    monkeypatch.setattr("matching.matcher.Matcher.judge", crash)
    page = pages.post("/", data={"text": "secret text"})
    assert page.status_code == 500
    assert "secret" not in page.text
    assert "сломалось" in page.text


@pytest.mark.parametrize(
    "said",
    [
        "Документы указывают для этой профессии уровень",
        "Подуровни в карточке: 4.1, 4.2, 4.3",
        "Специалист среднего уровня квалификации высшей категории",
    ],
)
def test_the_level_says_where_it_comes_from_and_what_the_card_divides(pages: TestClient, said: str) -> None:
    text = "Социальный работник на дом\nПокупать продукты и лекарства одиноким пожилым\nКолледж, без опыта"
    page = pages.post("/", data={"text": text, "target": "sotsialnyi-rabotnik"}, params={"lang": "ru"})
    assert said in words(tree(page.text))
