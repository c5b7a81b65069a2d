"""The commands of portals, and the demo portal's key."""

import json
import stat

import pytest
from typer.testing import CliRunner

from service.bootstrap import bootstrap
from service.cli.main import app
from service.demo_portal.keeping import demo_portal
from service.settings import Settings


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("DATA_DIR", str(tmp_path))

    def run(*arguments):
        done = CliRunner().invoke(app, ["portals", *arguments])
        assert done.exit_code == 0, done.output
        return done.stdout

    return run


def test_a_portal_is_created_listed_and_disabled(run):
    made = json.loads(run("create", "--name", "Портал", "--origin", "https://a.ru", "--json"))
    assert made["key"].startswith("svz_") and made["origins"] == ["https://a.ru"]
    listed = json.loads(run("list", "--json"))["portals"]
    assert [(one["id"], one["works"]) for one in listed] == [(made["id"], True)]
    assert "key" not in listed[0]
    run("disable", made["id"])
    assert json.loads(run("list", "--json"))["portals"][0]["works"] is False


def test_another_key_takes_the_place_of_the_first(run):
    made = json.loads(run("create", "--name", "Портал", "--origin", "https://a.ru", "--json"))
    renewed = json.loads(run("key", made["id"], "--json"))
    assert renewed["id"] == made["id"] and renewed["key"] != made["key"]
    assert json.loads(run("list", "--json"))["portals"][0]["works"] is True


def test_the_demo_portal_keeps_its_key_and_follows_the_port(tmp_path):
    services = bootstrap(Settings(data_dir=tmp_path, port=8100))
    known = demo_portal(services)
    file = tmp_path / "secrets" / "demo-portal"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    moved = bootstrap(Settings(data_dir=tmp_path, port=8200))
    assert demo_portal(moved) == known
    assert moved.portals.origins_of(known.portal) == ["http://127.0.0.1:8201", "http://localhost:8201"]
    file.write_text(json.dumps({"portal": "000000000000", "key": "svz_x_y"}))  # of another database
    assert demo_portal(moved).portal not in (known.portal, "000000000000")
