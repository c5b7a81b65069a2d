"""Whoever has a letter presses its links: a look changes nothing, a press acts once."""

import pytest
from sqlalchemy import select

from data.store.digests import acting
from data.tables.contacts import ContactRow
from data.tables.digests import LetterAnswerRow, MailingChoiceRow
from data.tables.pool import AuditRow, VerdictRow
from tests.service.web.conftest import Browser


@pytest.fixture
def sent(office):
    return office.letters(office.sent())


def rows(office, table):
    with office.services.database.reading() as session:
        return list(session.scalars(select(table)))


def everything(office):
    return [len(rows(office, table)) for table in (LetterAnswerRow, VerdictRow, ContactRow, AuditRow)]


PURPOSES = ("suits", "unsuits", "contact", "frequency")


@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_every_link_changes_nothing_and_leaves_no_cookie(office, app, sent, method):
    before, client = everything(office), app.test_client()
    for letter in sent.values():
        for purpose in PURPOSES:
            headers = {"Sec-Purpose": "prefetch;prerender", "Purpose": "prefetch"}
            response = getattr(client, method)(office.link(letter, purpose), headers=headers)
            assert response.status_code == 200 and "Set-Cookie" not in response.headers
            assert response.headers["Cache-Control"] == "no-store"
    assert everything(office) == before


def test_who_looks_for_something_judges_its_supplier(office, app, sent):
    client, path = app.test_client(), office.link(sent["stroyka"], "suits")
    page = client.post(path)
    assert page.status_code == 200 and "Стройка" in page.text and "Это не вы?" in page.text
    client.post(path)
    verdicts = rows(office, VerdictRow)
    assert [(v.verdict, v.need_id, v.offer_id) for v in verdicts] == [("suitable", office.need, office.offer)]
    assert verdicts[0].by_company_id == office.ids["stroyka"]
    assert len(rows(office, LetterAnswerRow)) == 1


def test_unsuitable_asks_why_on_its_page_and_the_last_word_stands(office, app, sent):
    client = app.test_client()
    client.post(office.link(sent["stroyka"], "suits"))
    path = office.link(sent["stroyka"], "unsuits")
    assert client.post(path).status_code == 422
    assert client.post(path, data={"reason": "far"}).status_code == 200
    assert client.post(path, data={"reason": "выдумка"}).status_code == 422
    answers = [(row.answer, row.reason) for row in rows(office, LetterAnswerRow)]
    standing = [v.verdict for v in rows(office, VerdictRow) if v.withdrawn_at is None]
    assert answers == [("unsuitable", "far")] and standing == ["unsuitable"]


def test_a_supplier_that_says_unsuitable_judges_nobody(office, app, sent):
    path = office.link(sent["zavod"], "unsuits")
    app.test_client().post(path, data={"reason": "volume"})
    assert rows(office, VerdictRow) == [] and len(rows(office, LetterAnswerRow)) == 1


def test_a_contact_is_asked_for_once_in_the_name_of_the_company(office, app, sent):
    client, path = app.test_client(), office.link(sent["zavod"], "contact")
    assert [client.post(path).status_code for _ in range(3)] == [200, 200, 200]
    asked = rows(office, ContactRow)
    assert [(c.asking_id, c.need_id) for c in asked] == [(office.ids["zavod"], office.open_need)]
    assert "Далёкий" not in client.get(path).text


def test_a_mail_programme_unsubscribes_with_one_press(office, app, sent):
    path = office.link(sent["zavod"], "frequency")
    response = app.test_client().post(path, data={"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200
    assert [(c.company_id, c.frequency) for c in rows(office, MailingChoiceRow)] == [
        (office.ids["zavod"], "never")
    ]


def test_how_often_can_be_chosen_and_changed(office, app, sent):
    client, path = app.test_client(), office.link(sent["zavod"], "frequency")
    for wanted in ("never", "quarterly"):
        assert client.post(path, data={"frequency": wanted}).status_code == 200
    assert [c.frequency for c in rows(office, MailingChoiceRow)] == ["quarterly"]
    assert client.post(path, data={"frequency": "ежедневно"}).status_code == 422


def test_a_link_that_is_none_shows_a_page_and_changes_nothing(office, app, sent):
    client, good = app.test_client(), office.link(sent["zavod"], "suits")
    for path in (good[:-1], good.replace("suits", "contact"), "/letters/suits/x"):
        assert client.get(path).status_code == client.post(path).status_code == 404
    assert rows(office, LetterAnswerRow) == []


def test_a_letter_that_has_not_gone_answers_nothing(office, app):
    letter = office.letters(office.plan())["zavod"]
    assert "не отправлено" in app.test_client().post(office.link(letter, "suits")).text
    assert rows(office, LetterAnswerRow) == []


def test_a_company_that_left_says_nothing_and_may_still_unsubscribe(office, app, sent):
    office.change("zavod", status="prospect")
    client = app.test_client()
    assert client.post(office.link(sent["zavod"], "suits")).status_code == 404
    path = office.link(sent["zavod"], "frequency")
    assert client.post(path, data={"frequency": "never"}).status_code == 200


def test_a_link_needs_no_token_of_a_form_and_a_cookie_does_not_count(office, app, browser_of, sent):
    page = browser_of(app).client.post(office.link(sent["stroyka"], "suits"))
    assert page.status_code == 200
    assert rows(office, VerdictRow)[0].given_by.startswith("letter:")
    assert rows(office, VerdictRow)[0].by_company_id == office.ids["stroyka"]


@pytest.fixture
def browser_of():
    def signed_in(app):
        browser = Browser(app)
        browser.sign_in()
        return browser

    return signed_in


def test_what_was_pressed_counts_as_acting(office, app, sent):
    app.test_client().post(office.link(sent["stroyka"], "suits"))
    with office.services.database.reading() as session:
        assert acting(session) == {office.ids["stroyka"]: (1, 1), office.ids["zavod"]: (1, 0)}
