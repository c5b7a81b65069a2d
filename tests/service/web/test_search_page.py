import re

import pytest

from data.tables.pool import CompanyRow, NeedRow, OfferRow


def results(page):
    return page.text.split('id="result"')[1]


def test_the_bare_page_shows_the_form_and_examples(browser):
    page = browser.get("/").text
    assert "<textarea" in page and "autofocus" in page
    assert "Попробуйте" in page


def test_a_need_finds_its_supplier_with_reasons_and_both_quotes(browser):
    found = results(browser.get("/", text="Бетон М500"))
    assert "Бетонный двор" in found and "участник" in found
    assert "подходит" in found
    assert "Почему подобрано" in found and "выполнено:" in found
    assert found.count("<blockquote>") >= 2
    assert "из потребности" in found and "из предложения" in found


def test_an_offer_finds_who_needs_it(browser):
    found = results(browser.get("/", side="buyers", text="Арматура А500С для перемычек"))
    assert "Окна Сибири" in found
    assert "Потребности" in found


def test_the_answer_names_the_moment_of_the_pool_and_tells_the_order(browser):
    page = browser.get("/", text="Бетон М500").text
    assert re.search(r"Пул на \d+ \w+ 20\d\d, \d\d:\d\d", page)
    assert "Внутри одной оценки первыми стоят участники кластера" in page


@pytest.mark.parametrize("text", ["Бетон М500", "ремонт башенных кранов", "саженцы яблони"])
@pytest.mark.parametrize("side", ["suppliers", "buyers"])
def test_no_percent_and_no_weak_word_is_shown(browser, side, text):
    found = re.sub(r"<[^>]*>", " ", results(browser.get("/", side=side, text=text)))  # addresses hold %D0
    assert "%" not in found
    assert "слабо" not in found.casefold()


def test_filters_combine_and_stay_in_the_form(browser):
    query = {"text": "Бетон М500", "status": ["member", "joining"], "region": "Тюменская область"}
    page = browser.get("/", **query, kinds="product", distance="50", place="Тюмень").text
    for name, value in [("status", "member"), ("status", "joining"), ("region", "Тюменская область")]:
        assert f'name="{name}" value="{value}" checked' in page
    assert 'name="status" value="prospect" checked' not in page
    assert 'value="Тюмень"' in page and 'value="50"' in page
    assert "Бетонный двор" in page
    assert "не дальше 50 км" in page


def test_a_filter_that_leaves_nobody_out_says_so(browser):
    page = browser.get("/", text="Бетон М500", status="joining").text
    assert "Подходящего поставщика в пуле нет" in page
    assert "снять условия" in page


def test_nobody_is_an_honest_answer_with_the_nearest_below(browser):
    page = browser.get("/", text="саженцы яблони оптом")
    assert page.status_code == 200
    assert "Подходящего поставщика в пуле нет" in page.text
    assert "незакрытая потребность" in page.text
    assert "Ближайшие, но не подходят" in page.text
    assert "Не подходит:" in page.text


def test_place_and_volume_told_in_the_text_are_shown_as_conditions(browser):
    page = browser.get("/", text="бетон М500 с доставкой в Ялуторовск, 40 кубов").text
    assert '<span class="mark">Ялуторовск</span>' in page


def test_html_in_a_need_is_shown_and_not_run(browser, pool):
    evil = '<script>alert(1)</script> "бетон" М500'
    pool.add(
        OfferRow, company_id=pool.company("armatura").id, title="Бетон М500 <img src=x onerror=alert(2)>"
    )
    pool.rebuild()
    page = browser.get("/", text=evil).text
    assert "<script>alert" not in page and "<img src=x" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "&lt;img src=x" in page


def test_a_fictional_company_is_marked(browser, pool):
    made = pool.add(CompanyRow, name="Выдумка", fictional="да")
    pool.add(OfferRow, company_id=made.id, title="Саженцы яблони")
    pool.rebuild()
    assert "вымышленная" in browser.get("/", text="саженцы яблони").text
    assert "Компании здесь вымышленные" in browser.get("/companies", name="Выдумка").text
    assert "вымышленная" in browser.get(f"/companies/{made.id}").text
    assert "вымышленная" not in results(browser.get("/", text="Бетон М500", status="member"))


def test_an_offer_guessed_from_a_description_is_marked_as_unconfirmed(browser):
    found = results(browser.get("/", text="ремонт башенных кранов"))
    assert "Молчун" in found
    assert "предварительно, не подтверждено" in found
    assert "мало данных" in found


def test_phone_and_site_are_shown_as_they_are_now(browser, services, pool):
    browser.follow(f"/companies/{pool.company('beton').id}/edit", **edited(pool, phone="+7 3452 00-00-01"))
    assert "+7 3452 00-00-01" in results(browser.get("/", text="Бетон М500"))


def edited(pool, **changes):
    company = pool.company("beton")
    return {"name": company.name, "code": company.code, "status": company.status} | changes


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        ({"volume": "abc"}, "volume", "Нужно число"),
        ({"okpd2": "бетон"}, "okpd2", "Нужен код вида 23.61.11"),
        ({"distance": "50"}, "place", "нужно место из справочника"),
        ({"distance": "50", "place": "Нигдеевск"}, "place", "нужно место из справочника"),
        ({"distance": "-5", "place": "Тюмень"}, "distance", "Нужно число от 0"),
        ({"kind": "чудо"}, "kind", "нет в списке"),
        ({"status": "чужой"}, "status", "нет в списке"),
        ({"text": "б" * 10_001}, "text", "можно до 10000"),
        ({"text": "  "}, "text", "Напишите, что нужно найти"),
        ({"volume": "1e999"}, "volume", "Нужно число"),
    ],
)
def test_a_wrong_value_gets_a_message_at_its_field_and_stays(browser, query, field, message):
    page = browser.get("/", **{"text": "бетон"} | query)
    assert page.status_code == 422
    at_field = re.search(rf'id="{field}-error">([^<]*)<', page.text)
    assert at_field and message in at_field[1]
    if field not in ("kind", "status", "text"):
        assert f'value="{query.get(field, "")}"' in page.text


def test_a_text_of_the_greatest_length_is_searched(browser):
    token = browser.token()
    page = browser.client.post("/", data={"text": "бетон " * 1600, "csrf_token": token})
    assert page.status_code == 200
    assert "Бетонный двор" in page.text


def test_a_need_of_the_pool_fills_the_form_and_leaves_its_company_out(browser, pool):
    okna = pool.company("okna")
    need = pool.add(NeedRow, company_id=okna.id, title="Окна ПВХ двухкамерные", volume="12,5", unit="шт.")
    page = browser.get("/", need_id=need.id)
    assert "Окна ПВХ двухкамерные</textarea>" in page.text
    assert 'value="12,5"' in page.text and f'name="need_id" value="{need.id}"' in page.text
    assert "сама она в ответ не попадёт" in page.text
    assert "Окна Сибири" not in results(page)
    assert "Окна Сибири" in results(browser.get("/", text="Окна ПВХ двухкамерные"))


def test_an_offer_of_the_pool_looks_for_buyers(browser, pool):
    offer = pool.offer("Арматура А500С 12 мм")
    page = browser.get("/", offer_id=offer.id)
    assert f'name="offer_id" value="{offer.id}"' in page.text
    assert "Тобольск" in page.text.split('id="place"')[1][:200]


@pytest.mark.parametrize("name", ["need_id", "offer_id"])
@pytest.mark.parametrize("id_", ["999999", "9" * 20, "9" * 21, "9" * 5000, "٣" * 5000])
def test_a_record_that_left_the_pool_is_not_found(browser, name, id_):
    assert browser.get("/", **{name: id_}).status_code == 404
    assert browser.post("/", **{name: id_}).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        {"need_id": "-1"},
        {"need_id": "abc"},
        {"need_id": "٣"},
        {"limit": "-1"},
        {"side": "both"},
        {"offer_id": "9" * 30},
    ],
)
def test_addresses_typed_by_hand_break_nothing(browser, query):
    assert browser.get("/", text="бетон", **query).status_code in (200, 404, 422)


def test_the_page_runs_no_inline_script_and_has_no_inline_style(browser):
    page = browser.get("/", text="Бетон М500").text
    assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=", page)
    assert "includeIndicatorCSS" in page


def test_a_script_is_told_the_address_without_empty_fields(browser):
    headers = {"HX-Request": "true"}
    query = {"text": "бетон", "place": "", "status": ["member"], "limit": "50"}
    told = browser.client.get("/", query_string=query, headers=headers).headers["HX-Push-Url"]
    assert told == "/?text=%D0%B1%D0%B5%D1%82%D0%BE%D0%BD&status=member&limit=50"
    assert "HX-Push-Url" not in browser.get("/", **query).headers
