"""Pages of the journal in a browser without scripts: from a pasted text to the contract."""

import re
from datetime import date
from html import unescape
from io import BytesIO
from urllib.parse import parse_qs

import pytest
from docx import Document
from openpyxl import load_workbook
from sqlalchemy import event

from data.store.journal_selection import Selection
from service.access import COMMAND_LINE
from tests.service.web.conftest import FormValues
from tests.service.web.readers import reader_of

TEXT = "Стройтрест: нужен бетон М500 в Тюмень, 40 кубов до конца месяца. Звонить +7 912 345-67-89"
CHANGED = ("version", "responsible_id", "deadline", "next_action", "next_on")
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


def test_a_reader_sees_the_request_but_not_the_pasted_text(clerk, app, services):
    reader = reader_of(app, services)
    paths = (clerk.path, "/journal", "/overview", "/changes")
    pages = {path: reader.get(path).text for path in paths}
    assert [path for path in paths if "345-67-89" in pages[path]] == []
    assert [path for path in paths if "Обращение № 1" in pages[path]] == [clerk.path, "/journal", "/changes"]
    assert "345-67-89" in clerk.page


def test_a_reader_is_neither_offered_nor_taken_as_responsible(clerk, app, services):
    reader_of(app, services)
    id_ = services.people.named(COMMAND_LINE, "chitatel").id
    assert f'<option value="{id_}"' not in clerk.page and "(читатель)" not in clerk.page
    form = FormValues(clerk.page).values | {"responsible_id": str(id_)}
    refused = clerk.browser.post(f"{clerk.path}/change", **form)
    assert refused.status_code == 422 and "читатели обращений не ведут" in refused.text


def test_the_draft_is_filled_in_from_the_text(clerk):
    values = FormValues(clerk.page).values
    assert {name: values[name] for name in ("company", "volume", "unit", "place", "due")} == {
        **{"company": "Стройтрест", "volume": "40", "unit": "м³", "place": "Тюмень"},
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
    assert len(services.request_list.listed(COMMAND_LINE, Selection()).requests) == 1


def test_the_ledger_is_a_workbook_whose_cells_are_inert(confirmed):
    book = load_workbook(BytesIO(confirmed.browser.get("/journal/outcomes.xlsx").data))
    assert book.sheetnames == ["По месяцам", "По компаниям", "По цепочкам", "По ответственным", "Обращения"]
    head, row, total = book["По компаниям"].iter_rows(values_only=True)
    assert head[:2] == ("Кто обратился", "Обращений") and row[:2] == ("Стройтрест", 1)
    assert total[:2] == ("Всего", 1)
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


def test_two_people_at_one_request_lose_nothing(confirmed):
    values = FormValues(confirmed.page).values
    seen = values["version"]
    confirmed.post("change", version=seen, next_action="позвонить", responsible_id="1")
    late = confirmed.post(
        "change", version=seen, next_action="написать", deadline="01.12.2030", responsible_id="1"
    )
    assert late.status_code == 409 and "изменил кто-то ещё" in late.text
    box = late.text.split('role="alert"', 1)[1].split("</table>", 1)[0]
    assert "позвонить" in box and "написать" in box and "01.12.2030" in box
    typed = FormValues(late.text).values
    assert (typed["next_action"], typed["deadline"]) == ("написать", "01.12.2030")
    again = confirmed.post("change", **{name: typed[name] for name in CHANGED})
    assert again.status_code == 200 and "написать" in again.text


def test_a_form_sent_twice_and_sent_again_after_going_back_does_its_thing_once(clerk):
    values = FormValues(clerk.page).values
    sent = {name: values[name] for name in (*READ, "version")}
    for _ in range(2):
        assert clerk.post("confirm", **sent).status_code == 200
    clerk.post("asked", to="1-1")
    version = FormValues(clerk.page).values["version"]
    contract = {"contract_company": "1", "contract_rub": "5", "version": version}
    for _ in range(2):
        assert clerk.post("contract", **contract).status_code == 200
    history = clerk.page.split('id="history"', 1)[1]
    assert (history.count("Потребность заведена"), history.count("Закрыт")) == (1, 1)
    assert clerk.post("contract", **contract | {"contract_rub": "6"}).status_code == 409


def test_a_contract_is_shown_with_a_link_and_can_be_taken_back_from_the_notice(confirmed, services):
    confirmed.post("asked", to="1-1")
    told = {"contract_company": "1", "contract_rub": "1000", "contract_day": "12.11.2026"}
    page = confirmed.post("contract", **told, contract_subject="Бетон по заявке").text
    assert 'href="/contracts/1"' in page and "Бетон по заявке" in page and "12.11.2026" in page
    undone = confirmed.browser.follow(f"{confirmed.path}/reopen").text
    assert "/contracts/1" not in undone and "Закрыть обращение" in undone
    wrong = confirmed.post("contract", **told | {"contract_day": "вчера"})
    assert wrong.status_code == 422 and 'id="contract_day-error"' in wrong.text


def test_a_text_about_several_things_is_split_into_drafts_that_keep_it(browser):
    text = "Стройтрест, нужны: бетон М300 40 кубов, а ещё арматура А500С 5 тонн. Всё в Тюмень"
    path = browser.post("/journal/new", text=text, channel="mail").location
    assert "Разделить на 2" in browser.get(path).text
    for _ in range(2):
        page = browser.follow(f"{path}/split").text
    assert FormValues(page).values["volume"] == "40" and text in page
    assert len(re.findall(r'<th scope="row"><a href="/journal/', browser.get("/journal").text)) == 2
    other = browser.get("/journal/2").text
    assert (FormValues(other).values["volume"], FormValues(other).values["unit"]) == ("5", "т")


def test_filters_of_the_list_combine_and_stay_in_its_addresses(confirmed):
    get = confirmed.browser.get
    chosen = {"words": "БЕТОН", "responsible": "me", "company": "trest", "state": "in_progress"}
    page = get("/journal", **chosen).text
    assert confirmed.path in page and 'value="БЕТОН"' in page
    assert "company=trest" in page.split("Просрочено")[0].rsplit("href", 1)[1]
    for wrong in ({"words": "щебень"}, {"company": "beton"}, {"from": "2030-01-01"}, {"chain": "7"}):
        assert "Таких обращений нет" in get("/journal", **chosen | wrong).text
    unknown = get("/journal", company="Неизвестные", through="вчера")
    assert unknown.status_code == 422 and 'id="company-error"' in unknown.text
    assert 'id="through-error"' in unknown.text and confirmed.path in unknown.text
    assert get("/journal", after="мусор").status_code == 422


def test_the_list_is_paged(browser, services, monkeypatch):
    for number in range(52):
        services.journal.draft(COMMAND_LINE, f"заявка {number}", "call")
    first = browser.get("/journal").text
    following = re.search(r'href="(/journal\?[^"]*after=[^"]+)"', first)[1].replace("&amp;", "&")
    rest = browser.get(following).text
    assert first.count('<th scope="row">') == 50 and rest.count('<th scope="row">') == 2
    assert "К началу" in rest and "after=" not in rest.split("К началу")[1]


def test_what_is_due_today_is_marked_and_counted(confirmed):
    today = date.today().strftime("%d.%m.%Y")
    confirmed.post("change", next_on=today, next_action="позвонить")
    page = confirmed.browser.get("/journal", show="today").text
    assert "Сегодня: 1" in page and "Просрочено: 0" in page and confirmed.path in page
    confirmed.post("change", next_on="01.01.2026")
    page = confirmed.browser.get("/journal").text
    assert "Просрочено: 1" in page and "! просрочено" in page


def test_who_is_silent_is_reminded_with_a_ready_text(confirmed):
    confirmed.post("asked", to="1-1")
    assert "/reminder?to=1" in confirmed.page
    page = confirmed.browser.get(f"{confirmed.path}/reminder", to="1").text
    text = page.split("<textarea", 1)[1]
    assert "мы запросили у вас коммерческое предложение" in text and "Стройтрест" not in text
    assert "Записано, кому напомнили" in confirmed.post("reminded", to="1").text
    wrong = confirmed.post("reminded", to="2")
    assert wrong.status_code == 422 and "Напомнить можно тому" in wrong.text


def test_the_letter_opens_in_a_mail_program_and_says_if_it_is_not_whole(confirmed):
    page = confirmed.quotation(to="1-1").text
    address = unescape(re.search(r'href="(mailto:[^"]+)"', page)[1])
    assert len(address) <= 1900 and "приложите к письму .docx" in page
    told = parse_qs(address.removeprefix("mailto:?"))
    assert told["subject"] == ["Запрос коммерческого предложения: бетон М500"]
    assert "40 м³" in told["body"][0] and "Стройтрест" not in told["body"][0]


def test_the_outcomes_are_added_up_as_chosen(confirmed):
    confirmed.post("asked", to="1-1")
    confirmed.post("contract", contract_company="1", contract_rub="1500")
    get = confirmed.browser.get
    page = get("/requests/outcomes", group="company")
    assert page.status_code == 301
    page = get(page.location).text
    row = page.split("<tbody>", 1)[1].split("</tr>", 1)[0]
    assert "Стройтрест" in row and "1\u00a0500" in row and "По компаниям" in page
    assert (
        "ничего не происходило"
        in get("/journal/outcomes", **{"from": "2020-01-01", "through": "2020-02-01"}).text
    )
    wrong = get("/journal/outcomes", **{"from": "2020-05-01", "through": "2020-01-01"})
    assert wrong.status_code == 422 and 'id="through-error"' in wrong.text


def test_the_list_takes_few_statements_however_long_it_is(browser, services):
    def statements():
        seen = []
        note = lambda conn, cursor, statement, *rest: seen.append(statement)  # noqa: E731
        event.listen(services.database.engine, "before_cursor_execute", note)
        browser.get("/journal")
        event.remove(services.database.engine, "before_cursor_execute", note)
        return len(seen)

    services.journal.draft(COMMAND_LINE, "первая", "call")
    few = statements()
    for number in range(20):
        services.journal.draft(COMMAND_LINE, f"заявка {number}", "call")
    assert statements() == few <= 12
