"""One working day of a staff member, in a real browser, against a real server with the real encoder."""

from playwright.sync_api import expect

from data import entry
from data.demo_pool import demo_companies, demo_needs
from data.tables.pool import CompanyRow, NeedRow, OfferRow
from tests.e2e.running import sign_in, wait_for

NUM_OTHERS = 40  # scores are relative to the pool: among a handful of offers none stands out
# the texts are near to the offers: pages are tested here, not how well the model understands
CONCRETE = "товарный бетон М300 с доставкой миксером"
WINDOWS = "окна ПВХ двухкамерные, изготовление и монтаж"
POOL = {
    "Бетонный двор": ("member", "Товарный бетон М300 с доставкой миксером"),
    "Сухие смеси": ("prospect", "Товарный бетон М300 с доставкой"),
    "Окна Сибири": ("joining", WINDOWS.capitalize()),
    "Кран и трос": ("prospect", "Ремонт и обслуживание башенных кранов"),
}


def fill(services):
    with services.database.changing("test", "fill") as session:
        for name, (status, title) in POOL.items():
            values = {"name": name, "status": status, "municipality": "Тюмень", "region": "Тюменская область"}
            company = entry.create(session, CompanyRow, values)
            entry.create(session, OfferRow, {"company_id": company.id, "title": title})
        for other in demo_companies()[:NUM_OTHERS]:
            company = entry.create(session, CompanyRow, {"name": other["name"], "status": "prospect"})
            for offer in other.get("offer", []):
                entry.create(session, OfferRow, {"company_id": company.id, "title": offer["title"]})
        for need in demo_needs()[:NUM_OTHERS]:
            entry.create(session, NeedRow, {"company_id": company.id, "title": need["title"]})


def search(page, text):
    page.get_by_label("Что нужно").fill(text)
    page.get_by_role("button", name="Найти").click()


def card(page, name):
    return page.locator("#result > article").filter(has=page.get_by_role("link", name=name))


def test_staff_search_filter_enter_a_need_and_find_it(page):
    page.evaluate("window.samePage = true")
    search(page, CONCRETE)
    member = card(page, "Бетонный двор")
    member.wait_for()
    expect(member.get_by_text("Почему подобрано")).to_be_visible()
    expect(member.locator("blockquote").nth(1)).to_be_attached()
    assert page.evaluate("window.samePage"), "only the answer was to be swapped"

    page.get_by_text("Отбор: статус").click()
    page.get_by_label("участник", exact=True).check()
    page.get_by_role("button", name="Найти").click()
    card(page, "Сухие смеси").wait_for(state="detached")
    assert "status=member" in page.url
    page.reload()
    expect(page.get_by_label("участник", exact=True)).to_be_checked()
    expect(member).to_have_count(1)
    expect(card(page, "Сухие смеси")).to_have_count(0)

    page.goto("/companies?name=кран")
    page.get_by_role("link", name="Кран и трос").click()
    page.get_by_role("link", name="Добавить потребность").click()
    page.get_by_label("Наименование").fill(WINDOWS)
    page.get_by_role("button", name="Сохранить").click()
    page.get_by_role("status").get_by_role("link", name="Найти поставщиков").click()
    card(page, "Окна Сибири").wait_for()

    def buyer_is_found():
        page.goto(f"/?side=buyers&text={WINDOWS}")
        return card(page, "Кран и трос").count() == 1

    wait_for(buyer_is_found, page.content)
    assert page.complaints == []


def test_back_gives_the_answer_before(page):
    search(page, CONCRETE)
    card(page, "Бетонный двор").wait_for()
    search(page, WINDOWS)
    card(page, "Окна Сибири").wait_for()
    page.go_back()
    card(page, "Бетонный двор").wait_for()
    assert page.get_by_label("Что нужно").input_value() == CONCRETE
    assert page.complaints == []


def test_a_message_at_a_field_appears_and_goes_without_a_new_page(page):
    page.get_by_text("Уточнить: вид").click()
    page.get_by_label("Объём").fill("много")
    search(page, CONCRETE)
    page.locator("#volume-error").wait_for()
    assert page.get_by_label("Объём").input_value() == "много"
    page.get_by_label("Объём").fill("40")
    search(page, CONCRETE)
    card(page, "Бетонный двор").wait_for()
    expect(page.locator("#volume-error")).to_have_count(0)
    assert not [text for text in page.complaints if "422" not in text]  # the browser notes the status itself


def test_a_text_too_long_for_an_address_is_searched_all_the_same(page):
    search(page, "Нужен бетон М300 на фундамент. " + "Подробности спросите у снабженца на объекте. " * 200)
    page.locator("#summary strong").wait_for()
    assert page.url.endswith("/")
    assert page.complaints == []


def test_after_the_session_ended_the_search_leads_through_signing_in_to_the_answer(page):
    page.context.clear_cookies()
    search(page, CONCRETE)
    sign_in(page)
    card(page, "Бетонный двор").wait_for()


def test_a_verdict_hides_a_company_in_place_and_the_undo_brings_it_back(page):
    page.evaluate("window.samePage = true")
    search(page, CONCRETE)
    found = card(page, "Сухие смеси")
    found.get_by_label("Почему не подходит").select_option("не отвечает")
    found.get_by_role("button", name="Не подходит").click()
    found.get_by_text("Скрыто: не подходит, не отвечает").wait_for()
    expect(found.get_by_text("Почему подобрано")).to_be_hidden()
    assert page.evaluate("document.activeElement.textContent") == "Отменить"
    found.get_by_role("button", name="Отменить").click()
    found.get_by_text("Вердикт отменён").wait_for()
    expect(found.get_by_text("Почему подобрано")).to_be_visible()
    assert page.evaluate("window.samePage"), "only the status of the card was to be swapped"
    assert page.complaints == []
