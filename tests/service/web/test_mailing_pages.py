"""Pages of mailings: planned, looked at, approved once, read in the demo's own post box."""

import re

import pytest

from data.tables.mail import MailingRow
from service.access import COMMAND_LINE
from service.digests.bounds import Bounds
from tests.service.digests.office import WISH, Office
from tests.service.web.conftest import PASSWORD, Browser

FORM = vars(WISH) | {"items": "5", "letters": "5", "exposure": "1", "days": "28", "seen": ""}


@pytest.fixture
def office(services):
    made = Office(services)
    made.become_demo()
    return made


@pytest.fixture
def reader(app, office):
    office.services.accounts.create_user("vera", "Вера", PASSWORD, "reader")
    browser = Browser(app)
    browser.sign_in("vera", PASSWORD)
    return browser


def test_the_list_says_that_there_is_none_yet(browser, office):
    page = browser.get("/mailings").text
    assert "Рассылок пока нет" in page and "остаются на этой машине" in page


def test_a_mailing_is_planned_in_the_background_and_a_double_click_plans_one(browser, office):
    for _ in range(2):
        assert browser.post("/mailings/new", **FORM).status_code == 303
    assert office.ended("plan_letters").told == "Рассылка 1: 2\N{NO-BREAK SPACE}письма"
    assert len(office.services.mailings.listed(COMMAND_LINE)) == 1
    assert "черновик — 2" in browser.get("/mailings").text


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_is_kept(browser, office):
    page = browser.post("/mailings/new", **(FORM | {"manager_phone": "", "title": "Мой <b>ноябрь"}))
    assert page.status_code == 422 and 'id="manager_phone-error"' in page.text
    assert "Мой &lt;b&gt;ноябрь" in page.text
    page = browser.post("/mailings/new", **(FORM | {"items": "100"}))
    assert page.status_code == 422 and 'id="items-error"' in page.text


def test_a_letter_is_previewed_in_a_frame_that_runs_and_loads_nothing(browser, office):
    id_ = office.plan()
    letter = office.letters(id_)["zavod"]
    page = browser.get(f"/mailings/{id_}/letters/{letter.id}").text
    assert re.search(r"<iframe[^>]* sandbox ", page) and "Исключить пункт" in page
    framed = browser.get(f"/mailings/{id_}/letters/{letter.id}/html")
    policy = framed.headers["Content-Security-Policy"]
    assert framed.text == letter.html and "default-src 'none'" in policy and "sandbox" in policy
    assert framed.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'none'" in browser.get("/mailings").headers["Content-Security-Policy"]


def test_who_gets_what_and_who_gets_none_stand_with_their_reasons(browser, office):
    office.withdraw("zavod")
    page = browser.get(f"/mailings/{office.plan()}/why").text
    assert "Керамзитный завод" in page and "нет согласия на письма" in page and "Совпадают слова" in page


def test_an_item_and_a_letter_are_left_out_and_come_back_by_the_notice(browser, office):
    id_ = office.plan()
    path = f"/mailings/{id_}/letters/{office.letters(id_)['zavod'].id}"
    page = browser.follow(f"{path}/exclude", item="0").text
    assert "Пункт: исключено" in page and "все пункты исключены" in page
    undo = re.search(rf'action="({path}/restore\?item=0)"', page)[1]
    assert "Пункт: возвращено" in browser.follow(undo).text
    assert office.states(id_)["zavod"] == ("draft", None)
    browser.post(f"{path}/exclude")
    assert office.states(id_)["zavod"] == ("excluded", "excluded")


def test_words_are_changed_and_letters_written_anew(browser, office):
    id_ = office.plan()
    browser.post(
        f"/mailings/{id_}/words", **(vars(WISH) | {"covering_words": "Поздравляем с днём строителя"})
    )
    assert "днём строителя" in office.letters(id_)["zavod"].html
    assert browser.post(f"/mailings/{id_}/words", **(vars(WISH) | {"reply_to": "нет"})).status_code == 422


def test_approval_states_what_goes_and_twice_is_once(browser, office):
    id_ = office.plan()
    assert "2\N{NO-BREAK SPACE}письма" in browser.get(f"/mailings/{id_}/approve").text
    for _ in range(2):
        assert browser.post(f"/mailings/{id_}/approve").status_code == 303
    office.ended("send_letters")
    assert office.states(id_) == {"zavod": ("sent", None), "stroyka": ("sent", None)}
    assert len(office.services.postman.taken()) == 2


def test_what_waits_is_paused_resumed_and_cancelled(browser, office):
    id_ = office.approved()
    assert "Продолжить" in browser.follow(f"/mailings/{id_}/pause").text
    assert office.mailing(id_).state == "paused"
    browser.post(f"/mailings/{id_}/cancel")
    assert office.states(id_) == {
        "zavod": ("skipped", "cancelled"),
        "stroyka": ("skipped", "cancelled"),
    }
    assert browser.post(f"/mailings/{id_}/resume").status_code == 422


def test_a_letter_of_unknown_outcome_is_settled_by_a_person(browser, office):
    id_ = office.approved()
    office.services.arming.arm(COMMAND_LINE)  # as after a database that was put back
    assert "неизвестен" in browser.get(f"/mailings/{id_}").text
    letters = {code: row.id for code, row in office.letters(id_).items()}
    browser.post(f"/mailings/{id_}/letters/{letters['zavod']}/arrived")
    browser.post(f"/mailings/{id_}/letters/{letters['stroyka']}/again")
    assert office.states(id_) == {"zavod": ("sent", "told_by_staff"), "stroyka": ("queued", None)}


def test_a_database_that_was_put_back_is_told_of_and_armed_by_hand(browser, office):
    office.approved()
    (office.services.settings.mail / "generation").unlink()
    assert "Посмотреть и включить" in browser.get("/mailings").text
    assert "Включить отправку заново" in browser.get("/mailings/arming").text
    assert "Отправка включена" in browser.follow("/mailings/arming").text
    assert "Посмотреть и включить" not in browser.get("/mailings").text


def test_the_demo_has_a_page_to_read_what_went(browser, office):
    office.sent()
    page = browser.get("/mail-sink").text
    name = re.search(r'href="(/mail-sink/[^"?]+)"', page)[1]
    letter = browser.get(name)
    assert "List-Unsubscribe" in letter.text and "anna@klaster.example" in letter.text
    assert "<h1" in browser.get(f"{name}/html").text
    assert browser.get("/mail-sink/../../etc").status_code == 404


def test_a_reader_reads_and_changes_nothing(reader, office):
    id_ = office.plan()
    path = f"/mailings/{id_}/letters/{office.letters(id_)['zavod'].id}"
    assert [reader.get(page).status_code for page in ("/mailings", f"/mailings/{id_}", path)] == [
        200,
        200,
        200,
    ]
    for page in ("/mailings/new", f"/mailings/{id_}/approve", f"/mailings/{id_}/words"):
        assert reader.get(page).status_code == reader.post(page).status_code == 403
    for action in (f"/mailings/{id_}/cancel", f"{path}/exclude", f"{path}/trial", "/mailings/send"):
        assert reader.post(action).status_code == 403


def test_a_member_does_not_see_that_there_are_mailings(app, office):
    office.services.accounts.create_member("zavod", "Завод", "zavod", PASSWORD)
    member = Browser(app)
    member.sign_in("zavod", PASSWORD)
    id_ = office.plan()
    for page in ("/mailings", f"/mailings/{id_}", "/mailings/new", "/mail-sink"):
        assert member.get(page).status_code == 404


def test_what_is_not_there_is_not_found(browser, office):
    id_ = office.plan()
    for page in (
        "/mailings/99",
        "/mailings/99/why",
        f"/mailings/{id_}/letters/99",
        "/mailings/99999999999999999",
    ):
        assert browser.get(f"/mailings/{page}").status_code == 404


def test_a_trial_goes_to_the_address_that_was_typed(browser, office):
    id_ = office.plan()
    path = f"/mailings/{id_}/letters/{office.letters(id_)['zavod'].id}/trial"
    assert browser.post(path, address="мне").status_code == 422
    assert browser.post(path, address="anna@klaster.example").status_code == 303
    assert [one.to for one in office.services.postman.taken()] == ["anna@klaster.example"]


def test_a_company_that_changed_its_mind_by_phone_is_written_to_again(browser, office):
    office.services.letter_choices.choose(COMMAND_LINE, office.ids["zavod"], "never")
    id_ = office.plan()
    action = f"/mailings/{id_}/why/{office.ids['zavod']}"
    assert action in browser.get(f"/mailings/{id_}/why").text
    assert "снова приходят" in browser.follow(action).text
    assert "zavod" in office.letters(office.plan())


def test_to_look_at_the_head_of_a_form_sends_nothing(browser, office):
    id_ = office.plan()
    for path in (f"/mailings/{id_}/approve", f"/mailings/{id_}/words"):
        assert browser.client.head(path).status_code == 200
    assert office.mailing(id_).state == "draft"


def test_a_mailing_left_half_written_can_be_planned_again(browser, office):
    id_ = office.plan()
    with office.services.database.changing("test", "kill") as session:
        session.get_one(MailingRow, id_).state = "planning"
    page = browser.get(f"/mailings/{id_}").text
    assert "не составлена" in page and "Составить заново" in page
    assert [browser.post(f"/mailings/{id_}/again").status_code for _ in range(2)] == [303, 422]
    assert office.ended("plan_letters").state == "done"
    assert "отменена" in browser.get(f"/mailings/{id_}").text


def test_a_fresh_form_finds_nothing_wrong_and_shows_the_usual_words(browser, office):
    page = browser.get("/mailings/new").text
    assert "aria-invalid" not in page and "built-in" not in page
    assert "Здравствуйте!\n\nМы сопоставили" in page


def test_own_words_stand_alone_and_usual_ones_may_be_changed(browser, office):
    id_ = office.plan()
    assert "Мы сопоставили" in browser.get(f"/mailings/{id_}/words").text
    browser.post(f"/mailings/{id_}/words", **(vars(WISH) | {"covering_words": "Добрый день!"}))
    letter = office.letters(id_)["zavod"]
    for body in (letter.html, letter.text):
        assert "Добрый день!" in body and "Здравствуйте" not in body and "Мы сопоставили" not in body


def test_items_are_counted_without_what_was_left_out(browser, office):
    id_ = office.plan()
    letters = office.letters(id_)
    items = sum(len(letter.items) for letter in letters.values())
    assert f"<dt>Пунктов в них</dt><dd>{items}</dd>" in browser.get(f"/mailings/{id_}").text
    browser.post(f"/mailings/{id_}/letters/{letters['zavod'].id}/exclude", item="0")
    browser.post(f"/mailings/{id_}/letters/{letters['stroyka'].id}/exclude")
    left = items - 1 - len(letters["stroyka"].items)
    page = browser.get(f"/mailings/{id_}").text
    assert f"<dt>Пунктов в них</dt><dd>{left}</dd>" in page and "доказано" not in page


def test_a_sent_letter_tells_when_and_nothing_of_the_server(browser, office):
    id_ = office.sent()
    page = browser.get(f"/mailings/{id_}/letters/{office.letters(id_)['zavod'].id}").text
    assert "taken" not in page and re.search(r"отправлено</span> <small>\d\d\.\d\d\.\d{4}", page)


def test_a_letter_of_the_demo_has_its_headers_in_words(browser, office):
    office.sent()
    name = re.search(r'href="(/mail-sink/[^"?]+)"', browser.get("/mail-sink").text)[1]
    shown, technical = browser.get(name).text.split("Служебные строки")
    for word in ("От кого", "Кому", "Ответ придёт", "Когда"):
        assert f"<dt>{word}</dt>" in shown
    assert "Message-ID" not in shown and "+0000" not in shown and "Message-ID" in technical


def test_a_mailing_soon_after_another_says_so_before_it_goes(browser, office):
    office.sent()
    office.services.digest_planning.plan(COMMAND_LINE, WISH, Bounds.read({"days": "28"}))
    assert "Прошлая рассылка ушла" not in browser.get("/mailings/2").text
    notice = browser.follow("/mailings/new", **(FORM | {"days": "0"})).text
    assert "Прошлая рассылка ушла 1\N{NO-BREAK SPACE}минуту назад" in notice
    office.ended("plan_letters")
    for page in ("/mailings/3", "/mailings/3/approve"):
        assert "задано 0\N{NO-BREAK SPACE}дней" in browser.get(page).text


def test_letters_that_were_answered_to_are_found(browser, office):
    id_ = office.sent()
    letter = office.letters(id_)["zavod"]
    assert "state=answered" not in browser.get(f"/mailings/{id_}").text
    browser.client.post(office.link(letter, "suits"))
    assert "Ответили: 1" in browser.get(f"/mailings/{id_}").text
    answered = browser.get(f"/mailings/{id_}", state="answered").text
    assert "Керамзитный завод" in answered and ">Стройка<" not in answered


def test_an_unsubscription_is_told_wherever_letters_are_spoken_of(browser, office):
    id_ = office.sent()
    letter = office.letters(id_)["zavod"]
    company = f"/companies/{office.ids['zavod']}"
    pages = (company, f"{company}/consents", f"/mailings/{id_}/letters/{letter.id}")
    assert not any("просила не присылать" in browser.get(page).text for page in pages)
    link = office.link(letter, "frequency")
    assert "Отписаться</button>" in browser.client.get(link).text
    assert "Отписаться</button>" not in browser.client.post(link, data={"frequency": "never"}).text
    for page in pages:
        told = browser.get(page).text
        assert "просила не присылать писем" in told and "(по ссылке в письме)" in told
    history = browser.get(company).text.split('id="history-lines"')[1]
    assert f"письмо № {letter.id}:</span> Письма с рекомендациями: не присылать" in history
