"""The examples of docs/portal.md, run as they stand."""

import json
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

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


@pytest.fixture
def php_example(app, portal, monkeypatch, tmp_path):
    """The PHP example on PHP's own server, Bitrix played by a stub; the address of tokens."""
    if not (php := shutil.which("php")):
        pytest.skip("ATTENTION: the PHP example is NOT run, there is no php here")
    prolog = tmp_path / "bitrix" / "modules" / "main" / "include" / "prolog_before.php"
    page = tmp_path / "svyazka-token" / "index.php"
    for path, text in (
        (prolog, Path(__file__).with_name("bitrix_stub.php").read_text(encoding="utf-8")),
        (page, re.search(r"```php\n(.*?)```", DOCUMENT, re.DOTALL)[1]),
    ):
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    with served(app) as port:
        monkeypatch.setenv("SVYAZKA_URL", f"http://127.0.0.1:{port}")
        monkeypatch.setenv("SVYAZKA_KEY", portal.key.key)
        server = subprocess.Popen([php, "-S", address, "-t", tmp_path], stderr=subprocess.DEVNULL)
        try:
            yield f"http://{address}/svyazka-token/"
        finally:
            server.terminate()
            server.wait(10)


def asked_of(address, company=None):
    """(status, JSON); waits until PHP's server is up."""
    request = urllib.request.Request(address, headers={"Cookie": f"company={company}"} if company else {})
    for _ in range(50):
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as refusal:
            return refusal.code, json.load(refusal)
        except urllib.error.URLError:
            time.sleep(0.1)
    raise AssertionError("php does not answer")


def test_the_php_example_gives_a_token_to_who_is_signed_in_and_to_nobody_else(php_example, services, portal):
    status, told = asked_of(php_example, "okna")
    assert status == 200 and services.portal_tokens.caller(told["token"]).company_id == 3
    assert asked_of(php_example)[0] == 401
    refused = asked_of(php_example, "armatura")
    assert (refused[0], "среди участников" in refused[1]["detail"]) == (502, True)
    services.accounts.revoke_key(portal.key.id)
    assert asked_of(php_example, "okna")[0] == 502


def test_the_lines_for_a_page_are_those_of_the_page_of_portals(services, portal):
    attributes = set(re.findall(r"data-[\w-]+", re.search(r"```html\n(.*?)```", DOCUMENT, re.DOTALL)[1]))
    template = (ROOT / "service/web/templates/portal.html").read_text(encoding="utf-8")
    assert attributes and all(name in template for name in attributes)
    assert services.portals.listed(COMMAND_LINE)


def test_the_paths_of_the_document_exist(app):
    known = {re.sub(r"<[^>]+>", "ID", rule.rule) for rule in app.url_map.iter_rules()}
    named = set(re.findall(r"(?:GET|POST|DELETE) +(/api/v1/[\w/]+)", DOCUMENT))
    assert len(named) >= 5 and named <= known
