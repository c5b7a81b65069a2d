import pytest

from data import entry
from data.tables.pool import OfferRow
from tests.service.conftest import ApiClient, assert_problem

QUERY = "text=Бетон товарный М500&status=member&status="


def save(api, name="Бетон", query=QUERY):
    return api.post("/searches", {"name": name, "query": query})


def test_a_search_is_saved_listed_with_its_news_and_deleted(api, services):
    saved = save(api)
    assert saved.status_code == 201 and saved.json["news"] == {"companies": [], "records": [], "left": []}
    with services.database.changing("test", "more") as session:
        known = session.query(OfferRow).filter_by(title="Бетон товарный М500").one()
        values = {"company_id": known.company_id, "title": "Бетон товарный М500 сухой"}
        new = entry.create(session, OfferRow, values).id
    services.reindexer.build()
    services.live.refresh()
    (found,) = api.get("/searches").json["searches"]
    assert found["news"]["records"] == [new] and found["wrong"] is None
    assert [api.delete(f"/searches/{found['id']}").status_code for _ in range(2)] == [204, 204]
    assert api.get("/searches").json == {"searches": [], "next_before": None}


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"name": "", "query": QUERY}, "/name"),
        ({"name": " ", "query": QUERY}, "/name"),
        ({"name": "Бетон", "query": "status=member"}, "/query"),
        ({"name": "Бетон", "query": "text=a&volume=x"}, "/query"),
        ({"name": "Бетон"}, "/query"),
    ],
)
def test_what_is_wrong_is_named(api, body, pointer):
    assert_problem(api.post("/searches", body), 422, pointer)


def test_another_key_has_its_own_list(app, api, services):
    id_ = save(api).json["id"]
    other = ApiClient(app, services.accounts.create_key("staff").key)
    assert other.get("/searches").json["searches"] == []
    assert_problem(other.delete(f"/searches/{id_}"), 404)


def test_filters_of_the_search_take_contract_certificate_and_confirmed(api):
    text = {"need": {"text": "Ремонт башенных кранов"}}
    assert api.post("/suppliers/search", text).json["matches"]
    only = api.post("/suppliers/search", text | {"filters": {"confirmed": True}}).json
    assert "Молчун" not in str(only)
    none = api.post("/suppliers/search", text | {"filters": {"contract": True, "certificate": "ISO"}}).json
    assert none["matches"] == none["near_misses"] == []
