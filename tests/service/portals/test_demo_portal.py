"""The demo portal: who signs in there gets tokens of that company, nobody else gets any."""

import pytest

from service.demo_portal.keeping import PortalKey
from service.demo_portal.portal import MEMBERS, create_portal
from tests.e2e.portal_host import served


@pytest.fixture
def visitor(app, portal):
    with served(app) as port:
        yield create_portal(
            f"http://127.0.0.1:{port}", PortalKey(portal.row.id, portal.key.key)
        ).test_client()


def test_a_stranger_is_asked_who_it_is_and_gets_no_token(visitor):
    assert "От какой компании войти" in visitor.get("/demo-portal").text
    assert visitor.get("/svyazka-token").status_code == 401


def test_a_visitor_chooses_a_company_of_the_three_only(visitor):
    visitor.post("/demo-portal/sign-in", data={"company": "okna"})
    assert visitor.get("/svyazka-token").status_code == 401


def test_a_member_gets_the_page_with_the_widget_under_a_strict_policy(visitor):
    visitor.post("/demo-portal/sign-in", data={"company": next(iter(MEMBERS))})
    page = visitor.get("/demo-portal?view=places")
    assert "/embed.js" in page.text and 'data-view="places"' in page.text
    assert "<nav" not in page.text  # the widget has the only row of views
    assert "unsafe-inline" not in page.headers["Content-Security-Policy"]
    # the small pool does not know the company: the portal tells what the service said
    refused = visitor.get("/svyazka-token")
    assert refused.status_code == 502 and "среди участников" in refused.json["detail"]
