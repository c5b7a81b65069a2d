"""A company named by a part of its name: the form comes back with companies to choose from."""

import re

import pytest

from data.store.company_choice import fitting_companies, told_name
from data.store.records import find_company
from data.tables.journal import RequestRow
from data.tables.pool import ChallengeRow, CompanyRow
from service.access import COMMAND_LINE

NOTE = {"topic": "staff", "text": "не хватает крановщиков"}


def offered(page, name="company"):
    chosen = re.search(rf'<select id="{name}-chosen".*?</select>', page, re.DOTALL)
    return re.findall(r'<option value="([^"]+)"', chosen[0]) if chosen else []


@pytest.fixture
def yard(pool):
    return pool.add(CompanyRow, name="ООО «Двор Севера»", code="dvor-2")


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("двор", ["Бетонный двор", "ООО «Двор Севера»"]),
        ("Двора севера", ["ООО «Двор Севера»"]),
        ("ООО «Бетонный»", ["Бетонный двор"]),
        ("dvor", ["ООО «Двор Севера»"]),
        ("%", []),
        ("ООО", []),
    ],
)
def test_a_part_of_a_name_or_the_beginning_of_a_code_fits(services, yard, typed, names):
    with services.database.reading() as session:
        assert [row.name for row in fitting_companies(session, typed)] == names


def test_namesakes_are_told_with_their_codes_and_found_by_what_is_told(services, pool):
    pool.add(CompanyRow, name="бетонный двор", code="beton-2")
    with services.database.reading() as session:
        rows = fitting_companies(session, "бетонный")
        told = [told_name(session, row) for row in rows]
        assert sorted(told) == ["Бетонный двор", "бетонный двор (код beton-2)"]
        assert [find_company(session, name) for name in told] == rows


def test_a_part_of_a_name_is_never_taken_for_the_company_but_offered(browser, services, yard):
    page = browser.post("/challenges", company="двор", **NOTE)
    assert (
        page.status_code == 422
        and "По «двор» подходят Бетонный двор, ООО «Двор Севера»: выберите" in page.text
    )
    assert offered(page.text) == ["Бетонный двор", "ООО «Двор Севера»"]
    chosen = {"company-asked": "двор", "company-chosen": "ООО «Двор Севера»"}
    browser.post("/challenges", company="двор", **chosen, **NOTE)
    with services.database.reading() as session:
        assert [row.company_id for row in session.query(ChallengeRow)] == [yard.id]


def test_a_choice_for_a_text_that_was_typed_over_does_not_count(browser, services, pool, yard):
    chosen = {"company-asked": "двор", "company-chosen": "ООО «Двор Севера»"}
    browser.post("/challenges", company="Окна Сибири", **chosen, **NOTE)
    with services.database.reading() as session:
        assert [row.company_id for row in session.query(ChallengeRow)] == [pool.company("okna").id]


def test_the_only_company_that_fits_is_chosen_in_the_form_already(browser):
    page = browser.post("/challenges", company="бетонный", **NOTE).text
    assert "Похоже, это Бетонный двор: если она, отправьте ещё раз" in page
    assert '<option value="Бетонный двор" selected>Бетонный двор · Тюмень · участник</option>' in page


def test_a_draft_is_confirmed_by_a_part_of_the_name_of_who_asks(browser, services, pool):
    browser.post("/journal/new", text="нужен кирпич 5 тонн", channel="call")
    form = browser.form("/journal/1") | {"company": "строй"}
    assert offered(browser.post("/journal/1/confirm", **form).text) == ["Стройтрест"]
    chosen = {"company-asked": "строй", "company-chosen": "Стройтрест"}
    assert browser.post("/journal/1/confirm", **form, **chosen).status_code == 303
    with services.database.reading() as session:
        assert session.get(RequestRow, 1).asked_by_company_id == pool.company("trest").id


@pytest.mark.parametrize(
    ("path", "field"),
    [("/?text=бетон&explain=1&why=", "why"), ("/compare?add=", "add"), ("/journal?company=", "company")],
)
def test_pages_that_only_show_something_take_the_only_company_that_fits(browser, yard, path, field):
    browser.post("/journal/new", text="нужен кирпич 5 тонн", channel="call")
    one, several = browser.get(path + "бетонный"), browser.get(path + "двор")
    assert f'id="{field}-error"' not in one.text and one.status_code < 400
    assert offered(several.text, field) == ["Бетонный двор", "ООО «Двор Севера»"]


def test_a_project_names_its_initiator_by_a_part_of_the_name(browser, services, pool):
    path = "/chains/new"
    form = browser.form(path) | {"product": "Газоблок", "initiator_id": "бетонный"}
    page = browser.post(path, **form)
    assert page.status_code == 422 and offered(page.text, "initiator_id") == ["Бетонный двор"]


def test_a_company_that_was_archived_or_merged_is_told_as_that(browser, services, pool, yard):
    services.merging.merge(COMMAND_LINE, pool.company("beton").id, yard.id, {})
    services.pool_entry.archive(COMMAND_LINE, CompanyRow, pool.company("okna").id)
    merged = browser.post("/challenges", company="ООО «Двор Севера»", **NOTE).text
    assert "ООО «Двор Севера» теперь часть Бетонный двор" in merged
    assert "Окна Сибири — в архиве" in browser.post("/challenges", company="okna", **NOTE).text
