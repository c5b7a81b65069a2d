"""Somebody else's edit in between."""

import re

import pytest

from data.tables.pool import ChainRow, ContractRow, ProjectRow, SlotRow
from service.access import COMMAND_LINE
from tests.service.web.conftest import FormValues


@pytest.fixture
def company(pool):
    return pool.company("okna")


def change(services, row, **values):
    services.pool_entry.update(COMMAND_LINE, type(row), row.id, values)


def test_edits_of_different_fields_are_both_kept(browser, services, pool, company):
    path = f"/companies/{company.id}/edit"
    form = browser.form(path)
    change(services, company, website="okna.example")
    assert browser.post(path, **form | {"phone": "2-22-22"}).status_code == 303
    now = pool.company("okna")
    assert (now.website, now.phone) == ("https://okna.example", "2-22-22")


def test_of_one_field_both_values_are_shown_and_nothing_typed_is_lost(browser, services, pool, company):
    path = f"/companies/{company.id}/edit"
    form = browser.form(path)
    change(services, company, phone="1-11-11", website="okna.example")
    page = browser.post(path, **form | {"phone": "2-22-22", "about": "Ставим <b>окна</b>"})
    assert page.status_code == 409
    assert "1-11-11" in page.text and "2-22-22" in page.text
    assert pool.company("okna").phone == "1-11-11" and pool.company("okna").about is None
    choice = FormValues(page.text).values
    assert choice["about"] == "Ставим <b>окна</b>" and "website" not in choice


@pytest.mark.parametrize(("kept", "phone"), [("theirs", "1-11-11"), ("yours", "2-22-22")])
def test_the_value_that_somebody_chose_stays(browser, services, pool, company, kept, phone):
    path = f"/companies/{company.id}/edit"
    form = browser.form(path)
    change(services, company, phone="1-11-11", website="okna.example")
    page = browser.post(path, **form | {"phone": "2-22-22", "about": "Окна"}).text
    sent = FormValues(page).values | {"only": re.findall(r'name="only" value="(\w+)"', page)}
    assert browser.post(path, **sent | {"keep-phone": kept}).status_code == 303
    now = pool.company("okna")
    assert (now.phone, now.about, now.website) == (phone, "Окна", "https://okna.example")


def test_a_third_edit_meanwhile_is_shown_again(browser, services, company):
    path = f"/companies/{company.id}/edit"
    form = browser.form(path)
    change(services, company, phone="1-11-11")
    page = browser.post(path, **form | {"phone": "2-22-22"}).text
    change(services, company, phone="3-33-33")
    again = browser.post(path, **FormValues(page).values | {"only": "phone", "keep-phone": "yours"})
    assert again.status_code == 409 and "3-33-33" in again.text and "2-22-22" in again.text


def test_a_wrong_value_is_told_first_and_the_form_remembers_what_it_began_with(browser, services, company):
    path = f"/companies/{company.id}/edit"
    form = browser.form(path)
    change(services, company, phone="1-11-11")
    wrong = browser.post(path, **form | {"phone": "2-22-22", "inn": "1"})
    assert wrong.status_code == 422
    mended = FormValues(wrong.text).values | {"inn": ""}
    assert browser.post(path, **mended).status_code == 409


def test_companies_of_a_slot_are_told_by_name(browser, services, pool):
    chain = pool.add(ChainRow, title="Стены")
    project = pool.add(ProjectRow, chain_id=chain.id, title="Линия", product="Панель")
    slot = pool.add(SlotRow, project_id=project.id, title="Арматура", kind="product")
    path = f"/slots/{slot.id}/edit"
    form = browser.form(path)
    change(services, slot, filled_by=[pool.company("armatura").id], basis="contract")
    page = browser.post(path, **form | {"filled_by": ["okna"], "basis": "agreement"})
    assert page.status_code == 409
    assert "Арматура Плюс" in page.text and "Окна Сибири" in page.text
    assert "договор" in page.text and "соглашение" in page.text


def test_chains_and_contracts_are_checked_too(browser, services, pool):
    chain = pool.add(ChainRow, title="Стены")
    sides = {"supplier_id": pool.company("beton").id, "customer_id": pool.company("okna").id}
    contract = pool.add(ContractRow, subject="Бетон", **sides)
    for kind, row, name in (("chains", chain, "title"), ("contracts", contract, "subject")):
        form = browser.form(f"/{kind}/{row.id}/edit")
        change(services, row, **{name: "Чужое"})
        assert browser.post(f"/{kind}/{row.id}/edit", **form | {name: "Своё"}).status_code == 409
