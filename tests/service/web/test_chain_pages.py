"""Pages of chains: started from a product, entered, filled, edited, archived and brought back."""

import re

import pytest

from data.tables.pool import ChainRow, CompanyRow, ProjectRow, SlotRow

FACADE = {"product": "Вентилируемый фасад", "title": "", "capacity_per_month": "2 000", "unit": "м²"}
REST = {"initiator_id": "", "okpd2": "", "include_optional": ""}


@pytest.fixture
def chain(pool):
    return pool.add(ChainRow, title="Стены", investment_rub=3.6e9)


@pytest.fixture
def project(pool, chain):
    owner = {"chain_id": chain.id, "initiator_id": pool.company("beton").id}
    return pool.add(ProjectRow, title="Третья нитка", product="Газоблок", **owner)


@pytest.fixture
def slot(pool, project):
    return pool.add(SlotRow, project_id=project.id, title="Известь молотая", unit="т", volume_per_month=400)


def record(services, table, id_):
    with services.database.reading() as session:
        return session.get(table, id_)


def plain(page):
    """The text of a page, spaces as one."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("\u00a0", " ").split())


def test_the_facade_starts_from_nothing_and_is_worked_on(browser, services, pool):
    assert "Цепочек ещё нет" in browser.get("/chains").text
    page = browser.follow("/chains/new", **FACADE | REST)
    assert "Цепочка заведена, звеньев по рецептуре: 13" in page.text
    assert "Кронштейны и направляющие фасадной подсистемы" in page.text and "8 000 кг" in plain(page.text)
    assert "открыто — 13" in browser.get("/chains").text and '"/chains/1/gaps"' in browser.get("/chains").text

    values = browser.form("/slots/1/edit") | {"filled_by": ["арматура плюс", ""], "basis": "agreement"}
    page = browser.follow("/slots/1/edit", **values).text
    assert 'href="/companies/2">Арматура Плюс</a>' in page and "соглашение" in page
    assert "один поставщик — 1, открыто — 12" in browser.get("/chains").text

    page = browser.follow("/slots/2/archive").text
    assert (
        "убрано в архив" in page
        and 'action="/slots/2/restore"' in page
        and 'action="/slots/2/archive"' not in page
    )
    page = browser.follow("/slots/2/restore").text
    assert "возвращено из архива" in page and 'action="/slots/2/archive"' in page


def test_products_of_the_recipes_are_suggested(browser):
    page = browser.get("/chains/new").text
    assert 'list="products"' in page and '<option value="Вентилируемый фасад">на м²</option>' in page


def test_an_unknown_product_keeps_what_was_typed_and_names_similar_ones(browser):
    page = browser.post("/chains/new", **FACADE | REST | {"product": "вентелируемый фасат"})
    assert page.status_code == 422
    assert "похожие: «Вентилируемый фасад»" in re.search(r'id="product-error">([^<]*)', page.text)[1]
    assert 'value="вентелируемый фасат"' in page.text and 'value="2 000"' in page.text
    assert "Цепочек ещё нет" in browser.get("/chains").text


def test_an_empty_chain_is_entered_and_filled_step_by_step(browser):
    page = browser.follow("/chains/new/empty", **browser.form("/chains/new/empty") | {"title": "Крыши"}).text
    assert "Сохранено" in page and "Проектов ещё нет" in page and "вертикальная · задумана" in plain(page)
    values = browser.form("/chains/1/projects/new/empty")
    values |= {"title": "Линия", "product": "Черепица", "initiator_id": "okna"}
    page = browser.follow("/chains/1/projects/new/empty", **values).text
    assert "Звеньев ещё нет" in page and 'href="/companies/3">Окна Сибири</a>' in page
    values = browser.form("/projects/1/slots/new") | {"title": "Песок", "volume_per_month": "1 200,5"}
    page = browser.follow("/projects/1/slots/new", **values | {"unit": "кубов"}).text
    assert "Песок" in page and "1 200,5 м³" in plain(page) and "открыто" in page


def test_a_project_is_added_by_its_recipe(browser, chain):
    page = browser.follow(f"/chains/{chain.id}/projects/new", **FACADE | REST | {"include_optional": "да"})
    assert "Огневые испытания фасадной системы" in page.text


def test_a_slot_is_filled_by_code_inn_or_name_of_several_companies(browser, services, pool, slot):
    page = browser.get(f"/slots/{slot.id}/edit").text
    assert '<option value="Арматура Плюс">armatura</option>' in page
    values = browser.form(f"/slots/{slot.id}/edit") | {"basis": "contract"}
    browser.post(f"/slots/{slot.id}/edit", **values | {"filled_by": ["armatura", " ОКНА  Сибири ", ""]})
    assert record(services, SlotRow, slot.id).filled_by == [2, 3]
    values = browser.form(f"/slots/{slot.id}/edit")
    browser.post(f"/slots/{slot.id}/edit", **values | {"filled_by": ["", ""]})
    emptied = record(services, SlotRow, slot.id)
    assert (emptied.filled_by, emptied.basis) == ([], None)


def test_of_namesakes_a_form_names_the_code_too(browser, services, pool, slot):
    namesake = pool.add(CompanyRow, name="окна сибири", code="okna-2")
    path, both = f"/slots/{slot.id}/edit", {"filled_by": ["okna", "okna-2"], "basis": "contract"}
    browser.post(path, **browser.form(path) | both)
    page = browser.get(path).text
    assert '<option value="окна сибири (код okna-2)">okna-2</option>' in page
    named = ["Окна Сибири", "окна сибири (код okna-2)"]
    assert re.findall(r'name="filled_by" value="([^"]+)"', page) == named
    browser.post(path, **browser.form(path) | {"filled_by": named})
    assert record(services, SlotRow, slot.id).filled_by == [3, namesake.id]


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"filled_by": ["нет такой"]}, "filled_by", "В пуле нет компании «нет такой»"),
        ({"filled_by": ["armatura"], "basis": ""}, "basis", "Укажите основание"),
        ({"filled_by": ["trest"], "basis": "contract"}, "filled_by", "внешний заказчик"),
        ({"filled_by": ["beton"], "basis": "contract"}, "filled_by", "инициатор проекта"),
        ({"unit": "ведро"}, "unit", "нет в списке"),
        ({"volume_per_month": "-5"}, "volume_per_month", "Нужно число от 0"),
        ({"title": "ГАЗОБЛОК"}, "title", "продукт самого проекта"),
    ],
)
def test_a_wrong_slot_is_told_at_its_field(browser, slot, values, field, message):
    page = browser.post(f"/slots/{slot.id}/edit", **browser.form(f"/slots/{slot.id}/edit") | values)
    assert page.status_code == 422
    assert message in re.search(rf'id="{field}-error">([^<]*)', page.text)[1]
    assert f'href="#{field}"' in page.text and f'id="{field}"' in page.text


@pytest.mark.parametrize(
    ("path", "table"),
    [("/chains/1/edit", ChainRow), ("/projects/1/edit", ProjectRow), ("/slots/1/edit", SlotRow)],
)
def test_saving_a_form_without_changes_changes_nothing(browser, services, pool, slot, path, table):
    browser.post(
        "/slots/1/edit", **browser.form("/slots/1/edit") | {"filled_by": "okna", "basis": "contract"}
    )
    before = columns_of(record(services, table, 1))
    assert browser.post(path, **browser.form(path) | filled(table)).status_code == 303
    assert columns_of(record(services, table, 1)) == before


def filled(table):
    return (
        {"filled_by": ["okna", "", ""]} if table is SlotRow else {}
    )  # of inputs of one name the form keeps the last


def columns_of(row):
    return {c.name: getattr(row, c.name) for c in row.__table__.columns if c.name != "updated_at"}


def test_a_chain_and_its_project_are_edited(browser, slot):
    values = browser.form("/chains/1/edit") | {"title": "Стены и полы", "stage": "formed"}
    page = browser.follow("/chains/1/edit", **values).text
    assert "Стены и полы" in page and "сформирована" in page and "3 600 000 000 руб." in plain(page)
    values = browser.form("/projects/1/edit") | {"capacity_per_month": "25 000", "unit": "куб"}
    assert "мощность 25 000 м³ в месяц" in plain(browser.follow("/projects/1/edit", **values).text)


def test_an_archived_chain_leaves_the_list_and_comes_back_with_all_that_is_in_it(browser, slot):
    page = browser.follow("/chains/1/archive").text
    assert "Цепочка в архиве" in page and "Вернуть" in page and "Известь молотая" not in page
    listed = browser.get("/chains").text
    assert "Цепочек ещё нет" in listed and "В архиве: 1" in listed
    assert browser.get("/slots/1/edit").status_code == 404
    page = browser.follow("/chains/1/restore").text
    assert "возвращена из архива" in page and "Известь молотая" in page


def test_an_archived_project_can_be_brought_back_from_the_page_of_its_chain(browser, slot):
    page = browser.follow("/projects/1/archive").text
    assert "убран в архив" in page and "В архиве: 1" in page and "Известь молотая" not in page
    assert "Известь молотая" in browser.follow("/projects/1/restore").text


@pytest.mark.parametrize(
    "path",
    ["/chains/9", "/chains/9/edit", "/projects/9/edit", "/slots/9/edit", "/chains/9/projects/new",
     "/chains/9/projects/new/empty", "/projects/9/slots/new", f"/chains/{10**30}"],
)  # fmt: skip
def test_what_is_not_there_is_told(browser, path):
    assert browser.get(path).status_code == 404


def test_archiving_needs_a_form_of_ours(browser, services, slot):
    assert browser.get("/slots/1/archive").status_code == 405
    assert browser.client.post("/slots/1/archive").status_code == 400
    assert not record(services, SlotRow, 1).archived_at


def test_html_in_chains_is_shown_and_not_run(browser, pool, project):
    pool.add(ChainRow, title="<script>alert(1)</script>", description="<script>alert(2)</script>")
    pool.add(SlotRow, project_id=project.id, title="<script>alert(3)</script>")
    for path in ("/chains", "/chains/1", "/chains/2", "/chains/2/edit", "/slots/1/edit"):
        assert "<script>alert" not in browser.get(path).text


def test_the_way_to_the_chains_stands_on_every_page(browser):
    assert '<a href="/chains">' in browser.get("/companies").text


def test_more_companies_than_fill_a_slot_are_not_even_looked_up(browser, pool):
    chain = pool.add(ChainRow, title="Стены")
    project = pool.add(ProjectRow, chain_id=chain.id, title="Линия", product="Кирпич")
    slot = pool.add(SlotRow, project_id=project.id, title="Глина")
    typed = browser.form(f"/slots/{slot.id}/edit") | {"filled_by": [f"К-{n}" for n in range(51)]}
    response = browser.post(f"/slots/{slot.id}/edit", **typed)
    assert response.status_code == 422 and "можно до 50" in response.text
