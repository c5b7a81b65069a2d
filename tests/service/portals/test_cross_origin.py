"""What browsers may ask from pages of portals, and from no other."""

import random

from tests.service.conftest import ApiClient
from tests.service.portals.conftest import FOREIGN, ORIGIN

PATH = "/api/v1/my/recommendations"
FOREIGN_ORIGINS = 200
ALLOWED = "Access-Control-Allow-Origin"


def test_a_preflight_of_a_portal_is_answered(app, portal):
    response = _preflight(app, ORIGIN)
    assert response.status_code == 204
    assert response.headers[ALLOWED] == ORIGIN
    assert "Authorization" in response.headers["Access-Control-Allow-Headers"]
    assert "Origin" in response.headers["Vary"]
    assert "Access-Control-Allow-Credentials" not in response.headers


def test_answers_name_the_origin_of_the_portal(member):
    response = member.get("/my/recommendations", headers={"Origin": ORIGIN})
    assert response.headers[ALLOWED] == ORIGIN
    assert "Origin" in response.headers["Vary"]


def test_a_refused_token_can_be_read_by_the_page_of_the_portal(app, portal):
    response = ApiClient(app, "старый").get("/my/recommendations", headers={"Origin": ORIGIN})
    assert response.status_code == 401
    assert response.headers[ALLOWED] == ORIGIN


def test_other_doors_of_the_api_are_open_to_no_page(app, portal, api):
    response = api.get("/companies", headers={"Origin": ORIGIN})
    assert ALLOWED not in response.headers


def test_foreign_origins_are_never_served(app, services, portal, token):
    origins = _foreign(random.Random(8))
    headers = {"Authorization": f"Bearer {token}"}
    served = []
    for origin in origins:
        asked = app.test_client().get(PATH, headers=headers | {"Origin": origin})
        before = _preflight(app, origin)
        if asked.status_code != 401 or ALLOWED in asked.headers or ALLOWED in before.headers:
            served.append(origin)
    print(f"\nчужих источников: {len(origins)}, обслужено: {len(served)}")  # noqa: T201 - counts
    assert len(origins) >= FOREIGN_ORIGINS
    assert served == []


def _preflight(app, origin):
    asking = {"Origin": origin, "Access-Control-Request-Method": "GET"}
    return app.test_client().options(PATH, headers=asking)


def _foreign(chance):
    near = [
        "null",
        "http://portal.example.ru",
        "https://portal.example.ru:8443",
        "https://portal.example.ru.evil.ru",
        "https://evil.portal.example.ru",
        "https://portal.example.ru/",
        "https://PORTAL.example.ru",
        "https://portal.example.ru@evil.ru",
        "https://portalaexample.ru",
        "https://example.ru",
        "https://*",
        "*",
        "[",
        FOREIGN,
    ]
    letters = "abcdefghij"
    made = {f"https://{''.join(chance.choices(letters, k=8))}.example.ru" for _ in range(250)}
    return near + sorted(made)
