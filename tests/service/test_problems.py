"""Bad input: always a problem document with the place, never a 500, nothing echoed raw, nothing written."""

import gzip
import json

import pytest
from sqlalchemy import func, select

from data.store.pool import pool_revision
from data.tables.pool import AuditRow
from service.app import MAX_BODY_BYTES
from tests.service.conftest import assert_problem

SEARCH = "/suppliers/search"
NEED = {"need": {"text": "бетон"}}


@pytest.fixture(autouse=True)
def nothing_is_written(services, key):
    """Whatever a test sends, the pool and its audit log are afterwards what they were."""

    def written():
        with services.database.reading() as session:
            return pool_revision(session), session.scalar(select(func.count()).select_from(AuditRow))

    before = written()
    yield
    assert written() == before


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/need"),
        ({"need": None}, "/need"),
        ({"need": []}, "/need"),
        ({"need": {}}, "/need/text"),
        ({"need": {"text": ""}}, "/need/text"),
        ({"need": {"text": " \n\t "}}, "/need/text"),
        ({"need": {"text": "\x00\x01"}}, "/need/text"),
        ({"need": {"text": "б" * 100_000}}, "/need/text"),
        ({"need": {"text": 5}}, "/need/text"),
        ({"need": {"text": ["бетон"]}}, "/need/text"),
        ({"need": {"text": "бетон", "volume": False}}, "/need/volume"),
        ({"need": {"text": "бетон", "volume": "5"}}, "/need/volume"),
        ({"need": {"text": "бетон", "volume": -1}}, "/need/volume"),
        ({"need": {"text": "бетон", "volume": 10**400}}, "/need/volume"),
        ({"need": {"text": "бетон", "kind": "дирижабль"}}, "/need/kind"),
        ({"need": {"text": "бетон", "kind": 1}}, "/need/kind"),
        ({"need": {"text": "бетон", "okpd2": "23; DROP TABLE"}}, "/need/okpd2"),
        ({"need": {"text": "бетон", "okpd2": "23\n"}}, "/need/okpd2"),
        ({"need": {"text": "бетон", "хитрость": 1}}, "/need/хитрость"),
        ({"need": {"text": "бетон", "a/b~c": 1}}, "/need/a~1b~0c"),
        (NEED | {"limit": 0}, "/limit"),
        (NEED | {"limit": -1}, "/limit"),
        (NEED | {"limit": 10**9}, "/limit"),
        (NEED | {"limit": False}, "/limit"),
        (NEED | {"limit": "5"}, "/limit"),
        (NEED | {"limit": 5.0}, "/limit"),
        (NEED | {"limit": None}, "/limit"),
        (NEED | {"filters": {"colour": "red"}}, "/filters/colour"),
        (NEED | {"filters": None}, "/filters"),
        (NEED | {"filters": {"status": "member"}}, "/filters/status"),
        (NEED | {"filters": {"status": ["вождь"]}}, "/filters/status/0"),
        (NEED | {"filters": {"kinds": ["product", None]}}, "/filters/kinds/1"),
        (NEED | {"filters": {"regions": ["Тюмень"] * 101}}, "/filters/regions"),
        (NEED | {"filters": {"okpd2_prefix": "%"}}, "/filters/okpd2_prefix"),
        (NEED | {"filters": {"max_distance_km": 50}}, "/need/place"),
        ({"need_id": 0}, "/need_id"),
        ({"need_id": -1}, "/need_id"),
        ({"need_id": 2**63}, "/need_id"),
        ({"need_id": 10**400}, "/need_id"),
        ({"need_id": 2**53}, "/need_id"),
        ({"need_id": True}, "/need_id"),
    ],
)
def test_a_wrong_value_is_named_by_its_pointer(api, body, pointer):
    assert_problem(api.post(SEARCH, body), 422, pointer)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"5",
        b'"text"',
        json.dumps(json.dumps(NEED)).encode(),
        bytes(range(256)),
        b"\xff\xfe\xfd",
        b"\xef\xbb\xbf{}",
        json.dumps(NEED).encode("utf-16"),
        gzip.compress(json.dumps(NEED).encode()),
        b'{"need": {"text": "a"}, "need": {"text": "b"}}',
        b'{"need": {"text": "a", "volume": NaN}}',
        b'{"need": {"text": "a", "volume": -Infinity}}',
        b'{"limit": ' + b"1" * 5000 + b"}",
        b"[" * 100_000,
        b'{"a":' * 50_000,
    ],
    ids=range(18),
)
def test_a_body_that_is_no_json_object_is_refused_whole(api, raw):
    assert_problem(api.post_raw(SEARCH, raw), 400)


def test_no_depth_of_nesting_is_a_failure_of_ours(api):
    depths = range(10, 1100, 7)
    raws = [b'{"x":' + b"[" * depth + b"]" * depth + b"}" for depth in depths]
    assert {api.post_raw(SEARCH, raw).status_code for raw in raws} <= {400, 422}


def test_a_number_too_large_for_a_float_is_named(api):
    raw = b'{"need": {"text": "a", "volume": 1e400}}'
    assert_problem(api.post_raw(SEARCH, raw), 422, "/need/volume")


def test_half_a_character_is_named(api):
    assert_problem(api.post_raw(SEARCH, rb'{"need": {"text": "a \ud800 b"}}'), 422, "/need/text")
    assert_problem(api.post_raw(SEARCH, rb'{"\udfff": 1}'), 422)


def test_a_body_beyond_the_limit_is_refused(api):
    raw = json.dumps({"need": {"text": "x" * 2 * MAX_BODY_BYTES}}).encode()
    assert_problem(api.post_raw(SEARCH, raw), 413)


@pytest.mark.parametrize(
    "content_type",
    ["", "text/plain", "text/html", "application/xml", "application/x-www-form-urlencoded", "*/*"],
)
def test_another_content_type_is_refused(api, content_type):
    assert_problem(api.post_raw(SEARCH, json.dumps(NEED), content_type), 415)


def test_a_stated_character_set_does_not_change_what_json_is(api):
    utf8 = json.dumps(NEED, ensure_ascii=False).encode()
    assert api.post_raw(SEARCH, utf8, "application/json; charset=utf-16").status_code == 200


def test_parameters_beside_a_body_are_not_overlooked(api):
    assert_problem(api.post(f"{SEARCH}?limit=3", NEED), 422)


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("limit=0", "limit"),
        ("limit=-1", "limit"),
        ("limit=1000000000", "limit"),
        ("limit=", "limit"),
        ("limit=пять", "limit"),
        ("limit=" + "9" * 5000, "limit"),
        ("status=вождь", "status"),
        ("colour=red", "colour"),
        ("name=" + "я" * 201, "name"),
        ("cursor=", "cursor"),
        ("cursor=%00", "cursor"),
        ("cursor=%FF", "cursor"),
        ("cursor=привет", "cursor"),
        ("cursor=!!!!", "cursor"),
        ("cursor=LTE", "cursor"),  # -1
        ("cursor=OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OQ", "cursor"),  # 25 nines
        ("cursor=" + "9" * 101, "cursor"),
        ("%00=1", "\x00"),
    ],
)
def test_a_wrong_parameter_is_named(api, query, parameter):
    assert_problem(api.get(f"/companies?{query}"), 422, parameter=parameter)


@pytest.mark.parametrize("number", ["0", str(2**53 + 1), str(2**63), "9" * 400])
def test_a_number_that_no_record_can_have_is_a_wrong_value(api, number):
    assert_problem(api.get(f"/companies/{number}"), 422, parameter="id")


@pytest.mark.parametrize(
    "tail", ["-1", "1.5", "abc", "%FF", "%00", "1%2F2", "..%2f..%2fetc%2fpasswd", "1/", "9" * 5000, "", "999"]
)
def test_a_path_that_leads_nowhere_is_not_found(api, tail):
    assert_problem(api.get(f"/companies/{tail}"), 404)


@pytest.mark.parametrize("method", ["PUT", "TRACE", "CONNECT", "DELETE", "PATCH", "FOO"])
def test_a_method_that_a_path_does_not_know_is_told_with_those_it_does(api, method):
    response = api.send(method, "/companies")
    assert_problem(response, 405)
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS, POST"


def test_a_head_is_a_get_without_a_body(api):
    response = api.send("HEAD", "/companies")
    assert (response.status_code, response.get_data()) == (200, b"")


MARKUP = "<script>alert(1)</script>&\"'"


@pytest.mark.parametrize(
    "body",
    [
        {"need": {"text": MARKUP}},
        {"need": {"text": "бетон", MARKUP: 1}},
        {"need": {"text": "бетон", "kind": MARKUP}},
        {"need": {"text": "бетон", "place": MARKUP}, "filters": {"max_distance_km": 1}},
    ],
)
def test_markup_never_comes_back_raw(api, body):
    response = api.post(SEARCH, body)
    assert b"<" not in response.get_data() and b"&" not in response.get_data()
    assert "json" in response.content_type
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_a_message_about_a_field_holds_its_start_only_and_no_markup(api):
    response = api.post("/companies", {"name": "Завод", "inn": MARKUP * 20})
    body = assert_problem(response, 422, "/inn")
    assert b"<" not in response.get_data()
    assert len(body["detail"]) < 200


@pytest.mark.parametrize("text", ["'; DROP TABLE companies; --", "1 OR 1=1", '" UNION SELECT * FROM keys --'])
def test_a_need_that_looks_like_sql_is_a_need_like_any_other(api, text):
    assert api.suppliers(text)["no_match"]
    assert len(api.get("/companies").json["companies"]) == 5


@pytest.mark.parametrize("name", ["%25", "_", "%27", "\\"])
def test_a_pattern_in_a_name_is_only_letters(api, name):
    assert api.get(f"/companies?name={name}").json["companies"] == []


def test_a_key_as_long_as_a_novel_is_cut_in_the_pointer(api):
    body = assert_problem(api.post(SEARCH, {"ж" * 50_000: 1}), 422)
    assert len(body["errors"][0]["pointer"]) == 101
