"""The journal over HTTP."""

from datetime import date

import pytest

from tests.service.conftest import ApiClient, assert_problem

TEXT = "Стройтрест: нужен бетон М500 в Тюмень, 40 кубов до конца месяца"
BETON, TREST = 1, 4
MONTH = date.today().replace(day=1).isoformat()
NEED = {"company_id": TREST, "title": "Бетон М500 для фундамента", "kind": "product"}


@pytest.fixture
def draft(api):
    response = api.post("/requests", {"text": TEXT, "channel": "мессенджер"})
    assert response.status_code == 201, response.text
    return response.json


@pytest.fixture
def path(api, draft):
    path = f"/requests/{draft['id']}"
    assert api.patch(path, {"need": NEED}).status_code == 200
    return path


def test_a_text_becomes_a_draft_with_what_was_read(draft):
    proposed = draft["proposed"]
    assert (draft["state"], draft["text"], draft["channel"]) == ("draft", TEXT, "messenger")
    assert (proposed["volume"], proposed["unit"], proposed["place"]) == (40, "м³", "Тюмень")
    assert (proposed["due"], proposed["company_id"], draft["need"]) == ("до конца месяца", TREST, None)


def test_the_key_of_a_reader_is_not_told_the_pasted_text(app, services, draft):
    key = services.accounts.create_key("staff", role="reader").key
    told = ApiClient(app, key)
    whole = told.get(f"/requests/{draft['id']}").json
    assert (whole["text"], whole["about"], whole["proposed"], whole["state"]) == (None, None, None, "draft")
    assert [one["text"] for one in told.get("/requests").json["requests"]] == [None]


def test_a_request_goes_from_draft_to_contract(api, path):
    asked = api.post(f"{path}/events", {"kind": "asked", "company_id": BETON, "offer_id": 1})
    assert (asked.status_code, asked.json["state"]) == (201, "passed")
    answered = {"kind": "КП получено", "company_id": BETON, "amount_rub": 300_000.0, "text": "за неделю"}
    assert api.post(f"{path}/events", answered).json["state"] == "quoted"
    closed = api.patch(path, {"outcome": {"company_id": BETON, "amount_rub": 290_000.0}}).json
    assert (closed["state"], closed["amount_rub"], closed["proposed"]) == ("contract", 290_000, None)
    kinds = [event["kind"] for event in closed["events"]]
    assert kinds == ["received", "confirmed", "asked", "answered", "closed"]
    assert api.patch(path, {"reopen": True}).json["state"] == "quoted"


def test_the_list_is_selected_and_counted(api, path):
    api.patch(path, {"deadline": "2026-01-01", "next_action": "позвонить"})
    api.post("/requests", {"text": "второе", "channel": "call"})
    found = api.get("/requests").json
    assert (len(found["requests"]), found["overdue"], found["silent"]) == (2, 1, 0)
    assert (found["by_state"]["draft"], found["by_state"]["in_progress"]) == (1, 1)
    overdue = api.get("/requests?overdue=true").json["requests"]
    assert [row["next_action"] for row in overdue] == ["позвонить"]
    assert [row["text"] for row in api.get("/requests?state=draft").json["requests"]] == ["второе"]
    assert api.get("/requests?silent=true").json["requests"] == []


def test_the_ledger_is_added_up_as_asked_with_a_total(api, path):
    api.post(f"{path}/events", {"kind": "asked", "company_id": BETON})
    api.patch(path, {"outcome": {"company_id": BETON, "amount_rub": 500.0}})
    for group, key, name in (
        ("month", MONTH, MONTH[:7]),
        ("company", TREST, "Стройтрест"),
        ("chain", None, ""),
    ):
        told = api.get(f"/requests/outcomes?group={group}").json
        (one,) = told["outcomes"]
        assert (one["key"], one["name"], one["received"], one["asked"]) == (key, name, 1, 1)
        assert (one["contracts"], one["amount_rub"], one["days_to_contract"]) == (1, 500, 0)
        assert (told["total"]["contracts"], told["total"]["amount_rub"]) == (1, 500)
    assert api.get("/requests/outcomes?from=2020-01-01&to=2020-02-01").json["outcomes"] == []
    assert_problem(api.get("/requests/outcomes?from=2020-01-01"), 422, parameter="to")
    assert_problem(api.get("/requests/outcomes?group=погода"), 422, parameter="group")
    assert api.get("/requests/outcomes.xlsx").data.startswith(b"PK")


def test_the_text_of_a_request_for_a_quotation_names_nobody_unless_agreed(api, path):
    told = api.get(f"{path}/quotation?company_id={BETON}&company_id=2").json
    assert "Бетон М500" in told["letter"] and told["mail_link"].startswith("mailto:?subject=")
    assert "Стройтрест" not in told["letter"] + told["message"] + told["reminder"]
    named = api.get(f"{path}/quotation?company_id={BETON}&named=true").json
    assert "Стройтрест" in named["letter"]
    assert_problem(api.get(f"{path}/quotation"), 422, parameter="company_id")
    assert_problem(api.get(f"/requests/404/quotation?company_id={BETON}"), 404)


def test_the_list_goes_on_where_its_cursor_says(api, path):
    for text in ("второе", "третье"):
        api.post("/requests", {"text": text, "channel": "call"})
    first = api.get("/requests?limit=2").json
    rest = api.get(f"/requests?limit=2&cursor={first['next_cursor']}").json
    texts = [row["text"] for row in (*first["requests"], *rest["requests"])]
    assert texts == ["третье", "второе", TEXT] and rest["next_cursor"] is None
    for cursor in ("мусор", "MQ", "MHwyMDI2LTExLTEyfDk5OTk5OTk5OTk5OTk5"):
        assert_problem(api.get(f"/requests?cursor={cursor}"), 422, parameter="cursor")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        (f"company_id={TREST}", 1),
        ("company_id=1", 0),
        ("text=БЕТОН", 1),
        ("text=стройтрест", 1),
        ("text=%25", 0),
        ("from=2020-01-01&to=2020-02-01", 0),
        ("chain_id=1", 0),
        ("today=true", 0),
    ],
)
def test_filters_of_the_list_combine(api, path, query, count):
    api.post("/requests", {"text": "другое", "channel": "call"})
    assert len(api.get(f"/requests?{query}").json["requests"]) == count


def test_an_edit_of_an_older_version_is_a_conflict_that_changes_nothing(api, path):
    seen = api.get(path).json["version"]
    assert api.patch(path, {"next_action": "позвонить", "version": seen}).status_code == 200
    assert_problem(api.patch(path, {"next_action": "написать", "version": seen}), 409, "/next_action")
    assert api.get(path).json["next_action"] == "позвонить"
    same = {"next_action": "позвонить", "version": seen}
    assert api.patch(path, same).status_code == 200, "the same change made twice is no conflict"


def test_a_text_about_several_things_is_split(api):
    text = "Нужны:\n- щебень 5-20, 200 т\n- песок мытый, 100 т"
    draft = api.post("/requests", {"text": text, "channel": "mail"}).json
    assert draft["things"] == ["щебень 5-20, 200 т", "песок мытый, 100 т"]
    ids = api.post(f"/requests/{draft['id']}/split", {}).json["ids"]
    told = [api.get(f"/requests/{id_}").json for id_ in ids]
    assert [one["proposed"]["title"] for one in told] == ["щебень 5-20", "песок мытый"]
    assert [one["proposed"]["volume"] for one in told] == [200, 100]
    assert {one["text"] for one in told} == {text}


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"text": " ", "channel": "call"}, "/text"),
        ({"text": "а", "channel": "голубь"}, "/channel"),
        ({"text": "а"}, "/channel"),
        ({"text": "а", "channel": "call", "да": 1}, "/да"),
    ],
)
def test_a_request_that_cannot_be_written_down_is_refused_at_its_place(api, body, pointer):
    assert_problem(api.post("/requests", body), 422, pointer)


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"need": NEED | {"company_id": 404}}, "/need/company_id"),
        ({"need": NEED | {"title": ""}}, "/need/title"),
        ({"deadline": "завтра"}, "/deadline"),
        ({"responsible_id": 404}, "/responsible_id"),
        ({"deadline": "2026-12-01", "reopen": True}, ""),
        ({"outcome": {}}, "/outcome"),
        ({"outcome": {"company_id": 404}}, "/state"),
    ],
)
def test_a_wrong_edit_is_refused_at_its_place_and_changes_nothing(api, draft, body, pointer):
    path = f"/requests/{draft['id']}"
    assert_problem(api.patch(path, body), 422, pointer)
    assert api.get(path).json == draft


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"kind": "asked"}, "/company_id"),
        ({"kind": "asked", "company_id": TREST}, "/company_id"),
        ({"kind": "passed", "company_id": 2, "offer_id": 1}, "/company_id"),
        ({"kind": "closed", "company_id": BETON}, "/kind"),
        ({"kind": "note"}, "/text"),
        ({"kind": "чихнул"}, "/kind"),
    ],
)
def test_a_wrong_event_is_refused_at_its_place(api, path, body, pointer):
    assert_problem(api.post(f"{path}/events", body), 422, pointer)


@pytest.mark.parametrize("id_", ["404", "9007199254740992"])
def test_an_unknown_request_is_not_found(api, id_):
    assert_problem(api.get(f"/requests/{id_}"), 404)
    assert_problem(api.patch(f"/requests/{id_}", {"next_action": "а"}), 404)
    assert_problem(api.post(f"/requests/{id_}/events", {"kind": "note", "text": "а"}), 404)
