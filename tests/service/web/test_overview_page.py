"""The dashboard: what it counts, where its figures lead, and what it does not wait for."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event, select

from data.tables.contacts import ContactRow
from data.tables.digests import LetterAnswerRow
from data.tables.journal import RequestEventRow, RequestRow
from data.tables.mail import LetterRow, MailingRow
from data.tables.pool import CompanyRow, ContractRow, NeedRow, UserRow
from service.access import Caller
from service.errors import ForbiddenError
from tests.service.web.conftest import Browser

IN_PLACE = {"HX-Request": "true"}
FAR = datetime(2100, 1, 1, tzinfo=UTC)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def text_of(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.replace("\N{NO-BREAK SPACE}", " ")).split())


def row_of(page, label):
    """The first number of a table's line."""
    line = re.search(rf"{label}</a></th>\s*<td>(.*?)</td>", page, re.DOTALL)
    return line[1] if line else None


def add_request(services, **values):
    with services.database.changing("test", "fill") as session:
        row = RequestRow(
            text="Нужен бетон", channel="call", created_by="user:1", state="in_progress", **values
        )
        session.add(row)
        session.flush()
        return row.id


def ask_company(services, request_id, company_id):
    with services.database.changing("test", "ask") as session:
        asked = {"kind": "asked", "by": "user:1", "at": LONG_AGO, "company_id": company_id}
        session.add(RequestEventRow(request_id=request_id, **asked))


def test_figures_lead_to_the_lists_behind_them(browser):
    page = browser.get("/overview").text
    assert row_of(page, "участник") == "1" and row_of(page, "в проработке") == "2"
    for link in ("/companies?status=member", "/journal?state=draft", "/map?layer=needs", "/first-links"):
        assert f'href="{link}"' in page
    assert "style=" not in page and "onclick" not in page


def test_the_navigation_begins_with_it(browser):
    page = browser.get("/overview").text
    sections = page[page.index('class="sections"') :]
    assert re.search(r"<a href=\"([^\"]+)\"", sections)[1] == "/overview"
    assert 'href="/overview" aria-current="page"' in sections


def test_overdue_and_silent_requests_are_named_with_links(browser, services, pool):
    late = add_request(services, deadline=date.today() - timedelta(days=1))
    assert "Молчащих поставщиков нет" in browser.get("/overview").text
    ask_company(services, late, pool.company("beton").id)
    page = browser.get("/overview").text
    told = text_of(page)
    assert "Срок прошёл: 1 обращение" in told and "Поставщик молчит: 1 обращение" in told
    assert page.count(f'href="/journal/{late}"') == 2
    assert row_of(page, "в работе") == "1"


def test_what_is_due_today_is_told_apart_from_what_is_late(browser, services):
    add_request(services, deadline=date.today())
    told = text_of(browser.get("/overview").text)
    assert "Срок сегодня: 1 обращение" in told and "Просроченных обращений нет" in told


def test_nothing_to_do_is_said(browser, services, pool):
    with services.database.changing("test", "confirm") as session:
        for row in session.query(CompanyRow):
            row.confirmed_on = date.today()
    pool.add(
        ContractRow,
        supplier_id=pool.company("beton").id,
        customer_id=pool.company("okna").id,
        subject="Бетон",
        signed_on=date.today().isoformat(),
        amount_rub=2_000_000,
    )
    pool.rebuild()
    told = text_of(browser.get("/overview").text)
    for line in (
        "Просроченных обращений нет",
        "У каждого участника есть договор",
        "Поиск отвечает по пулу, как он",
    ):
        assert line in told
    assert "Данные всех компаний недавно подтверждены" in told and "2 000 000" in told


def test_profiles_and_members_that_wait_are_counted(browser, services):
    with services.database.changing("test", "confirm") as session:
        session.query(CompanyRow).filter_by(code="okna").one().confirmed_on = date(2020, 1, 1)
    page = browser.get("/overview").text
    assert "Спросить «актуально?»: 1 компания , данные давно не подтверждены" in text_of(page)
    assert "Участники без договора внутри кластера: 1" in text_of(page)
    assert 'href="/confirmations"' in page


def test_a_stale_snapshot_leads_to_quality(browser, pool):
    pool.add(NeedRow, company_id=pool.company("okna").id, title="Стекло", kind="product")
    told = browser.get("/overview").text
    assert "новый строится сам" in told and 'href="/quality"' in told


def test_unmet_needs_are_never_waited_for(browser, services):
    page = browser.get("/overview").text
    assert "Считается" in page and 'hx-get="/overview/market"' in page and "htmx" in page
    tile = browser.client.get("/overview/market", headers=IN_PLACE).text
    assert "Ниши: просят несколько компаний" in tile and "hx-get" not in tile and "<html" not in tile
    again = browser.get("/overview").text
    assert "Считается" not in again and "Ниши: просят несколько компаний" in again


def test_the_tile_alone_is_no_page_for_people(browser):
    assert browser.get("/overview/market").location == "/niches"


def test_charts_have_names_and_tables(browser):
    page = browser.get("/overview").text
    assert page.count('role="img"') == 2 and page.count("<figcaption>") == 2
    assert page.count("<summary>Таблицей</summary>") == 2


def test_an_empty_pool_says_how_to_begin(app, services):
    with services.database.changing("test", "empty") as session:
        for row in session.query(CompanyRow):
            row.archived_at = LONG_AGO
    browser = Browser(app)
    browser.sign_in()
    page = browser.get("/overview").text
    assert "В пуле ещё нет компаний" in page and 'href="/companies/new"' in page


def test_markup_in_names_stays_text(browser, pool):
    pool.add(CompanyRow, code="x", name="<b>Куб</b>", status="prospect")
    assert "<b>Куб</b>" not in browser.get("/overview").text


def test_the_number_of_statements_does_not_grow_with_the_pool(browser, services, pool):
    def statements():
        seen = []
        listen = lambda *arguments: seen.append(arguments[2])  # noqa: E731
        event.listen(services.database.engine, "before_cursor_execute", listen)
        browser.get("/overview")
        event.remove(services.database.engine, "before_cursor_execute", listen)
        return len(seen)

    pool.add(NeedRow, company_id=pool.company("okna").id, title="Стекло", kind="product")
    before = statements()
    for number in range(5):
        pool.add(NeedRow, company_id=pool.company("okna").id, title=f"Стекло {number}", kind="product")
    assert statements() == before


def test_members_see_nothing_of_it(services):
    for ask in (services.overview.current, services.overview.market):
        with pytest.raises(ForbiddenError):
            ask(Caller("key:1", "member"))


def test_work_that_waits_for_staff_is_named_with_links(browser, services, pool):
    add_request(services)
    okna, beton = pool.company("okna").id, pool.company("beton").id
    asked = {"asking_id": okna, "asked_id": beton, "created_by": "user:1", "expires_at": FAR}
    mailing = {"title": "Ноябрь", "manager_name": "Анна", "manager_phone": "1", "reply_to": "a@b.example"}
    with services.database.changing("test", "fill") as session:
        session.add_all([ContactRow(**asked), ContactRow(**asked, state="granted")])
        row = MailingRow(**mailing, state="done", created_by="user:1")
        letter = LetterRow(
            mailing=row, company_id=okna, address="a@b.example", subject="", html="", text="", state="sent"
        )
        session.add(LetterAnswerRow(letter=letter, item=0, kind="verdict", answer="suitable"))
    page = browser.get("/overview").text
    told = text_of(page)
    for line in (
        "Без ответственного: 1 обращение",
        "Запросы контактов ждут ответа: 1",
        "контакты не переданы: 1",
        "Ответы на рассылку «Ноябрь» за неделю: 1 письмо",
    ):
        assert line in told
    assert 'href="/mailings/1?state=answered"' in page and 'href="/contacts?state=asked"' in page
    assert "Нужен бетон" in browser.get("/journal", show="nobodys").text


def test_a_request_of_somebody_is_nobodys_no_more(browser, services):
    with services.database.reading() as session:
        user = session.scalars(select(UserRow.id)).first()
    add_request(services, responsible_id=user)
    assert "У каждого открытого обращения есть ответственный" in text_of(browser.get("/overview").text)
    assert "Нужен бетон" not in browser.get("/journal", show="nobodys").text
