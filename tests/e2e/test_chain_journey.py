"""A chain from nothing to its first supplier, through the pages and the API, with the real encoder."""

import json
import urllib.request

import pytest
from playwright.sync_api import expect

from data import entry
from data.demo_pool import demo_companies
from data.tables.pool import CompanyRow, OfferRow
from service.bootstrap import bootstrap
from service.settings import Settings

NUM_OTHERS = 40  # scores are relative to the pool: among a handful of offers none stands out
PRODUCT, WOOL = "Вентилируемый фасад", "Минераловатные плиты фасадные"
SUPPLIER, MEMBER = "Базальт Приишимья", "Фасады Сибири"
NUM_SLOTS = 13  # of the recipe, without those that are sometimes needed


def fill(services):
    with services.database.changing("test", "fill") as session:
        where = {"municipality": "Тюмень", "region": "Тюменская область"}
        supplier = entry.create(session, CompanyRow, where | {"name": SUPPLIER, "status": "prospect"})
        capacity = {"capacity_per_month": 900, "unit": "м³", "utilisation_percent": 40}
        values = {"title": WOOL, "kind": "material", "okpd2": "23.99.19.111"} | capacity
        entry.create(session, OfferRow, values | {"company_id": supplier.id})
        entry.create(session, CompanyRow, where | {"name": MEMBER, "status": "member"})
        for other in demo_companies()[:NUM_OTHERS]:
            company = entry.create(session, CompanyRow, {"name": other["name"], "status": "prospect"})
            for offer in other.get("offer", []):
                entry.create(session, OfferRow, {"company_id": company.id, "title": offer["title"]})


@pytest.fixture
def ask(address, folder):
    """What the API answers to GET, for staff."""
    services = bootstrap(Settings(data_dir=folder))
    key = services.accounts.create_key("staff").key
    services.database.close()

    def answer(path):
        request = urllib.request.Request(
            f"{address}/api/v1{path}", headers={"Authorization": f"Bearer {key}"}
        )
        with urllib.request.urlopen(request, timeout=30) as response:
            return json.load(response)

    return answer


@pytest.fixture
def map_address(page):
    """The address of the gap map of a facade that was started on the pages."""
    page.get_by_role("link", name="Цепочки").click()
    page.get_by_role("link", name="Завести цепочку").click()
    page.get_by_label("Изделие").fill(PRODUCT)
    page.get_by_label("Мощность в месяц").fill("2 000")
    page.get_by_label("Ед. изм.").fill("м²")
    page.get_by_label("Инициатор").fill(MEMBER)
    page.get_by_role("button", name="Сохранить").click()
    page.get_by_text(f"звеньев по рецептуре: {NUM_SLOTS}").wait_for()
    page.get_by_role("link", name="Карта пробелов и схема").click()
    page.get_by_role("heading", name="Карта пробелов").wait_for()
    address = page.url
    yield address
    page.goto(address.removesuffix("/gaps"))
    page.locator("form[action^='/chains/'][action$='/archive'] button").click()
    page.get_by_text("Цепочка в архиве").wait_for()


def row(page):
    return page.locator("table.gaps tr").filter(has=page.get_by_role("rowheader", name=WOOL))


def wool(ask, map_address):
    """The slot of the wool as the API tells it."""
    gaps = ask(f"/chains/{map_address.split('/')[-2]}/gaps")
    slots = [slot for project in gaps["projects"] for slot in project["slots"]]
    assert len(slots) == NUM_SLOTS
    return next(slot for slot in slots if slot["title"] == WOOL)


def closes(page):
    """Whether the invitations name the slot among what the supplier would close."""
    page.goto("/invitations?limit=50")
    cards = page.locator("article.card").filter(has=page.get_by_role("heading", name=SUPPLIER))
    return cards.get_by_text(WOOL).count() > 0


def reported(page, ask):
    """Slots in the report as filled, with a single supplier, open: the page and the API agree."""
    page.goto("/report")
    section = page.locator("section").filter(has=page.get_by_role("heading", name="Звенья цепочек"))
    told = [int(text) for text in section.locator("tr").last.locator("td").all_inner_texts()]
    (slots,) = ask("/report")["stocks"]["slots"]
    assert told == [slots[state] for state in ("filled", "single_source", "open")]
    return told


def test_a_facade_starts_from_nothing_and_one_filled_slot_changes_map_invitations_and_report(
    page, ask, map_address
):
    expect(row(page).get_by_text("открыто", exact=True)).to_be_visible()
    expect(row(page)).to_contain_text("240 м³ в месяц")
    asked = wool(ask, map_address)
    assert asked["state"] == "open" and asked["candidates"][0]["company"]["name"] == SUPPLIER
    assert closes(page)
    assert reported(page, ask) == [0, 0, NUM_SLOTS]

    page.goto(map_address)
    first = row(page).locator("ol > li").first
    expect(first.get_by_role("link", name=SUPPLIER)).to_be_visible()
    first.get_by_role("button", name="договор").click()
    row(page).get_by_text("один поставщик").wait_for()
    undo = page.get_by_role("button", name="Отменить")
    seen = range(page.viewport_size["height"])
    assert int(undo.bounding_box()["y"]) in seen, "the page opens at the row, and the way back is in sight"
    filled = wool(ask, map_address)
    assert filled["state"] == "single_source"
    assert [(one["company"]["name"], one["basis"]) for one in filled["filled_by"]] == [(SUPPLIER, "contract")]
    assert not closes(page)
    assert reported(page, ask) == [0, 1, NUM_SLOTS - 1]

    page.goto(map_address)
    row(page).get_by_role("link", name="Изменить звено").click()
    assert page.get_by_label("Компания 1").input_value() == SUPPLIER
    page.get_by_label("Компания 1").fill("")
    page.get_by_role("button", name="Сохранить").click()
    page.get_by_text("Сохранено").wait_for()
    assert wool(ask, map_address)["state"] == "open" and closes(page)
    assert page.complaints == []


def test_the_picture_is_drawn_to_move_and_a_click_leads_to_the_row(page, map_address):
    stage = page.locator("#chain-stage")
    stage.wait_for()
    expect(page.locator("#chain-still")).to_be_hidden()
    assert drawn_pixels(stage) > 1000
    shown = json.loads(page.locator("#chain-picture").text_content())
    node = next(one for one in shown["elements"] if one["data"].get("label", "").startswith("Минераловатные"))
    stage.scroll_into_view_if_needed()
    stage.click(position=node["position"] | {"y": node["position"]["y"] - 8})
    page.wait_for_url(f"**{node['data']['url']}")
    expect(page.locator(node["data"]["url"])).to_contain_text(WOOL)
    page.get_by_label("Показать кандидатов").check()
    assert page.complaints == []


def drawn_pixels(stage):
    """How many pixels of the graph are not transparent."""
    return stage.evaluate(
        """stage => Math.max(...[...stage.querySelectorAll("canvas")].map(canvas =>
            canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data
                .filter((value, index) => index % 4 === 3 && value > 0).length))"""
    )


def test_without_scripts_the_same_picture_stands_still_and_a_slot_can_be_filled(
    browser, address, session, map_address
):
    context = browser.new_context(base_url=address, storage_state=session, java_script_enabled=False)
    page = context.new_page()
    page.goto(map_address)
    still = page.locator("#chain-still svg")
    expect(still).to_be_visible()
    assert still.bounding_box()["height"] > 300
    expect(still.locator("text").filter(has_text="Минераловатные плиты")).to_be_visible()
    expect(page.locator("#chain-stage")).to_be_hidden()
    expect(page.locator("#chain-tools")).to_be_hidden()
    row(page).locator("ol > li").first.get_by_role("button", name="соглашение").click()
    expect(row(page).get_by_text("один поставщик")).to_be_visible()
    expect(row(page).get_by_text("соглашение")).to_be_visible()
    context.close()


def test_pages_fit_a_narrow_phone(page, map_address):
    page.set_viewport_size({"width": 360, "height": 740})
    paths = ["/chains", "/chains/new", "/niches", "/challenges", "/first-links", "/invitations", "/report"]
    widths = {}
    for path in [*paths, map_address, map_address.removesuffix("/gaps")]:
        page.goto(path)
        widths[path] = page.evaluate("document.documentElement.scrollWidth")
    assert {path: width for path, width in widths.items() if width > 360} == {}
