import io
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from openpyxl import load_workbook

from data.tables.pool import ChainRow, CompanyRow, OfferRow, ProjectRow, SlotRow


@pytest.fixture
def chain(pool):
    """A chain of «Бетонный двор» with an open slot, a single-source one, and one that nobody can fill."""
    chain = pool.add(ChainRow, title="Стены", code="Ц-7")
    initiator = pool.company("beton").id
    project = pool.add(
        ProjectRow, chain_id=chain.id, title="Линия", product="Газоблок D500", initiator_id=initiator
    )
    for title, values in {
        "Окна ПВХ двухкамерные": {"volume_per_month": 40, "unit": "м²"},
        "Арматура А500С": {"filled_by": [pool.company("armatura").id], "basis": "agreement"},
        "Песок карьерный": {},
    }.items():
        pool.add(SlotRow, project_id=project.id, title=title, kind="product", **values)
    return chain


def page(browser, chain):
    response = browser.get(f"/chains/{chain.id}/gaps")
    assert response.status_code == 200, response.text
    return response.text


def row(text, title):
    """The row of a slot, without tags."""
    return next(plain(part) for part in re.findall(r"<tr id=.*?</tr>", text, re.S) if title in part)


def plain(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def fill_address(text, title):
    part = next(part for part in re.findall(r"<tr id=.*?</tr>", text, re.S) if title in part)
    return re.search(r'action="([^"]+/fill)"', part)[1]


def test_the_map_counts_slots_by_state(browser, chain):
    text = plain(page(browser, chain))
    assert "закрыто — 0 из 3" in text
    assert "один поставщик — 1 из 3" in text
    assert "открыто — 2 из 3" in text


def test_slots_without_a_single_candidate_are_shown_alone(browser, chain):
    assert "Без единого кандидата: 1" in plain(page(browser, chain))
    text = browser.get(f"/chains/{chain.id}/gaps", show="nobody").text
    rows = re.findall(r'<tr id="slot-.*?</tr>', text, re.S)
    assert len(rows) == 1 and "Песок карьерный" in rows[0] and "В пуле никто не подходит" in rows[0]


def test_an_open_slot_shows_who_could_fill_it_and_why(browser, chain):
    found = row(page(browser, chain), "Окна ПВХ двухкамерные")
    assert "открыто" in found
    assert "40 м² в месяц" in found
    assert "Окна Сибири подходит" in found
    assert "Совпадают слова: «Окна ПВХ двухкамерные»" in found
    assert "Свободная мощность неизвестна: мощность не указана" in found
    assert not re.search(r"0[.,]\d\d", found)  # no probability


def test_equipment_is_needed_once_and_not_every_month(browser, pool, chain):
    project = pool.add(ProjectRow, chain_id=chain.id, title="Пресс", product="Плитка")
    pool.add(SlotRow, project_id=project.id, title="Пресс", kind="equipment", volume_per_month=2, unit="шт.")
    found = row(page(browser, chain), "Пресс")
    assert "2 шт." in found and "в месяц" not in found
    slots = plain(browser.get(f"/chains/{chain.id}").text)
    assert "2 шт., разово" in slots


def test_a_single_source_slot_shows_who_fills_it_on_which_basis(browser, chain):
    found = row(page(browser, chain), "Арматура А500С")
    assert "один поставщик" in found
    assert "Арматура Плюс — соглашение" in found
    assert "Второго поставщика в пуле нет" in found


def test_where_nobody_fits_the_nearest_say_why_not(browser, chain):
    found = row(page(browser, chain), "Песок карьерный")
    assert "В пуле никто не подходит. Это незакрытая потребность." in found
    assert "Предлагает другое" in found


def test_looking_further_leads_to_the_search_with_the_slot_filled_in(browser, chain):
    address = re.search(r'href="(/\?side=suppliers[^"]+)">Искать ещё', page(browser, chain))[1]
    asked = parse_qs(urlsplit(address.replace("&amp;", "&")).query)
    assert asked == {
        "side": ["suppliers"],
        "text": ["Окна ПВХ двухкамерные"],
        "kind": ["product"],
        "volume": ["40"],
        "unit": ["м²"],
        "place": ["Тюмень"],
    }
    assert "Окна Сибири" in plain(browser.get(address.replace("&amp;", "&")).text)


def test_why_leads_to_the_steps_of_the_search(browser, chain):
    address = re.search(r'href="([^"]+explain=1[^"]*)"', page(browser, chain))[1].replace("&amp;", "&")
    assert "Окна Сибири" in plain(browser.get(address).text)
    assert "есть в ответе: место 1" in plain(browser.get(address).text)


def test_a_candidate_fills_a_slot_and_that_can_be_undone(browser, chain, pool):
    address = fill_address(page(browser, chain), "Окна ПВХ двухкамерные")
    response = browser.post(address, company_id=str(pool.company("okna").id), basis="contract")
    assert response.status_code == 303
    text = page(browser, chain)
    assert "Окна Сибири закрывает звено «Окна ПВХ двухкамерные»: договор" in text
    assert "Окна Сибири — договор" in row(text, "Окна ПВХ двухкамерные")
    undo = re.search(r'action="([^"]+/release/\d+)"', text)[1]
    assert "«Окна ПВХ двухкамерные»: отменено" in browser.follow(undo).text
    assert "Никто." in row(page(browser, chain), "Окна ПВХ двухкамерные")


def test_a_second_supplier_joins_on_the_basis_of_the_slot(browser, chain, pool):
    twin = pool.add(CompanyRow, name="Металл", code="metall", status="member")
    pool.add(OfferRow, company_id=twin.id, title="Арматура А500С", kind="product")
    pool.rebuild()
    text = page(browser, chain)
    assert "Добавить к поставщикам" in row(text, "Арматура А500С")
    browser.post(fill_address(text, "Арматура А500С"), company_id=str(twin.id))
    found = row(page(browser, chain), "Арматура А500С")
    assert "закрыто" in found
    assert "Металл — соглашение" in found and "Арматура Плюс — соглашение" in found


@pytest.mark.parametrize("basis", ["", "слово"])
def test_a_slot_is_not_filled_without_a_basis(browser, chain, pool, basis):
    address = fill_address(page(browser, chain), "Окна ПВХ двухкамерные")
    response = browser.post(address, company_id=str(pool.company("okna").id), basis=basis)
    assert response.status_code == 422
    assert "Звено не закрыто. «Окна ПВХ двухкамерные»:" in plain(response.text)
    assert "Никто." in row(page(browser, chain), "Окна ПВХ двухкамерные")


@pytest.mark.parametrize("company_id", ["", "много", "999", "9" * 30, "-1"])
def test_a_company_that_is_none_fills_nothing(browser, chain, company_id):
    address = fill_address(page(browser, chain), "Окна ПВХ двухкамерные")
    assert browser.post(address, company_id=company_id, basis="contract").status_code == 422


def test_a_slot_of_another_chain_is_not_found(browser, chain, pool):
    other = pool.add(ChainRow, title="Другая")
    address = fill_address(page(browser, chain), "Окна").replace(
        f"/chains/{chain.id}/", f"/chains/{other.id}/"
    )
    company_id = str(pool.company("okna").id)
    assert browser.post(address, company_id=company_id, basis="contract").status_code == 404


def test_of_many_candidates_three_are_shown_and_the_rest_is_counted(browser, chain, pool):
    for number in range(3):
        twin = pool.add(CompanyRow, name=f"Окна {number}", status="member")
        free = {"capacity_per_month": 10, "unit": "м²", "utilisation_percent": 0}
        pool.add(OfferRow, company_id=twin.id, title="Окна ПВХ двухкамерные", kind="product", **free)
    pool.rebuild()
    found = row(page(browser, chain), "Окна ПВХ двухкамерные")
    assert found.count("Назначить поставщиком:") == 3
    assert "И ещё 1 кандидат" in found
    assert "у первого — хватает на 25 %; у всех вместе — хватает на 75 %, об остальном неизвестно" in found


def test_companies_that_answer_a_slot_together_are_a_team(browser, chain, pool):
    project = pool.add(ProjectRow, chain_id=chain.id, title="Упаковка", product="Кирпич")
    pool.add(SlotRow, project_id=project.id, title="Плёнка и лента; скобы", kind="product")
    for name, title in (("Альфа", "Плёнка"), ("Бета", "Лента")):
        company = pool.add(CompanyRow, name=name, status="member")
        pool.add(OfferRow, company_id=company.id, title=title, kind="product")
    pool.rebuild()
    found = row(page(browser, chain), "Плёнка и лента")
    assert "Вместе — по частям: Альфа — Плёнка Бета — лента Никто: скобы" in found


def test_a_team_by_volume_tells_how_much_each_gives(browser, chain, pool):
    for name, capacity in (("Альфа", 30), ("Бета", 25)):
        company = pool.add(CompanyRow, name=name, status="member")
        offer = {"capacity_per_month": capacity, "utilisation_percent": 0, "unit": "м²"}
        pool.add(OfferRow, company_id=company.id, title="Окна ПВХ двухкамерные", kind="product", **offer)
    pool.rebuild()
    found = row(page(browser, chain), "Окна ПВХ двухкамерные")
    assert "Вместе хватает объёма: Альфа — 30 м² в месяц Бета — 10 м² в месяц" in found


def test_consumers_of_the_product_are_named(browser, chain):
    assert "Покупают: застройщик" in plain(page(browser, chain))


def test_a_chain_without_projects_says_what_to_do(browser, pool):
    empty = pool.add(ChainRow, title="Пустая")
    text = plain(page(browser, empty))
    assert "Проектов в цепочке ещё нет" in text
    assert "Схема цепочки" not in text


def test_a_project_without_slots_says_what_to_do(browser, pool):
    chain = pool.add(ChainRow, title="Пустая")
    pool.add(ProjectRow, chain_id=chain.id, title="Линия", product="Газоблок")
    assert "Звеньев ещё нет" in plain(page(browser, chain))


def test_an_unknown_chain_is_not_found(browser):
    for path in ("/chains/999/gaps", "/chains/999/picture.svg", "/chains/1/picture.pdf"):
        assert browser.get(path).status_code == 404


def test_whoever_is_not_signed_in_is_asked_to(anybody, chain):
    response = anybody.get(f"/chains/{chain.id}/gaps")
    assert "/sign-in" in response.location


def test_the_picture_leads_to_the_rows_of_the_map(browser, chain):
    text = page(browser, chain)
    assert set(re.findall(r'"url": ?"#(slot-\d+)"', text)) == set(re.findall(r'<tr id="(slot-\d+)"', text))
    assert "Показать кандидатов" in text


@pytest.mark.parametrize(
    ("form", "media_type", "start"),
    [
        ("svg", "image/svg+xml", b"<svg"),
        ("png", "image/png", b"\x89PNG"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
    ],
)
def test_the_picture_is_downloaded(browser, chain, form, media_type, start):
    response = browser.get(f"/chains/{chain.id}/picture.{form}")
    assert response.status_code == 200
    assert response.content_type.split(";")[0] == media_type
    assert response.data.startswith(start)
    assert "attachment" in response.headers["Content-Disposition"]


def test_the_workbook_tells_the_states(browser, chain):
    book = load_workbook(io.BytesIO(browser.get(f"/chains/{chain.id}/picture.xlsx").data))
    cells = [cell for sheet in book for line in sheet.iter_rows(values_only=True) for cell in line]
    assert {"открыто", "один поставщик", "Арматура Плюс", "Окна ПВХ двухкамерные"} <= set(cells)


def test_what_people_typed_is_text_and_no_markup(browser, pool, chain):
    pool.add(ProjectRow, chain_id=chain.id, title="<b>жирный</b>", product="<script>alert(1)</script>")
    text = page(browser, chain)
    assert "<b>жирный" not in text and "<script>alert" not in text


def test_the_page_of_a_chain_leads_to_its_map(browser, chain):
    assert f"/chains/{chain.id}/gaps" in browser.get(f"/chains/{chain.id}").text


def test_a_chain_of_hundreds_of_slots_is_drawn_as_svg_but_not_as_png(browser, chain, services):
    with services.database.changing("test", "fill") as session:
        project_id = session.query(ProjectRow.id).filter_by(chain_id=chain.id).scalar()
        more = (
            SlotRow(code=f"З-{n}", project_id=project_id, title="Песок", kind="product") for n in range(300)
        )
        session.add_all(more)
    response = browser.get(f"/chains/{chain.id}/picture.png")
    assert response.status_code == 422 and "Скачайте SVG" in response.text
    assert browser.get(f"/chains/{chain.id}/picture.svg").status_code == 200
