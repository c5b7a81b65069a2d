"""A week of a staff member in a browser: from a call to the ledger, a table brought in, people."""

import re

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from data import entry
from data.demo_pool import demo_companies
from data.tables.pool import CompanyRow, OfferRow
from tests.data.sheet_files import write_csv
from tests.e2e.running import LOGIN, PASSWORD, sign_in

NUM_OTHERS = 40  # scores are relative to the pool: among a handful of offers none stands out
CALL = "Стройтрест, Иван Петрович, +7 912 345-67-89: нужен бетон М300 в Тюмень, 40 кубов до конца месяца"
ASKER, MAKER, OTHER = "Стройтрест", "Бетонный двор", "Раствор и бетон"
ROWS = (
    ("Код", "Название", "Статус"),
    ("novaya", "Новая компания", "вступает"),
    ("=cmd()", "Без статуса", "неведомо"),
)


def fill(services):
    with services.database.changing("test", "fill") as session:
        where = {"municipality": "Тюмень", "region": "Тюменская область"}
        concrete = {"title": "Бетон товарный М300 В22,5", "kind": "product", "okpd2": "23.63.10"}
        for name, status in ((MAKER, "member"), (OTHER, "prospect")):
            values = where | {"name": name, "status": status, "about": "Бетон и раствор"}
            company = entry.create(session, CompanyRow, values)
            entry.create(session, OfferRow, concrete | {"company_id": company.id})
        entry.create(
            session, CompanyRow, where | {"name": ASKER, "code": "trest", "status": "outside_customer"}
        )
        for other in demo_companies()[:NUM_OTHERS]:
            company = entry.create(session, CompanyRow, {"name": other["name"], "status": "prospect"})
            for offer in other.get("offer", []):
                entry.create(session, OfferRow, {"company_id": company.id, "title": offer["title"]})
    services.accounts.create_user("petr", "Пётр", PASSWORD, "staff")


@pytest.fixture(scope="module")
def session(browser, address):
    """Signed in by keyboard alone."""
    page = browser.new_page(base_url=address)
    page.goto("/")
    page.locator("[name=login]:focus").wait_for()
    page.keyboard.type(LOGIN)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Поиск партнёра").wait_for()
    return page.context.storage_state()


def save(page, name, folder):
    """The file that a link or a button gives."""
    with page.expect_download() as download:
        page.get_by_role(name[0], name=name[1]).first.click()
    download.value.save_as(folder / download.value.suggested_filename)
    return folder / download.value.suggested_filename


def cells(path):
    """What a workbook says; none of it is a formula."""
    found = [cell for sheet in load_workbook(path) for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in found if cell.data_type == "f"]
    return [cell.value for cell in found]


def test_a_call_becomes_a_need_quotations_an_answer_and_a_line_of_the_ledger(page, tmp_path):
    page.get_by_role("link", name="Журнал", exact=True).click()
    page.get_by_role("link", name="Записать обращение").click()
    page.get_by_label("Текст обращения").fill(CALL)
    page.get_by_role("button", name="Прочитать").click()
    assert page.locator("[name=company]").input_value() == ASKER
    assert page.locator("[name=volume]").input_value() == "40"
    assert "912" not in page.locator("[name=description]").input_value()
    page.get_by_label("Следующий шаг").fill("перезвонить до обеда")
    page.get_by_role("button", name=re.compile("Подтвердить")).click()
    expect(page.get_by_label("Следующий шаг")).to_have_value("перезвонить до обеда")

    for maker in (MAKER, OTHER):
        page.get_by_role("checkbox", name=maker, exact=True).check()
    page.get_by_role("button", name=re.compile("Запросить КП")).click()
    letter = page.get_by_label("Для письма").input_value()
    assert "М300" in letter and ASKER not in letter and "912" not in letter
    assert save(page, ("button", "Скачать .docx"), tmp_path).suffix == ".docx"
    page.get_by_role("button", name="Отправлено: записать запрос КП").click()
    page.get_by_label("Кто ответил").select_option(label=MAKER)
    page.get_by_label("Сумма КП, ₽").fill("300 000")
    page.get_by_role("button", name="Записать ответ").click()
    page.get_by_text("Договор заключён").click()
    page.get_by_label("С кем").select_option(label=MAKER)
    page.get_by_label("Сумма договора, ₽").fill("290 000")
    page.get_by_role("button", name="Закрыть договором").click()

    page.goto("/journal/outcomes")
    expect(page.locator("table.outcomes")).to_contain_text("290 000")
    assert 290_000 in cells(save(page, ("link", "Скачать XLSX для отчёта"), tmp_path))
    assert page.complaints == []


def test_the_answer_is_judged_compared_and_exported_on_a_phone(page, tmp_path):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/?text=бетон М300, 40 кубов, Тюмень")
    card = page.locator("#result > article").filter(has=page.get_by_role("link", name=MAKER, exact=True))
    card.get_by_role("button", name="Уже работаем").click()
    card.get_by_role("button", name="Отменить").click()
    card.get_by_text("Вердикт отменён").wait_for()
    for maker in (MAKER, OTHER):
        page.get_by_label(f"Сравнить: {maker}", exact=True).check()
    page.get_by_role("button", name="Сравнить отмеченные").click()
    page.locator("table.compare").wait_for()
    assert {MAKER, OTHER} <= set(page.locator("table.compare thead a").all_inner_texts())
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.go_back()
    page.get_by_role("link", name="Короткий список").click()
    assert any(
        str(cell).startswith(MAKER)
        for cell in cells(save(page, ("button", "Сохранить и скачать XLSX"), tmp_path))
    )
    assert (
        save(page, ("button", "Сохранить и скачать PDF для печати"), tmp_path)
        .read_bytes()
        .startswith(b"%PDF")
    )
    assert page.complaints == []


def test_a_table_with_a_bad_row_is_brought_in_and_taken_back(page, tmp_path):
    page.get_by_role("link", name="Загрузка").click()
    page.get_by_label("Файл").set_input_files(write_csv(tmp_path / "Компании.csv", *ROWS))
    page.get_by_role("button", name="Проверить файл").click()
    page.get_by_role("button", name="Загрузить без отвергнутых строк").click()
    page.get_by_role("heading", name="Отвергнутые строки: 1").wait_for()
    found = cells(save(page, ("link", "Скачать отвергнутые строки .xlsx"), tmp_path))
    assert "Что исправить" in found and "=cmd()" in found and "novaya" not in found
    page.get_by_role("button", name="Отменить эту загрузку").click()
    page.get_by_role("heading", name="Загрузка отменена").wait_for()
    page.goto("/companies?name=Новая компания")
    expect(page.get_by_role("link", name="Новая компания")).to_have_count(0)
    assert page.complaints == []


def test_a_colleague_becomes_a_reader_and_changes_nothing_more(page, browser, address):
    page.get_by_text("Маша", exact=True).click()
    page.get_by_role("link", name="Люди").click()
    page.get_by_role("link", name="Пётр").click()
    page.get_by_label("Роль").select_option(label="читатель")
    page.get_by_role("button", name="Сохранить").click()
    reader = browser.new_context(base_url=address).new_page()
    reader.goto("/sign-in")
    reader.get_by_label("Логин").fill("petr")
    reader.get_by_label("Пароль").fill(PASSWORD)
    reader.get_by_role("button", name="Войти").click()
    reader.goto("/companies/1")
    expect(reader.get_by_role("heading", name=MAKER)).to_be_visible()
    expect(reader.get_by_role("link", name="Изменить")).to_have_count(0)
    assert reader.goto("/companies/1/edit").status == 403
    assert page.complaints == []


def test_menus_and_the_way_past_them_work_by_keyboard(page):
    page.goto("/companies")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "К содержанию"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    page.locator("details.person summary", has_text="Маша").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Архив")).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('details.person') !== null")


def test_signing_in_search_and_reading_work_without_scripts(browser, address):
    page = browser.new_context(base_url=address, java_script_enabled=False).new_page()
    page.goto("/")
    sign_in(page)
    page.get_by_label("Что нужно").fill("бетон М300, Тюмень")
    page.get_by_role("button", name="Найти").click()
    for maker in (MAKER, OTHER):
        page.get_by_label(f"Сравнить: {maker}", exact=True).check()
    page.get_by_role("button", name="Сравнить отмеченные").click()
    page.locator("table.compare thead").get_by_role("link", name=MAKER, exact=True).click()
    page.locator(".placed", has_text="О компании").get_by_role("link", name="Изменить").click()
    expect(page.get_by_label("О компании")).to_be_visible()
    assert page.url.endswith("/companies/1/edit#about")
    for path, heading in (
        ("/shortlist?text=бетон М300, Тюмень", "Короткий список поставщиков"),
        ("/journal", "Журнал"),
        ("/chains", "Цепочки"),
    ):
        page.goto(path)
        expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()
