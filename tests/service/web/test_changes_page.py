"""The log of who changed what: in words, by person, kind and day, page after page."""

from datetime import timedelta

import pytest

from data.tables.pool import AuditRow, CompanyRow, NeedRow, OfferRow, now
from service.access import COMMAND_LINE, Caller
from service.changes.log import MAX_SHOWN
from tests.service.people.conftest import caller_of, row_of
from tests.service.web.conftest import Browser
from tests.service.web.test_people_pages import OTHER


def lines(page):
    body = page.split("<tbody>")[1].split("</tbody>")[0] if "<tbody>" in page else ""
    return body.split("<tr>")[1:]


def note(services, **fields):
    """A line as an earlier version has written it, or of another day."""
    with services.database.noting() as session:
        session.add(AuditRow(**{"actor": "cli", "action": "import", "details": {}} | fields))


def test_a_line_tells_who_did_what_with_which_record_and_fields_but_no_values(browser, pool, services):
    masha, offer = caller_of(services, "masha"), pool.offer("Окна ПВХ двухкамерные")
    services.pool_entry.update(masha, OfferRow, offer.id, {"title": "Окна тайные", "radius_km": 777})
    line = lines(browser.get("/changes").text)[0]
    for told in ("Маша", "Предложение изменено", "Наименование, Радиус поставки, км", "Окна тайные"):
        assert told in line
    assert f'href="/offers/{offer.id}"' in line
    assert "777" not in line


def test_a_key_and_the_command_line_are_named(browser, services):
    key = services.accounts.create_key("staff", "1С")
    caller = services.accounts.caller_by_key(key.key)
    services.pool_entry.create(caller, CompanyRow, {"name": "Из 1С", "status": "member"})
    first, second = lines(browser.get("/changes").text)[:2]
    assert "ключ 1С" in first and "Компания заведена" in first and "Из 1С" in first
    assert "командная строка" in second and "Ключ создан" in second


def test_the_key_of_a_portal_is_named_by_its_portal_alone(browser, services):
    services.portals.create(COMMAND_LINE, "Портал кластера", ["https://portal.example"])
    page = browser.get("/changes").text
    assert "портал «Портал кластера»" in page and "ключ портал" not in page


def test_somebody_who_is_no_more_is_named_as_the_log_has_it(browser, services):
    note(services, actor="key:gone", action="companies.update", subject="404")
    line = lines(browser.get("/changes").text)[0]
    assert "key:gone" in line and "№ 404" in line and "<a" not in line


def test_lines_of_earlier_versions_still_show(browser, pool, services):
    company = pool.company("okna")
    note(services, action="companies.update", subject=str(company.id), details={"companies": 1})
    note(services, action="import", subject="пул.xlsx", details={"companies": 3, "offers": 9})
    note(services, action="users.create", subject="7701234567", details={"users": 1})
    note(services, action="strange.action", subject=None, details={"companies": 1})
    page = browser.get("/changes").text
    strange, users, import_, update = lines(page)[:4]
    assert "strange.action" in strange and "7701234567" not in users
    assert "Таблица загружена" in import_ and "пул.xlsx" in import_
    assert f'href="/companies/{company.id}"' in update and "Окна Сибири" in update


def test_a_change_of_many_records_tells_the_first_and_how_many_more(browser, services):
    with services.database.changing("cli", "companies.create") as session:
        session.add_all(
            CompanyRow(code=f"m-{n}", name=f"Много {n}", name_folded="много", status="member")
            for n in range(30)
        )
    line = lines(browser.get("/changes").text)[0]
    assert line.count("Много") == MAX_SHOWN
    assert "и ещё 27\u00a0записей" in line


def test_lines_are_selected_by_person_kind_and_day(browser, pool, services):
    masha = caller_of(services, "masha")
    services.pool_entry.archive(masha, NeedRow, pool.need("Арматура А500С для перемычек").id)
    services.pool_entry.archive(COMMAND_LINE, CompanyRow, pool.company("krany").id)
    note(services, action="demo", at=now() - timedelta(days=40))
    old = (now() - timedelta(days=40)).astimezone().date().isoformat()
    counts = {
        "own": lines(browser.get("/changes", who=masha.actor).text),
        "companies": lines(browser.get("/changes", kind="companies", who="cli").text),
        "old": lines(browser.get("/changes", **{"from": old, "through": old}).text),
        "none": lines(browser.get("/changes", who="user:99").text),
    }
    assert {name: len(found) for name, found in counts.items()} == {
        "own": 1,
        "companies": 1,
        "old": 1,
        "none": 0,
    }
    assert "Таких изменений нет" in browser.get("/changes", who="user:99").text


@pytest.mark.parametrize(
    "asked",
    [
        {"from": "вчера"},
        {"from": "2026-12-01", "through": "2026-11-01"},
        {"from": "0001-01-01"},
        {"through": "9999-12-31"},
        {"kind": "nonsense"},
    ],
)
def test_a_bad_selection_is_told_at_its_field(browser, asked):
    answer = browser.get("/changes", **asked)
    assert answer.status_code == 422
    assert "Проверьте данные" in answer.text


@pytest.mark.parametrize("before", ["0", "x", "9" * 40, "-1", "²"])
def test_a_strange_place_in_the_log_is_no_error(browser, before):
    assert browser.get("/changes", before=before).status_code == 200


def test_pages_follow_one_another_without_a_gap(browser, services):
    for number in range(60):
        note(services, subject=f"файл-{number:02}.xlsx")
    first = browser.get("/changes").text
    assert first.count("файл-") == 50 and "файл-59" in first
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = browser.client.get(following).text
    assert second.count("файл-") == 10 and "К началу" in second


def test_the_number_of_questions_to_the_database_does_not_grow_with_the_lines(browser, services):
    from sqlalchemy import event

    asked = []
    event.listen(services.database.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    browser.get("/changes")
    few = len(asked)
    for number in range(40):
        note(services, action="companies.update", subject=str(number % 5 + 1))
    asked.clear()
    browser.get("/changes")
    assert len(asked) <= few + 2 < 16


def test_readers_see_the_log_without_the_pages_of_administrators(app, services):
    services.accounts.create_user("vera", "Вера", OTHER, "reader")
    vera = Browser(app)
    vera.sign_in("vera", OTHER)
    page = vera.get("/changes").text
    assert "Человек заведён" in page and "Вера" in page
    assert f'href="/people/{row_of(services, "vera").id}"' not in page


def test_the_api_tells_the_same_and_goes_on_by_cursor(api, services, pool):
    services.pool_entry.archive(
        Caller("user:1", "staff", "Маша"), CompanyRow, company_id := pool.company("krany").id
    )
    first = api.get("/changes?limit=1").json
    (change,) = first["changes"]
    assert (change["who"], change["told"], change["action"]) == (
        "Маша",
        "Компания убрана в архив",
        "companies.archive",
    )
    assert change["records"] == [
        {"table": "companies", "id": company_id, "title": "Молчун", "fields": ["В архиве"]}
    ]
    second = api.get(f"/changes?limit=1&cursor={first['next_cursor']}").json
    assert second["changes"][0]["id"] < change["id"]
    assert api.get("/changes?kind=companies&who=user:1").json["next_cursor"] is None


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("cursor=nonsense", "cursor"),
        ("limit=0", "limit"),
        ("kind=nonsense", "kind"),
        ("from=yesterday", "from"),
        ("from=2026-02-01&through=2026-01-01", "through"),
        ("strange=1", "strange"),
    ],
)
def test_a_bad_question_to_the_api_names_the_parameter(api, query, parameter):
    answer = api.get(f"/changes?{query}")
    assert answer.status_code == 422
    assert parameter in [error.get("parameter") for error in answer.json["errors"]]


def test_a_page_of_a_portal_is_named_by_company_and_portal(browser, services, pool):
    portal = services.portals.create(COMMAND_LINE, "Портал кластера", ["https://portal.example.ru"])
    id_ = pool.company("okna").id
    page = Caller(f"portal:{portal.row.id}:{id_}", "member", company_id=id_)
    services.consents.withdraw(page, id_, "portal")
    line = lines(browser.get("/changes").text)[0]
    assert "«Окна Сибири» в портале «Портал кластера»" in line and "portal:" not in line
    assert "в портале «Портал кластера»" in browser.get(f"/companies/{id_}/consents").text
    note(services, actor="portal:gone:404", action="consents.give", subject="404")
    assert "участник в портале" in lines(browser.get("/changes").text)[0]
