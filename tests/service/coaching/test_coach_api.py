"""What to add to the own profile, for programs, and the links of the page."""

import re

from data.tables.pool import NeedRow
from service.access import COMMAND_LINE
from tests.service.coaching.test_coaching import asks, pool, services
from tests.service.conftest import ApiClient, assert_problem
from tests.service.web.test_my_pages import member_of

__all__ = ["pool", "services"]


def test_a_member_is_told_what_is_asked_and_where_to_write_it(app, services, pool):
    asks(pool, visibility="cluster")
    member = ApiClient(app, services.accounts.create_key("member:beton").key)
    told = member.get("/my/coach").json
    assert told == {
        "advice": [
            {
                "offer_id": 1,
                "offer": "Бетон товарный М500",
                "field": "description",
                "what": "Морозостойкость",
                "told": "об этом спрашивают по 2\u00a0потребностям",
                "more": 0,
                "asked": 2,
                "values": ["F200"],
            }
        ],
        "needs_offers": False,
    }


def test_nothing_shines_through_of_private_needs_and_staff_have_no_company(app, services, pool, api):
    asks(pool)
    member = ApiClient(app, services.accounts.create_key("member:beton").key)
    assert member.get("/my/coach").json == {"advice": [], "needs_offers": False}
    assert_problem(api.get("/my/coach"), 404)


def test_each_advice_on_the_page_leads_to_the_field_of_the_form(app, services, pool):
    asks(pool, visibility="cluster")
    pool.add(
        NeedRow, company_id=3, title="Доставка бетона", kind="service", place="Ишим", visibility="cluster"
    )
    pool.rebuild()
    browser = member_of(app, services, "beton", "beton")
    links = re.findall(r'<li><a href="(/my/[^"#]+)#(\w+)"', browser.get("/my/coach").text)
    assert ("/my/offers/1", "description") in {(path.removesuffix("/edit"), field) for path, field in links}
    assert all(f'id="{field}"' in browser.get(path).text for path, field in links)
    assert services.coaching.for_company(COMMAND_LINE, 1).advice
