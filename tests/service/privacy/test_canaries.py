"""Personal data planted in every company: in no log, error, metric or address, and in no answer to others."""

import json
import logging
import re
from urllib.parse import unquote

import pytest
import structlog

from data.tables.pool import CompanyRow, NeedRow, UserRow
from service.access import COMMAND_LINE
from service.app import create_app
from service.contacts.asking import About
from service.demo import load_demo_pool
from tests.models.words_encoder import WordsEncoder
from tests.service.conftest import fill, opened
from tests.service.web.conftest import Browser

PASSWORD = "длинный пароль 7"
CANARY = re.compile(r"kanareika(\d+)")
SECRET = re.compile(r"(?:kanareika|tayna)(\d+)")  # private needs too
ADDRESS = re.compile(r'(?:href|action|src|formaction)="([^"]*)"')
WORDS = {"name": "name", "id": "4", "token": "x" * 43, "rest": "1", "purpose": "suits", "path": "x"}


def plant(services):
    """A named person with a canary of its own in every company, an account and a private need."""
    with services.database.changing("test", "canaries") as session:
        for row in session.query(CompanyRow):
            told = f"kanareika{row.id}"
            row.contact_name, row.contact_email = told, f"{told}@x.example"
            row.contact_phone = f"+7 000 {told}"
            session.add(UserRow(login=told, name=told, password_hash="!", scope="member", company_id=row.id))
            secret = f"tayna{row.id}"
            session.add(NeedRow(company_id=row.id, kind="product", title=secret, description=secret))
    services.reindexer.build()
    services.live.refresh()


@pytest.fixture(scope="module", params=["small", pytest.param("demo", marks=pytest.mark.slow)])
def world(request, tmp_path_factory):
    """The application, its services, and the member company that asks."""
    services = opened(tmp_path_factory.mktemp("canaries"), WordsEncoder())
    fill(services) if request.param == "small" else load_demo_pool(services)
    plant(services)
    with services.database.reading() as session:
        member = session.query(CompanyRow).filter_by(status="joining").first()
        asked = session.query(CompanyRow).filter_by(status="member").first()
    services.accounts.create_user("masha", "Маша", PASSWORD)
    services.accounts.create_member("partner", "Из компании", member.code, PASSWORD)
    for one, other in ((member, asked), (asked, member)):
        services.contacts.ask(COMMAND_LINE, About(company_id=other.id), "kanareika999999", one.id)
    yield create_app(services), services, member.id
    services.database.close()


def filled(rule, id_):
    """The path of a route with the id in it."""
    path = re.sub(r"<int:\w+>", str(id_), rule)
    path = re.sub(r"<any\(([^,)]+)[^)]*\):\w+>", r"\1", path)
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: WORDS.get(found[1], str(id_)), path)


def paths(app, ids):
    """Every GET route with every id in it."""
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and not rule.endpoint.endswith(("static", "asset")):
            yield from (filled(rule.rule, id_) for id_ in (ids if rule.arguments else ids[:1]))


def asked_of(app, asker, headers, ids):
    """Paths and answers; streams are read to their end."""
    for path in paths(app, ids):
        response = asker.get(path, headers=headers)
        assert response.status_code < 500, path
        yield path, response, response.get_data(as_text=False).decode("utf-8", "replace")


def ids_of(services):
    with services.database.reading() as session:
        every = [row.id for row in session.query(CompanyRow.id)]
    return every[:: max(len(every) // 12, 1)]


def key_of(services, scope):
    key = services.accounts.create_key(scope).key
    return {"Authorization": f"Bearer {key}"}


def test_others_learn_nothing_of_a_person(world):
    app, services, own_id = world
    code = services.company_cards.card(COMMAND_LINE, own_id).row.code
    partner = Browser(app)
    assert partner.sign_in("partner", PASSWORD).status_code == 303
    client = app.test_client()
    callers = {
        "участник, ключ": (client, key_of(services, f"member:{code}")),
        "участник, страницы": (partner.client, {}),
        "ночная работа": (client, key_of(services, "batch")),
        "портал": (client, key_of(services, "portal")),
        "никто": (app.test_client(), {}),
    }
    counts = {}
    for who, (asker, headers) in callers.items():
        own = {str(own_id), "999999"} if who.startswith("участник") else set()
        for path, response, text in asked_of(app, asker, headers, ids_of(services)):
            secret = CANARY if who == "ночная работа" else SECRET  # it ranks private needs
            assert set(secret.findall(text)) <= own, (who, path)
            counts.setdefault(who, [0, 0])[0] += 1
            counts[who][1] += response.status_code == 200
    print("\nчужих персональных данных: 0; запросов (из них с ответом 200):", counts)  # noqa: T201 - counts
    assert counts["участник, ключ"][1] > 10 and counts["участник, страницы"][1] > 5


def test_nothing_of_it_is_logged_measured_or_put_into_addresses(world, caplog):
    app, services, _ = world
    browser, key = Browser(app), key_of(services, "staff")
    assert browser.sign_in("masha", PASSWORD).status_code == 303
    shown, num = 0, 0
    with structlog.testing.capture_logs() as logs, caplog.at_level(logging.DEBUG):
        for asker, headers in ((browser.client, {}), (app.test_client(), key)):
            for path, response, text in asked_of(app, asker, headers, ids_of(services)[:2]):
                num += 1
                shown += bool(CANARY.search(text))
                told = [unquote(a) for a in ADDRESS.findall(text) if not a.startswith(("mailto:", "tel:"))]
                assert not CANARY.search(" ".join([*told, response.location or ""])), path
                assert response.status_code < 400 or not CANARY.search(text), path
    assert not CANARY.search(json.dumps(logs, default=str)) and not CANARY.search(caplog.text)
    metrics = app.test_client().get("/metrics", headers=key).text
    assert "svyazka_requests_total" in metrics and not CANARY.search(metrics)
    print(f"\nответов сотрудникам: {num}, с персональными данными: {shown}, строк записей: {len(logs)}")  # noqa: T201 - counts
    assert shown > 3 and len(logs) >= num / 2


def test_errors_do_not_repeat_what_was_sent(world):
    app, services, _ = world
    key, sent, counts = key_of(services, "staff"), {"kanareika1": "kanareika2", "note": 5}, {}
    with structlog.testing.capture_logs() as logs:
        for rule in app.url_map.iter_rules():
            if not rule.rule.startswith("/api/") or not {"POST", "PATCH"} & rule.methods:
                continue
            path = re.sub(r"<[^>]+>", "1", rule.rule)
            method = "POST" if "POST" in rule.methods else "PATCH"
            response = app.test_client().open(path, method=method, json=sent, headers=key)
            assert response.status_code < 500, path
            if response.status_code >= 400:
                assert "kanareika2" not in response.text, path
            counts[response.status_code] = counts.get(response.status_code, 0) + 1
    assert not CANARY.search(json.dumps(logs, default=str))
    print("\nошибок без повторения присланного:", counts)  # noqa: T201 - counts
    assert counts.get(422, 0) > 20
