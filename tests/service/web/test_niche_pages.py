"""Pages of niches, challenges and first links, without scripts."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook

from data.tables.pool import CompanyRow, NeedRow
from service.market.first_links import FirstLinks
from tests.service.asked_worlds import AskedWorld


@pytest.fixture
def world(services):
    return AskedWorld(services)


@pytest.fixture
def niche_world(world):
    world.need("beton", volume=2, place="Тюмень", imported=True)
    world.need("okna", volume=1)
    world.slot("okna", title="Лебёдка ручная", volume_per_month=3)
    world.rebuild()
    return world


def told(page):
    """The words of a page as one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("\u00a0", " ").split())


def test_the_navigation_leads_to_niches_and_from_there_to_challenges_and_first_links(browser):
    page = browser.get("/niches").text
    assert '<a href="/niches" aria-current="page">Ниши</a>' in page
    assert 'href="/challenges"' in page and 'href="/first-links"' in page


def test_where_nothing_is_missing_the_page_says_so(browser):
    assert "Незакрытых потребностей нет." in told(browser.get("/niches").text)


def test_a_niche_is_a_card_with_counts_in_words(browser, niche_world):
    page = told(browser.get("/niches").text)
    assert "Инвестиционные ниши: 1" in page and "Незакрытые потребности: 1" in page
    assert "2 компании" in page and "3 шт." in page
    assert "Сейчас импорт 1 из 2 заявок" in page


def test_niches_are_a_workbook_with_the_names_of_the_page_and_the_report(browser, world):
    world.need("beton", title="=Автоклав", visibility="cluster")
    world.need("okna", title="=Автоклав", visibility="cluster")
    world.rebuild()
    answer = browser.get("/niches.xlsx")
    sheet = load_workbook(BytesIO(answer.data))["Ниши"]
    name = sheet["A2"]
    assert (name.value, name.data_type, sheet["C2"].value) == ("=Автоклав", "s", 2)
    assert f">{name.value}</a>" in browser.get("/niches").text
    assert name.value in told(browser.get("/report").text)


def test_an_unmet_need_is_a_row_with_the_asker_and_who_comes_nearest(browser, niche_world):
    page = browser.get("/niches").text
    row = told(page[page.index("Лебёдка ручная") :].split("</tr>")[0])
    assert "Окна Сибири 3 шт. · Ишим Бетонный двор : Нужно: оборудование, а предлагают" in row


def test_the_page_of_a_niche_names_demands_companies_and_where_to_look_on(browser, pool, niche_world):
    (link,) = set(re.findall(r'href="(/niches/[0-9a-f]+)">Оборудование', browser.get("/niches").text))
    page = browser.get(link).text
    need_id = min(re.findall(r"/\?need_id=(\d+)", page))
    assert "инвестиционная ниша" in page and "Ближе всех, но не подходят" in page
    assert f'href="/companies/{pool.company("beton").id}"' in page
    assert browser.get("/", need_id=need_id).status_code == 200


@pytest.mark.parametrize(
    ("title", "field", "entered"),
    [
        ("Тротуарная плитка 60 мм", "product", "Тротуарная плитка"),
        ("Икра заморская", "title", "Икра заморская"),
    ],
)
def test_a_need_that_nobody_meets_leads_to_the_form_of_a_chain_with_it_in(
    browser, world, title, field, entered
):
    world.need("beton", title=title, kind="product")
    world.rebuild()
    (link,) = re.findall(rf'href="(/niches/[0-9a-f]+)">{title}', browser.get("/niches").text)
    page = browser.get(link).text.replace("&amp;", "&")
    start = re.search(r'href="(/chains/new[^"]*)">Завести цепочку под потребность', page)[1]
    assert browser.form(start)[field] == entered


def test_whoever_only_shares_too_little_is_not_called_near(browser, world):
    world.need("beton", title="Икра заморская", kind="product")
    world.rebuild()
    page = browser.get("/niches").text
    assert "никто" in told(page[page.index("Икра заморская") :].split("</tr>")[0])
    (link,) = re.findall(r'href="(/niches/[0-9a-f]+)">Икра', page)
    near, compared = told(browser.get(link).text).split("С чем ещё сравнивали")
    assert "Похожих предложений в пуле нет." in near and "Предлагает другое" not in near
    assert "Предлагает другое" in compared


def test_a_slot_leads_to_the_gap_map_of_its_chain(browser, niche_world):
    (link,) = re.findall(r'href="(/niches/[0-9a-f]+)">Лебёдка', browser.get("/niches").text)
    page = browser.get(link).text
    assert "незакрытая потребность" in page and "Третья нитка" in page
    (gaps,) = re.findall(r'href="(/chains/\d+/gaps)#slot-\d+"', page)
    assert browser.get(gaps).status_code == 200


@pytest.mark.parametrize("path", ["/niches/0", "/niches/%D0%BD%D0%B5%D1%82"])
def test_a_niche_that_is_not_there_is_told_on_a_page(browser, path):
    response = browser.get(path)
    assert response.status_code == 404 and "Такой ниши нет" in response.text


def test_no_probability_is_shown(browser, niche_world):
    assert "%" not in told(browser.get("/niches").text)


def test_a_name_with_markup_is_shown_and_not_run(browser, world):
    world.need("beton", title="<script>alert(1)</script> котёл")
    world.rebuild()
    page = browser.get("/niches").text
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page


def test_before_any_challenge_the_form_stands_open(browser):
    page = browser.get("/challenges").text
    assert "Вызовов ещё не записано" in page and "<details open>" in page


def test_a_challenge_is_entered_by_the_code_of_the_company_and_stands_in_its_topic(browser):
    page = browser.follow("/challenges", company="beton", topic="power", text="Подстанция закрыта").text
    assert "Вызов записан" in page
    assert "Энергия: 1 вызов" in told(page) and "Подстанция закрыта" in page and "Бетонный двор" in page


def test_a_company_card_leads_to_the_form_with_the_company_in_it(browser, pool):
    company = pool.company("beton")
    assert f'href="/challenges?company_id={company.id}"' in browser.get(f"/companies/{company.id}").text
    assert browser.form(f"/challenges?company_id={company.id}")["company"] == "Бетонный двор"


def test_a_wrong_form_comes_back_with_what_was_typed_and_what_is_wrong(browser):
    response = browser.post("/challenges", company="никто", topic="погода", text="")
    assert response.status_code == 422
    page = response.text
    assert 'value="никто"' in page and "В пуле нет компании «никто»" in page
    assert "Тема не из списка" in page and "Поле нужно заполнить" in page


def test_an_archived_challenge_can_be_brought_back(browser):
    browser.post("/challenges", company="beton", topic="land", text="Дорога чужая")
    page = browser.get("/challenges").text
    archive = re.search(r'action="(/challenges/\d+/archive)"', page)[1]
    gone = browser.follow(archive).text
    assert "Вызовов ещё не записано" in gone
    back = re.search(r'action="(/challenges/\d+/restore)"', gone)[1]
    assert "Дорога чужая" in browser.follow(back).text


@pytest.mark.parametrize("path", ["/challenges/999/archive", "/challenges/999/restore"])
def test_a_challenge_that_is_not_there_is_told_on_a_page(browser, path):
    assert browser.post(path).status_code == 404


def test_first_links_name_both_sides_and_what_goes_between(browser, world):
    dom = world.add(CompanyRow, code="dom", name="Домострой", status="member")
    world.add(NeedRow, company_id=dom.id, title="Бетон товарный М500", kind="product")
    world.rebuild()
    page = told(browser.get("/first-links").text)
    assert "Бетонный двор участник может поставить: Бетон товарный М500." in page
    assert "Домострой участник может купить: Бетон товарный М500." in page


def test_a_purchase_from_outside_is_a_row_with_supplier_volume_and_who_could(browser, world):
    values = {"title": "Арматура А500С", "kind": "product", "volume": 20, "unit": "т"}
    world.add(NeedRow, company_id=world.ids["okna"], current_supplier="ООО «Далёкий стан»", **values)
    world.rebuild()
    page = told(browser.get("/first-links").text)
    assert "Окна Сибири ООО «Далёкий стан» 20 т Арматура Плюс подходит" in page


def test_where_there_is_nothing_to_do_first_the_page_says_so(browser, world, pool):
    page = told(browser.get("/first-links").text)
    assert "Подходящей связи с участниками и вступающими пока нет." in page
    assert "не найдено" in page


def test_a_switched_off_list_says_so(browser, services, world):
    services.__dict__["first_links"] = FirstLinks(services.boards, contracts_on=False)
    page = browser.get("/first-links").text
    assert "FIRST_CONTRACTS" in page and "Бетонный двор" not in page
