import re

import pytest

from data.tables.pool import AuditRow, ChainRow, CompanyRow, NeedRow, ProjectRow, SlotRow


def test_companies_are_found_by_part_of_the_name_in_any_case(browser):
    page = browser.get("/companies", name="БЕТОН").text
    assert "Бетонный двор" in page and "Арматура Плюс" not in page


def test_companies_are_found_by_code_and_status(browser):
    assert "Окна Сибири" in browser.get("/companies", name="okna").text
    page = browser.get("/companies", status="outside_customer").text
    assert "Стройтрест" in page and "Бетонный двор" not in page


def names(page):
    return re.findall(r'<td><a href="/companies/\d+">([^<]+)</a>', page)


def test_companies_are_found_by_what_they_offer_with_all_words_of_it(browser):
    page = browser.get("/companies", name="ПВХ окна").text
    assert names(page) == ["Окна Сибири"] and "предлагает: Окна ПВХ двухкамерные" in page
    assert 'href="/?text=' in page


def test_companies_stand_in_order_of_names_without_the_legal_form(browser, pool):
    for name in ("ООО «Ярус-Т»", "АО «Ёж-Т»", "Жук-Т"):
        pool.add(CompanyRow, name=name)
    assert names(browser.get("/companies", name="-т").text) == ["АО «Ёж-Т»", "Жук-Т", "ООО «Ярус-Т»"]


def test_headings_sort_the_list_and_keep_what_was_asked(browser, pool):
    for name, town in (("А-Т", "Ялуторовск"), ("Б-Т", "Ишим"), ("В-Т", "Тобольск")):
        pool.add(CompanyRow, name=name, municipality=town)
    by_place = by_heading(browser, browser.get("/companies", name="-т").text, "Где")
    assert names(by_place) == ["Б-Т", "В-Т", "А-Т"] and 'aria-sort="ascending"' in by_place
    assert names(by_heading(browser, by_place, "Где")) == ["А-Т", "В-Т", "Б-Т"]


def by_heading(browser, page, word):
    (address,) = re.findall(rf'<a href="([^"]+)">{word}</a>', page)
    return browser.get(address.replace("&amp;", "&")).text


def test_a_list_of_fictional_companies_says_so_once(browser, pool):
    for name in ("Раз-Т", "Два-Т"):
        pool.add(CompanyRow, name=name, fictional=True)
    assert browser.get("/companies", name="-т").text.count("вымышленн") == 1
    pool.add(CompanyRow, name="Три-Т")
    assert browser.get("/companies", name="-т").text.count("вымышленная") == 2


def test_a_long_list_has_pages(browser, pool):
    for i in range(60):
        pool.add(CompanyRow, name=f"Завод {i:02}")
    first = browser.get("/companies", name="завод", sort="-name").text
    following = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")
    second = browser.get(following).text
    assert names(first) + names(second) == [f"Завод {i:02}" for i in reversed(range(60))]
    assert 'rel="next"' not in second and "К началу" in second and "51–60 из 60" in second


@pytest.mark.parametrize(
    "query",
    [
        {"page": "abc"},
        {"page": "9" * 40},
        {"page": "999"},
        {"sort": "id"},
        {"status": "чужой"},
        {"name": "%_\\"},
    ],
)
def test_a_list_asked_for_in_a_strange_way_is_still_a_list(browser, query):
    assert browser.get("/companies", **query).status_code == 200


def test_a_card_shows_profile_offers_and_needs_with_what_to_do(browser, pool):
    company = pool.company("okna")
    offer, need = pool.offer("Окна ПВХ двухкамерные"), pool.need("Арматура А500С для перемычек")
    page = browser.get(f"/companies/{company.id}").text
    assert "Муниципалитет" in page and "Ишим" in page
    assert f'href="/?offer_id={offer.id}"' in page and "Найти покупателей" in page
    assert f'href="/?need_id={need.id}"' in page and "Найти поставщиков" in page


def test_a_card_tells_which_projects_the_company_leads_and_which_slots_it_fills(browser, pool):
    leader, supplier, other = (pool.company(code).id for code in ("beton", "armatura", "okna"))
    chain = pool.add(ChainRow, title="Стены")
    project = pool.add(ProjectRow, chain_id=chain.id, title="Линия", product="Панель", initiator_id=leader)
    filled = {"filled_by": [supplier], "basis": "contract"}
    slot = pool.add(SlotRow, project_id=project.id, title="Арматура А500С", kind="product", **filled)
    assert "Стены — Линия: инициатор проекта" in told(browser, leader)
    assert "Стены — Линия: закрывает Арматура А500С (договор)" in told(browser, supplier)
    assert f'"/chains/{chain.id}/gaps#slot-{slot.id}"' in browser.get(f"/companies/{supplier}").text
    assert "Проектов компания не ведёт и звеньев не закрывает" in told(browser, other)


def told(browser, id_):
    return " ".join(re.sub(r"<[^>]+>", "", browser.get(f"/companies/{id_}").text).split())


@pytest.mark.parametrize(("code", "is_invitable"), [("armatura", True), ("beton", False), ("trest", False)])
def test_a_card_leads_to_the_dossier_of_whoever_may_be_invited(browser, pool, code, is_invitable):
    id_ = pool.company(code).id
    page = browser.get(f"/companies/{id_}").text
    assert (f'href="/invitations/{id_}/dossier"' in page) == is_invitable


def test_a_site_is_linked_without_passing_on_trust(browser, pool):
    company = pool.add(CompanyRow, name="Сайт", website="zavod.example")
    page = browser.get(f"/companies/{company.id}").text
    assert '<a href="https://zavod.example" rel="noopener nofollow">' in page


def test_the_general_address_stands_in_the_head_of_a_card_and_is_edited_in_place(browser, pool):
    company = pool.add(CompanyRow, name="Почта", email="info@zavod.example")
    link = '<a href="mailto:info%40zavod.example">info@zavod.example</a>'
    assert link in browser.get(f"/companies/{company.id}").text
    wrong = browser.post(
        f"/companies/{company.id}/edit", name="Почта", email="info", website="javascript:a.b"
    )
    assert wrong.status_code == 422
    assert "нужен один адрес" in re.search(r'id="email-error">([^<]*)', wrong.text)[1].casefold()
    assert "нужен адрес сайта" in re.search(r'id="website-error">([^<]*)', wrong.text)[1].casefold()


@pytest.mark.parametrize("path", ["/companies/999", "/companies/999/edit", "/offers/999/edit", "/nowhere"])
def test_what_is_not_there_is_told_on_a_page_with_a_way_on(browser, path):
    response = browser.get(path)
    assert response.status_code == 404
    assert "На страницу поиска" in response.text


def test_a_company_is_entered_with_labels_of_the_spreadsheet(browser, pool):
    assert "Реестр Минпромторга" in browser.get("/companies/new").text
    page = browser.follow(
        "/companies/new", name="Новый завод", roles=["manufacturer", "supplier"], status="joining"
    )
    assert "Сохранено" in page.text
    assert "производитель; поставщик" in page.text and "вступает" in page.text


def test_wrong_fields_keep_what_was_typed_and_say_what_to_mend(browser):
    page = browser.post("/companies/new", name="", inn="123", about="Делаем <b>блоки</b>", roles="carrier")
    assert page.status_code == 422
    assert "Поле нужно заполнить" in re.search(r'id="name-error">([^<]*)', page.text)[1]
    assert "неверен" in re.search(r'id="inn-error">([^<]*)', page.text)[1]
    assert 'value="123"' in page.text and "Делаем &lt;b&gt;блоки&lt;/b&gt;" in page.text
    assert 'name="roles" value="carrier" checked' in page.text


def test_saving_a_form_without_changes_changes_nothing(browser, pool):
    made = pool.add(
        CompanyRow,
        name="Всё заполнено",
        inn="7707083893",
        okved2="23.61; 41.20",
        roles="перевозчик",
        about='Кавычки "и" <скобки>',
        certificates="ISO 9001; ISO 14001",
        minpromtorg="да",
        confirmed_on="15.09.2026",
        website="zavod.example",
    )
    before = row_values(pool.company(made.code))
    values = browser.form(f"/companies/{made.id}/edit")
    assert values["certificates"] == "ISO 9001; ISO 14001" and values["roles"] == ["carrier"]
    assert browser.post(f"/companies/{made.id}/edit", **values).status_code == 303
    assert row_values(pool.company(made.code)) == before


def row_values(row):
    ignored = {"updated_at"}
    return {c.name: getattr(row, c.name) for c in row.__table__.columns if c.name not in ignored}


def test_after_a_need_is_saved_suppliers_are_one_click_away(browser, pool):
    company = pool.company("beton")
    page = browser.follow(
        f"/companies/{company.id}/needs/new",
        title="Окна ПВХ для цеха",
        kind="product",
        visibility="private",
        volume="1 200,5",
        unit="шт.",
        due="15.09.2026",
    ).text
    need = pool.need("Окна ПВХ для цеха")
    assert "Сохранено" in page and f'href="/?need_id={need.id}">Найти поставщиков' in page
    assert need.volume == 1200.5 and need.due == "2026-09-15"
    assert "1\u00a0200,5 шт." in page and "15.09.2026" in page
    assert "Окна Сибири" in browser.get("/", need_id=need.id).text


def test_errors_of_a_need_stand_at_its_fields(browser, pool):
    path = f"/companies/{pool.company('beton').id}/needs/new"
    page = browser.post(path, title="", volume="много", kind="product", visibility="private")
    assert page.status_code == 422
    assert 'id="title-error"' in page.text and 'id="volume-error"' in page.text
    assert 'value="много"' in page.text


def test_an_outside_customer_is_told_why_it_has_no_offers(browser, pool):
    path = f"/companies/{pool.company('trest').id}/offers/new"
    page = browser.post(path, title="Бетон", kind="product")
    assert page.status_code == 422
    assert "У внешнего заказчика не бывает предложений" in page.text


def test_an_offer_is_edited(browser, pool):
    offer = pool.offer("Бетон товарный М500")
    values = browser.form(f"/offers/{offer.id}/edit")
    assert values["title"] == "Бетон товарный М500" and values["radius_km"] == "100"
    page = browser.follow(f"/offers/{offer.id}/edit", **values | {"capacity_per_month": "2 500"}).text
    assert "Сохранено" in page
    assert pool.offer("Бетон товарный М500").capacity_per_month == 2500


def test_an_archived_company_leaves_the_answers_and_comes_back(browser, pool):
    company = pool.company("beton")
    page = browser.follow(f"/companies/{company.id}/archive").text
    assert "Компания в архиве" in page and "Вернуть" in page
    assert "Изменить компанию" not in page
    assert "Бетонный двор" not in browser.get("/", text="Бетон М500").text.split('id="result"')[1]
    page = browser.follow(f"/companies/{company.id}/restore").text
    assert "Компания в архиве" not in page
    assert "Бетонный двор" in browser.get("/", text="Бетон М500").text


@pytest.mark.parametrize("sheet", ["offers", "needs"])
def test_an_archived_record_can_be_brought_back(browser, pool, sheet):
    titles = {"offers": "Окна ПВХ двухкамерные", "needs": "Арматура А500С для перемычек"}
    record = pool.offer(titles[sheet]) if sheet == "offers" else pool.need(titles[sheet])
    page = browser.follow(f"/{sheet}/{record.id}/archive").text
    assert "в архив" in page and f'action="/{sheet}/{record.id}/restore"' in page
    assert "В архиве: 1" in page
    page = browser.follow(f"/{sheet}/{record.id}/restore").text
    assert "из архива" in page and "В архиве" not in page


def test_archiving_needs_a_form_of_ours(browser, pool):
    company = pool.company("beton")
    assert browser.get(f"/companies/{company.id}/archive").status_code == 405
    assert browser.client.post(f"/companies/{company.id}/archive").status_code == 400
    assert not pool.company("beton").archived_at


def test_who_changed_a_record_is_written_down(browser, services, pool):
    browser.follow(f"/companies/{pool.company('beton').id}/archive")
    with services.database.reading() as session:
        last = session.query(AuditRow).order_by(AuditRow.id.desc()).first()
    assert last.actor.startswith("user:") and last.action == "companies.archive"


def test_html_in_records_is_shown_and_not_run(browser, pool):
    company = pool.add(
        CompanyRow, name="<script>alert(1)</script>", about="</textarea><script>alert(2)</script>"
    )
    pool.add(NeedRow, company_id=company.id, title="<b>бетон</b>")
    for path in (f"/companies/{company.id}", f"/companies/{company.id}/edit", "/companies"):
        assert "<script>alert" not in browser.get(path).text
