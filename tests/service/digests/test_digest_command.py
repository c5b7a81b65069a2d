"""`digest plan|preview|approve|send|status|arm` as a person types them."""

import json

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from service.cli import digests
from service.digests.bounds import Bounds
from tests.service.digests.office import WISH

SIGNED = ["--manager", WISH.manager_name, "--phone", WISH.manager_phone, "--reply-to", WISH.reply_to]


@pytest.fixture
def run(office, monkeypatch):
    office.become_demo()
    monkeypatch.setattr(digests, "services", lambda: office.services)

    def command(*words, code=0):
        done = CliRunner().invoke(digests.digest, list(words))
        assert done.exit_code == code, done.output
        return done.stdout[done.stdout.find("{") :] if "--json" in words else done.stdout  # past log lines

    return command


def test_from_the_plan_to_the_letters_sent(run, office):
    planned = json.loads(run("plan", *SIGNED, "--json"))
    assert (planned["state"], planned["letters"]) == ("draft", {"draft": 2})
    id_ = str(planned["id"])
    assert "Керамзитный завод" in run("preview", id_, "stroyka")
    assert "<html" in run("preview", id_, "stroyka", "--html")
    assert len(json.loads(run("preview", id_, "--json"))["letters"]) == 2
    assert json.loads(run("approve", id_, "--dry-run", "--json"))["state"] == "draft"
    assert json.loads(run("approve", id_, "--json"))["state"] == "approved"
    assert json.loads(run("send", "--dry-run", "--json")) == {"queued": 2}
    assert json.loads(run("send", "--json"))["counts"] == {"sent": 2}
    assert json.loads(run("status", "--json"))["mailings"][0]["letters"] == {"sent": 2}
    assert len(office.services.postman.taken()) == 2


def test_words_of_a_draft_are_changed_and_what_was_not_said_stays(run, office):
    id_ = str(json.loads(run("plan", *SIGNED, "--json"))["id"])
    assert json.loads(run("words", id_, "--words", "Посмотрите до пятницы", "--json"))["state"] == "draft"
    letter = run("preview", id_, "stroyka")
    assert "Посмотрите до пятницы" in letter and WISH.manager_name in letter
    run("approve", id_)
    run("words", id_, "--words", "Поздно", code=1)
    assert run("preview", id_, "stroyka") == letter


def test_a_dry_run_plans_and_writes_nothing(run, office):
    assert json.loads(run("plan", "--dry-run", "--json"))["letters"] == 2
    assert json.loads(run("status", "--json"))["mailings"] == []


def test_the_next_mailing_is_signed_as_the_last_one(run, office):
    run("plan", *SIGNED)
    id_ = json.loads(run("plan", "--json"))["id"]
    assert office.mailing(id_).manager_name == WISH.manager_name


def test_arming_says_how_many_letters_are_of_unknown_outcome(run, office):
    office.approved()
    assert json.loads(run("arm", "--json")) == {"unknown": 2}


def test_defaults_of_the_command_are_those_of_the_limits():
    usual = Bounds().as_dict()
    options = {p.name: p.default for p in _plan_options()}
    assert {name: options[name] for name in ("items", "letters", "exposure", "days")} == {
        name: usual[name] for name in ("items", "letters", "exposure", "days")
    }


def _plan_options():
    return get_command(digests.digest).commands["plan"].params
