"""The examples of docs/portal.md, run as they stand."""

import re

import pytest

from service.access import COMMAND_LINE
from service.settings import ROOT
from tests.e2e.portal_host import served

DOCUMENT = (ROOT / "docs" / "portal.md").read_text(encoding="utf-8")


@pytest.fixture
def example(app, portal, monkeypatch):
    """The portal's server of the document, before a running service."""
    with served(app) as port:
        monkeypatch.setenv("SVYAZKA_URL", f"http://127.0.0.1:{port}")
        monkeypatch.setenv("SVYAZKA_KEY", portal.key.key)
        monkeypatch.setenv("PORTAL_SECRET", "не секрет")
        names = {"__name__": "portal"}
        exec(re.search(r"```python\n(.*?)```", DOCUMENT, re.DOTALL)[1], names)
        yield names["app"]


def signed_in(example, company):
    client = example.test_client()
    with client.session_transaction() as session:
        session["company"] = company
    return client


def test_the_python_example_gives_a_token_to_who_is_signed_in(example, services):
    told = signed_in(example, "okna").get("/svyazka-token")
    assert told.status_code == 200 and told.json["expires_in"] == 300
    assert services.portal_tokens.caller(told.json["token"]).company_id == 3


def test_the_python_example_gives_none_to_a_stranger(example):
    assert example.test_client().get("/svyazka-token").status_code == 401


def test_the_python_example_passes_on_what_is_wrong(example, services, portal):
    refused = signed_in(example, "armatura").get("/svyazka-token")
    assert (refused.status_code, "среди участников" in refused.json["detail"]) == (502, True)
    services.accounts.revoke_key(portal.key.id)
    assert signed_in(example, "okna").get("/svyazka-token").status_code == 502


def test_the_lines_for_a_page_are_those_of_the_page_of_portals(services, portal):
    attributes = set(re.findall(r"data-[\w-]+", re.search(r"```html\n(.*?)```", DOCUMENT, re.DOTALL)[1]))
    template = (ROOT / "service/web/templates/portal.html").read_text(encoding="utf-8")
    assert attributes and all(name in template for name in attributes)
    assert services.portals.listed(COMMAND_LINE)


def test_the_paths_of_the_document_exist(app):
    known = {re.sub(r"<[^>]+>", "ID", rule.rule) for rule in app.url_map.iter_rules()}
    named = set(re.findall(r"(?:GET|POST|DELETE) +(/api/v1/[\w/]+)", DOCUMENT))
    assert len(named) >= 5 and named <= known
