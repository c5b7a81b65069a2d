"""The mark «вымышленная» in lists: once where all are, else at the names of those that are."""

import re
from datetime import date
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from data.tables.pool import CompanyRow

REAL, MADE_UP = SimpleNamespace(fictional=False), SimpleNamespace(fictional=True)


@pytest.mark.parametrize(
    ("companies", "is_told"),
    [
        ([MADE_UP, None, MADE_UP], True),
        ([MADE_UP, REAL], False),
        ([REAL], False),
        ([None], False),
        ([], False),
    ],
)
def test_it_is_said_once_over_a_list_of_nothing_else(app, companies, is_told):
    with app.test_request_context():
        only_fictional = app.jinja_env.get_template("macros.html").module.only_fictional
        assert bool(only_fictional(companies)) == is_told


@pytest.mark.parametrize("address", ["/companies", "/confirmations", "/map?place=unset"])
def test_lists_of_a_made_up_pool_say_it_once(browser, services, address):
    with services.database.changing("test", "mark") as session:
        for company in session.scalars(select(CompanyRow)):
            company.fictional, company.confirmed_on = True, date(2020, 1, 15)
    page = browser.get(address).text
    assert len(re.findall("вымышленн", page)) == 1
