"""Pages of the journal in a browser without scripts: from a pasted text to the contract."""

from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook

from data.store.journal import Selection
from service.access import COMMAND_LINE
from tests.service.web.conftest import FormValues

TEXT = "Стройтрест: нужен бетон М500 в Тюмень, 40 кубов до конца месяца. Звонить +7 912 345-67-89"
READ = ("company", "title", "kind", "volume", "unit", "place", "due", "visibility", "description", "okpd2")


class Clerk:
    """Somebody at the pages of one request."""

    def __init__(self, browser):
        self.browser = browser
        response = browser.post("/journal/new", text=TEXT, channel="call")
        assert response.status_code == 303, response.text
        self.path = response.location

    @property
    def page(self):
        return self.browser.get(self.path).text

    def post(self, action, **values):
        return self.browser.follow(f"{self.path}/{action}", **values)

    def confirm(self, **changes):
        values = FormValues(self.page).values
        return self.post("confirm", **{name: values[name] for name in READ} | changes)

    def quotation(self, **query):
        return self.browser.get(f"{self.path}/quotation", **query)


@pytest.fixture
def clerk(browser):
    return Clerk(browser)


@pytest.fixture
def confirmed(clerk):
    assert clerk.confirm().status_code == 200
    return clerk


def test_an_empty_journal_shows_how_to_begin(browser):
    page = browser.get("/journal").text
    assert "В журнале пока пусто" in page and 'href="/journal/new"' in page
    assert page.index(">Журнал</a>") < page.index(">Поиск</a>")


def test_a_text_that_is_missing_or_has_no_channel_comes_back_with_what_was_typed(browser):
    response = browser.post("/journal/new", text=TEXT, channel="голубь")
    assert response.status_code == 422 and 'id="channel-error"' in response.text
    assert TEXT in response.text
    assert 'id="text-error"' in browser.post("/journal/new", text=" ", channel="call").text


def test_the_draft_is_filled_in_from_the_text(clerk):
    values = FormValues(clerk.page).values
    assert {name: values[name] for name in ("company", "volume", "unit", "place", "due")} == {
        **{"company": "trest", "volume": "40", "unit": "м³", "place": "Тюмень"},
        "due": "до конца месяца",
    }
    assert "345-67-89" not in values["title"] + values["description"] and TEXT in clerk.page


def test_a_draft_confirmed_is_a_need_with_suppliers_to_choose(confirmed, pool):
    page = confirmed.page
    assert "в работе" in page and "Найти поставщиков" in page
    assert 'name="to" value="1-1"' in page and "Бетонный двор" in page
    assert pool.company("trest").name in page


def test_a_wrong_field_of_a_draft_is_told_there_and_the_rest_is_kept(clerk):
    response = clerk.confirm(company="Неизвестные", title="Бетон, исправлено")
    assert response.status_code == 422 and 'id="company-error"' in response.text
    assert "Бетон, исправлено" in response.text and "Неизвестные" in response.text
    wrong = clerk.confirm(volume="много")
    assert 'id="volume-error"' in wrong.text and "черновик" in clerk.page


def test_the_request_for_a_quotation_hides_who_asks_unless_agreed(confirmed):
    page = confirmed.quotation(to="1-1").text
    text = page.split("<textarea", 1)[1]
    assert "бетон М500" in text and "40 м³" in text and "Тюменская область" in text
    assert [word for word in ("Стройтрест", "345-67-89", "в Тюмень") if word in text] == []
    assert "Стройтрест" in confirmed.quotation(to="1-1", named="1").text.split("<textarea", 1)[1]


def test_the_document_says_what_the_letter_says(confirmed):
    response = confirmed.browser.get(f"{confirmed.path}/quotation.docx", to="1-1")
    text = "\n".join(p.text for p in Document(BytesIO(response.data)).paragraphs)
    assert "Запрос коммерческого предложения" in text and "Объём: 40 м³" in text
    assert "Стройтрест" not in text


def test_looking_at_the_text_asks_nobody_and_the_button_writes_it_down(confirmed):
    confirmed.quotation(to="1-1")
    assert "КП запрошено" not in confirmed.page
    page = confirmed.post("asked", to="1-1").text
    assert "Записано, у кого запрошено КП" in page and "КП запрошено" in page
    answered = confirmed.post(
        "answer", answer_company="1", answer_kind="answered", answer_rub="300 000", answer_text="за неделю"
    )
    assert "за неделю" in answered.text and "300\u00a0000 ₽" in answered.text


def test_a_company_that_was_not_found_may_be_named(confirmed):
    assert "Арматура Плюс" in confirmed.quotation(other="armatura").text
    wrong = confirmed.quotation(to="1-1", other="Неизвестные")
    assert wrong.status_code == 422 and 'id="other-error"' in wrong.text and "Неизвестные" in wrong.text
    assert 'value="1-1" checked' in wrong.text


@pytest.mark.parametrize("query", [{}, {"to": "мусор"}, {"to": "99999999999999999999"}])
def test_without_a_company_there_is_nothing_to_ask(confirmed, query):
    response = confirmed.quotation(**query)
    assert response.status_code == 422 and 'id="other-error"' in response.text


def test_an_answer_with_a_wrong_sum_is_not_lost(confirmed):
    confirmed.post("asked", to="1-1")
    sent = {"answer_company": "1", "answer_kind": "answered", "answer_rub": "много", "answer_text": "условия"}
    response = confirmed.post("answer", **sent)
    assert response.status_code == 422 and 'id="answer_rub-error"' in response.text
    assert "условия" in response.text


def test_a_request_is_closed_by_a_contract_and_opened_again(confirmed):
    confirmed.post("asked", to="1-1")
    closed = confirmed.post("contract", contract_company="1", contract_rub="1 500 000")
    assert "закрыт: договор" in closed.text and "1\u00a0500\u00a0000 ₽" in closed.text
    assert "Обращение снова открыто" in confirmed.post("reopen").text


def test_without_a_reason_nothing_is_closed(confirmed):
    assert 'id="reason-error"' in confirmed.post("no-result", reason="").text
    assert "поставщика не нашлось" in confirmed.post("no-result", reason="no_supplier").text


def test_the_list_is_selected_by_state_person_and_what_is_late(confirmed, services):
    wrong = confirmed.post("change", responsible_id="1", deadline="вчера", next_action="звонок")
    assert 'id="deadline-error"' in wrong.text and "звонок" in wrong.text
    confirmed.post("change", responsible_id="1", deadline="01.01.2026", next_action="звонок")
    get = confirmed.browser.get
    assert "срок прошёл" in get("/journal").text and "звонок" in get("/journal").text
    for query in ({"state": "in_progress"}, {"show": "overdue"}, {"responsible": "1"}):
        assert confirmed.path in get("/journal", **query).text
    for query in ({"state": "contract"}, {"show": "silent"}, {"responsible": "2"}):
        assert "Таких обращений нет" in get("/journal", **query).text
    assert len(services.journal.listed(COMMAND_LINE, Selection()).requests) == 1


def test_the_ledger_is_a_workbook_whose_cells_are_inert(confirmed):
    book = load_workbook(BytesIO(confirmed.browser.get("/journal/outcomes.xlsx").data))
    head, row = book.active.iter_rows(values_only=True)
    assert head[:3] == ("Месяц", "Кто обратился", "Обращений") and row[1:3] == ("Стройтрест", 1)
    wrong = {"from": "вчера", "through": ""}
    assert confirmed.browser.get("/journal/outcomes.xlsx", **wrong).status_code == 422


@pytest.mark.parametrize("path", ["/journal/404", "/journal/404/quotation?to=1", "/journal/9999999999999999"])
def test_an_unknown_request_is_not_found(browser, path):
    assert browser.get(path).status_code == 404


def test_pages_hold_no_script_style_or_doubled_id(confirmed):
    confirmed.post("asked", to="1-1")
    for page in (confirmed.page, confirmed.quotation(to="1-1").text, confirmed.browser.get("/journal").text):
        ids = [part.split('"')[0] for part in page.split(' id="')[1:]]
        assert sorted(ids) == sorted(set(ids))
        assert " style=" not in page and "onclick" not in page
