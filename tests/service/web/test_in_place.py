"""One field edited where it stands."""

import re

import pytest

from data.tables.pool import ChainRow, ProjectRow, SlotRow
from service.access import COMMAND_LINE
from tests.service.web.conftest import FormValues

HTMX = {"HX-Request": "true"}


@pytest.fixture
def phone(pool):
    return f"/companies/{pool.company('okna').id}/fields/phone"


def opened(browser, path):
    page = browser.client.get(path, headers=HTMX)
    assert page.status_code == 200, page.text
    return FormValues(page.text).values


def sent(browser, path, **values):
    return browser.client.post(path, data={"csrf_token": browser.token()} | values, headers=HTMX)


def test_a_field_is_changed_alone_and_answers_as_it_now_reads(browser, pool, phone):
    answer = sent(browser, phone, **opened(browser, phone) | {"phone": "2-22-22"})
    assert answer.status_code == 200 and "editing" not in answer.text
    assert answer.text.count("2-22-22</a>") == 1  # the head of the page tells it too
    assert answer.text.count("2-22-22") == 3 and "<form" not in answer.text.split('id="notices"')[0]
    company = pool.company("okna")
    assert (company.phone, company.municipality) == ("2-22-22", "Ишим")


def test_what_was_saved_is_told_with_the_way_back_and_stands_in_the_history(browser, pool, phone):
    answer = sent(browser, phone, **opened(browser, phone) | {"phone": "2-22-22"}).text
    history = answer.split('id="history-lines" hx-swap-oob="innerHTML"')[1]
    assert "Сохранено: Телефон" in answer and "Компания изменена: Телефон" in " ".join(history.split())
    undo = FormValues(answer.split('id="notices"')[1].split("</form>")[0]).values
    page = browser.follow(phone, **undo).text
    assert "Изменение отменено" in page and pool.company("okna").phone is None


def test_what_others_wrote_since_is_not_undone(browser, services, pool, phone):
    answer = sent(browser, phone, **opened(browser, phone) | {"phone": "2-22-22"}).text
    company = pool.company("okna")
    services.pool_entry.update(COMMAND_LINE, type(company), company.id, {"phone": "1-11-11"})
    undo = FormValues(answer.split('id="notices"')[1].split("</form>")[0]).values
    assert "Отменить не удалось" in browser.follow(phone, **undo).text
    assert pool.company("okna").phone == "1-11-11"


def test_a_wrong_value_stays_in_the_form_with_its_message(browser, pool):
    path = f"/companies/{pool.company('okna').id}/fields/inn"
    answer = sent(browser, path, **opened(browser, path) | {"inn": "123"})
    assert answer.status_code == 422
    assert 'value="123"' in answer.text and "неверен" in re.search(r'id="inn-error">([^<]*)', answer.text)[1]


def test_what_somebody_else_wrote_meanwhile_is_told_and_what_was_typed_is_kept(
    browser, services, pool, phone
):
    form, company = opened(browser, phone), pool.company("okna")
    services.pool_entry.update(COMMAND_LINE, type(company), company.id, {"phone": "1-11-11"})
    answer = sent(browser, phone, **form | {"phone": "2-22-22"})
    assert answer.status_code == 409 and "1-11-11" in answer.text and 'value="2-22-22"' in answer.text
    assert pool.company("okna").phone == "1-11-11"
    assert sent(browser, phone, **FormValues(answer.text).values).status_code == 200
    assert pool.company("okna").phone == "2-22-22"


def test_cancelling_gives_the_field_back(browser, phone):
    page = browser.client.get(f"{phone}/as-it-is", headers=HTMX).text
    assert "не указано" in page and "Изменить" in page


def test_what_the_head_tells_brings_the_whole_page_anew(browser, pool):
    company = pool.company("okna")
    path = f"/companies/{company.id}/fields/name"
    answer = sent(browser, path, **opened(browser, path) | {"name": "Окна Урала"})
    assert answer.headers["HX-Redirect"] == f"/companies/{company.id}"


def test_without_scripts_the_ordinary_form_opens_at_the_field(browser, pool, phone):
    answer = browser.get(phone)
    assert answer.location == f"/companies/{pool.company('okna').id}/edit#phone"


def test_a_slot_is_filled_together_with_its_basis(browser, services, pool):
    chain = pool.add(ChainRow, title="Стены")
    project = pool.add(ProjectRow, chain_id=chain.id, title="Линия", product="Панель")
    slot = pool.add(SlotRow, project_id=project.id, title="Арматура", kind="product")
    path = f"/slots/{slot.id}/fields/filled_by"
    answer = sent(browser, path, **opened(browser, path) | {"filled_by": "armatura", "basis": "contract"})
    assert "Арматура Плюс" in answer.text and "договор" in answer.text


@pytest.mark.parametrize("name", ["fictional", "company_id", "id", "archived_at", "нет"])
def test_only_fields_of_the_form_can_be_changed(browser, name):
    assert browser.client.get(f"/companies/1/fields/{name}", headers=HTMX).status_code == 404
    assert sent(browser, f"/companies/1/fields/{name}", **{name: "1"}).status_code == 404


def test_a_field_that_follows_another_is_edited_with_it_only(browser, pool):
    need = pool.need("Бетон М500 для фундамента").id
    assert browser.client.get(f"/needs/{need}/fields/volume", headers=HTMX).text.count("<label") == 2
    for path in (f"/needs/{need}/fields/unit", f"/needs/{need}/fields/unit/as-it-is"):
        assert browser.client.get(path, headers=HTMX).status_code == 404


def test_readers_change_nothing(services, anybody, phone):
    services.people.create(COMMAND_LINE, "chitatel", "Читатель", "reader", "длинный пароль")
    anybody.sign_in(login="chitatel")
    assert anybody.client.get(phone, headers=HTMX).status_code == 403
    assert sent(anybody, phone, phone="2").status_code == 403
    page = anybody.get("/companies/1")
    assert page.status_code == 200 and "Изменить" not in page.text and "В архив" not in page.text
