"""Cards in a real browser: edited in place by keyboard, checked while typing, merged and made two again."""

import re

import pytest
from playwright.sync_api import expect

from data import entry
from data.tables.pool import CompanyRow, OfferRow

COMPANIES = (
    {
        "name": "ООО «Бетонный двор»",
        "code": "beton",
        "status": "member",
        "about": "Бетон",
        "inn": "7707083893",
    },
    {"name": "Бетонный двор", "code": "beton-2", "phone": "8 (3452) 11-22-33"},
    {"name": "Окна Сибири", "code": "okna", "sro": "вторая"},
)


def fill(services):
    with services.database.changing("test", "fill") as session:
        for values in COMPANIES:
            company = entry.create(session, CompanyRow, values)
            entry.create(session, OfferRow, {"company_id": company.id, "title": f"Товар {values['code']}"})
    services.reindexer.build()


@pytest.fixture
def okna(page):
    page.goto("/companies/3")
    return page


def placed(page, label):
    return page.locator(".placed").filter(has=page.locator("dt", has_text=re.compile(rf"^{label}$")))


def open_by_keyboard(page, label):
    placed(page, label).get_by_role("link", name="Изменить").focus()
    page.keyboard.press("Enter")
    page.locator(".placed.editing").wait_for()


def test_a_field_is_edited_by_keyboard_and_escape_gives_it_back(okna):
    open_by_keyboard(okna, "СРО")
    okna.keyboard.press("Control+A")
    okna.keyboard.type("третья")
    okna.keyboard.press("Escape")
    okna.locator(".placed.editing").wait_for(state="detached")
    expect(placed(okna, "СРО")).to_contain_text("вторая")
    assert okna.evaluate("document.activeElement.className") == "edit"
    okna.keyboard.press("Enter")
    okna.locator(".placed.editing input[name=sro]").fill("первая")
    okna.keyboard.press("Enter")
    okna.locator(".placed.editing").wait_for(state="detached")
    expect(placed(okna, "СРО")).to_contain_text("первая")
    assert okna.complaints == []


def test_a_wrong_value_keeps_the_focus_at_the_field(okna):
    okna.get_by_text("Не указано:").click()
    open_by_keyboard(okna, "ИНН")
    okna.keyboard.type("123")
    okna.keyboard.press("Enter")
    okna.locator("#inn-error").wait_for()
    assert okna.evaluate("document.activeElement.value") == "123"


def test_a_known_inn_and_a_name_alike_are_told_while_typing(page):
    page.goto("/companies/new")
    page.get_by_label("ИНН").press_sequentially("7707083893")
    page.get_by_text("Этот ИНН уже есть в пуле").wait_for()
    page.get_by_label("Название").press_sequentially("бетонный дв")
    page.get_by_text("Похожие уже есть").wait_for()
    assert page.complaints == []


def test_an_edit_meanwhile_is_shown_for_choice(okna, page):
    okna.goto("/companies/3/edit")
    other = okna.context.new_page()
    other.goto("/companies/3/edit")
    for edited, about in ((other, "Чужое"), (okna, "Своё")):
        edited.get_by_label("О компании").fill(about)
        edited.get_by_role("button", name="Сохранить").click()
    okna.get_by_role("heading", name="Пока вы правили").wait_for()
    okna.get_by_label("Оставить как сейчас: Чужое").check()
    okna.get_by_role("button", name="Сохранить").click()
    expect(placed(okna, "О компании")).to_contain_text("Чужое")


def test_duplicates_are_merged_and_made_two_again(page):
    page.goto("/companies")
    page.get_by_role("link", name="Возможные повторы: 1").click()
    page.get_by_role("link", name="Сравнить и объединить").click()
    page.get_by_role("button", name="Объединить").click()
    expect(page.get_by_role("link", name="Товар beton-2", exact=True)).to_be_visible()
    expect(placed(page, "Телефон")).to_contain_text("8 (3452) 11-22-33")
    page.goto("/companies/2")
    assert page.url.endswith("/companies/1")
    page.get_by_role("button", name="Отменить объединение").click()
    page.get_by_text("Всё вернулось на место").wait_for()
    page.goto("/companies/2")
    expect(page.get_by_role("link", name="Товар beton-2", exact=True)).to_be_visible()
    assert page.complaints == []
