"""All that is kept of a company is taken out: a canary through every table, and nothing of others."""

import json

import pytest

from service.access import COMMAND_LINE
from tests.service.privacy.planting import CANARY, plant
from tests.service.web.conftest import Pool

TOLD = (  # tables that hold words of the company or about it
    *("challenges", "companies", "confirmations", "consents", "contact_events", "contact_requests"),
    *("contracts", "input_decisions", "interest", "keys", "letter_answers", "letters", "merges", "needs"),
    *("offers", "proposals", "request_events", "requests", "shortlist_marks", "users", "verdicts"),
)


@pytest.fixture
def kept(services):
    pool = Pool(services)
    beton = pool.company("beton").id
    plant(services, beton, pool.company("okna").id)
    return services.personal_data.kept(COMMAND_LINE, beton)


def test_every_table_that_holds_words_of_the_company_is_there_with_its_canary(kept):
    told = {name: json.dumps(rows, ensure_ascii=False).casefold() for name, rows in kept.tables.items()}
    without = {name for name in TOLD if CANARY not in told.get(name, "") and name != "confirmations"}
    assert without == set()
    assert "причина" in told["letter_answers"] and "квартал" in told["interest"]
    assert "прежний человек" in told["proposals"]


def test_letters_to_others_and_secrets_are_not(kept):
    assert {row["company_id"] for row in kept.tables["letters"]} == {1}
    assert "password_hash" not in kept.tables["users"][0]
    assert kept.counts["Ответы на письма"] == 1
