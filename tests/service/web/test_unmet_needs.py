"""«В незакрытые потребности»: what nobody can supply becomes a need of a company or a draft."""

import re
from datetime import timedelta

import pytest

from data.tables.journal import RequestRow
from data.tables.pool import NeedRow
from tests.service.web.readers import reader_of
from tests.service.web.test_search_page import results

APPLES = "Нужны саженцы яблони, 40 шт. с доставкой в Ялуторовск"


@pytest.fixture
def rows(services):
    def all_of(table):
        with services.database.reading() as session:
            return session.query(table).filter(table.id > 0).all()

    return all_of


def apples(rows):
    return [row for row in rows(NeedRow) if "яблони" in row.title]


def test_the_button_stands_under_an_empty_answer_only(browser):
    assert "В незакрытые потребности" in results(browser.get("/", text=APPLES))
    assert "В незакрытые потребности" not in browser.get("/", text="Бетон товарный М500").text
    assert "В незакрытые потребности" not in browser.get("/", side="buyers", text=APPLES).text


def test_a_company_that_is_named_gets_the_need_with_what_the_text_tells(browser, rows, pool):
    response = browser.post("/unmet", side="suppliers", text=APPLES, owner="trest")
    (row,) = apples(rows)
    assert response.status_code == 303 and response.location == f"/?need_id={row.id}"
    assert (row.company_id, row.visibility) == (pool.company("trest").id, "private")
    assert (row.volume, row.unit, row.place) == (40, "шт.", "Ялуторовск")


def test_what_was_typed_goes_before_what_the_text_tells(browser, rows):
    typed = {"kind": "service", "place": "Ишим", "volume": "7", "unit": "т", "okpd2": "01.30.10"}
    browser.post("/unmet", text=APPLES, owner="Стройтрест", **typed)
    (row,) = apples(rows)
    assert (row.kind, row.place, row.volume, row.unit, row.okpd2) == ("service", "Ишим", 7, "т", "01.30.10")


def test_the_same_twice_is_one_need_and_undo_archives_it(browser, rows):
    browser.post("/unmet", text=APPLES, owner="trest")
    page = browser.follow("/unmet", text=APPLES, owner="trest")
    (row,) = apples(rows)
    assert f'action="/needs/{row.id}/archive"' in page.text and "Отменить" in page.text
    browser.post(f"/needs/{row.id}/archive")
    assert apples(rows)[0].archived_at is not None


def test_a_need_that_was_there_before_is_not_taken_away_by_undo(browser, pool, services):
    need = pool.need("Бетон М500 для фундамента")
    with services.database.changing("test", "age") as session:
        session.get(NeedRow, need.id).created_at -= timedelta(days=1)
    page = browser.follow("/unmet", text=need.title, owner="trest")
    assert "уже записана" in page.text and f"/needs/{need.id}/archive" not in page.text


def test_it_appears_among_the_unmet_needs(browser, pool):
    browser.post("/unmet", text=APPLES, owner="trest")
    pool.rebuild()
    assert "саженцы яблони" in browser.get("/niches").text


def test_when_nobody_in_particular_asks_a_draft_of_the_journal_is_made(browser, rows):
    response = browser.post("/unmet", text=APPLES, place="Ишим", owner=" ")
    browser.post("/unmet", text=APPLES, place="Ишим")
    (row,) = rows(RequestRow)
    assert response.location == f"/journal/{row.id}" and row.state == "draft"
    assert APPLES in row.text and "Место: Ишим" in row.text
    browser.post(f"/unmet/drafts/{row.id}/take-back")
    assert (rows(RequestRow)[0].state, rows(RequestRow)[0].reason) == ("no_result", "mistake")


def test_an_unknown_company_gets_a_message_at_its_field_and_nothing_typed_is_lost(browser, rows):
    page = browser.post("/unmet", text=APPLES, owner="<b>Нет такой</b>")
    assert page.status_code == 422 and apples(rows) == []
    assert 'id="owner-error">В пуле нет компании' in page.text
    assert 'value="&lt;b&gt;Нет такой&lt;/b&gt;"' in page.text and APPLES in page.text


@pytest.mark.parametrize(
    "values", [{}, {"text": " "}, {"text": APPLES, "side": "buyers"}, {"text": "я" * 10_001}]
)
def test_a_form_filled_in_by_hand_is_refused(browser, rows, values):
    assert browser.post("/unmet", **values).status_code == 422
    assert apples(rows) == []


def test_a_form_needs_its_token(browser, rows):
    assert browser.client.post("/unmet", data={"text": APPLES, "owner": "trest"}).status_code == 400
    assert apples(rows) == []


def test_a_reader_neither_sees_the_button_nor_keeps_a_need(app, services, rows):
    reader = reader_of(app, services)
    assert "В незакрытые потребности" not in reader.get("/", text=APPLES).text
    assert reader.post("/unmet", text=APPLES, owner="trest").status_code == 403
    assert apples(rows) == []


def test_the_page_says_what_happens_without_a_company(browser):
    page = results(browser.get("/", text=APPLES))
    assert re.search(r'id="owner-hint">[^<]*черновик в журнал обращений', page)
