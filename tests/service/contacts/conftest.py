"""Callers of three companies of the small pool, with what each of them is asked for."""

import pytest

from data.tables.pool import CompanyRow, NeedRow
from service.access import Caller
from tests.service.web.conftest import Pool

STAFF = Caller("user:1", "staff", "Маша", "staff")


@pytest.fixture
def pool(services):
    return Pool(services)


@pytest.fixture
def members(pool, services):
    """People of «Бетонный двор» and of «Окна Сибири»."""
    with services.database.changing("test", "telling") as session:
        okna = session.get(CompanyRow, pool.company("okna").id)
        okna.phone, okna.website = "+7 345 000-00-00", "https://okna.example"
        okna.contact_name, okna.contact_email = "Иванова Анна", "anna@okna.example"
        session.get(NeedRow, pool.need("Арматура А500С для перемычек").id).visibility = "cluster"
    return {
        code: Caller(f"user:{code}", "member", company_id=pool.company(code).id) for code in ("beton", "okna")
    }


@pytest.fixture
def open_need(pool, members):
    """A need of «Окна Сибири» that the cluster sees."""
    return pool.need("Арматура А500С для перемычек")
