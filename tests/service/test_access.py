"""Every door but life signs and documents needs somebody known; `service.access` alone decides."""

import re
import shutil
import stat

import pytest

from data.tables.pool import KeyRow
from service.access import PUBLIC_ENDPOINTS, Caller, check_endpoint
from service.app import create_app
from service.errors import ForbiddenError, UnauthorizedError
from tests.models.words_encoder import WordsEncoder
from tests.service.conftest import ApiClient, opened

PASSWORD = "длинный пароль"


def guarded_requests(app):
    """(endpoint, method, path) of every route that is not public."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint in PUBLIC_ENDPOINTS:
            continue
        one_of_a_list = re.sub(r"<any\((\w+)[^>]*>", r"\1", rule.rule)
        path = re.sub(r"<(?:\w+:)?\w+>", "1", one_of_a_list)
        reached = {app.url_map.bind("").match(path, method)[0] for method in rule.methods}
        assert rule.endpoint in reached
        for method in sorted(rule.methods):
            yield rule.endpoint, method, path


def token(client):
    page = client.get("/sign-in").text
    return re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)


def sign_in(client, login="masha", password=PASSWORD):
    form = {"login": login, "password": password, "csrf_token": token(client)}
    return client.post("/sign-in", data=form)


def refused(client, headers=None):
    """The routes that answer otherwise than with a refusal."""
    form = {"csrf_token": token(client)}
    statuses = {
        (endpoint, method): client.open(path, method=method, headers=headers or {}, data=form).status_code
        for endpoint, method, path in guarded_requests(client.application)
    }
    assert len(statuses) > 20
    return {request: status for request, status in statuses.items() if status not in {401, 302}}


def test_a_stranger_gets_in_nowhere(stranger):
    assert refused(stranger) == {}


def wrong_keys(services, key):
    _, id_, secret = key.split("_", 2)
    revoked = services.accounts.create_key("staff")
    services.accounts.revoke_key(revoked.id)
    return [
        f"Bearer {revoked.key}",
        f"Bearer svz_{id_}_{secret[:-1]}",
        f"Bearer svz_{id_}_{secret}x",
        f"Bearer svz_{id_}_",
        f"Bearer svz_{id_}",
        f"Bearer svz__{secret}",
        f"Bearer abc_{id_}_{secret}",
        f"Bearer {key.upper()}",
        f"Bearer svz_{id_}_" + "x" * 100_000,
        "Bearer svz_" + "x" * 100_000 + f"_{secret}",
        "Bearer svz_ключ_ключ".encode().decode("latin-1"),
        f"Bearer svz_{id_}\x7f_{secret}",
        f"Basic {key}",
        f"Bearer{key}",
        "Bearer ' OR 1=1 --",
        "Bearer",
        key,
    ]


def test_a_wrong_key_opens_nothing(api, app, services, key):
    assert api.get("/companies").status_code == 200
    client = app.test_client()
    for header in wrong_keys(services, key):
        response = client.get("/api/v1/companies", headers={"Authorization": header})
        assert response.status_code == 401, header[:80]
        assert response.content_type == "application/problem+json"
        assert response.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("header", ["Bearer svz_000000000000_" + "x" * 43, "Bearer " + "x" * 70_000])
def test_a_wrong_key_opens_no_route_at_all(stranger, header):
    assert refused(stranger, {"Authorization": header}) == {}


def test_a_revoked_key_ends_at_once(services, app):
    key = services.accounts.create_key("staff")
    client = ApiClient(app, key.key)
    before = client.get("/companies").status_code
    services.accounts.revoke_key(key.id)
    assert (before, client.get("/companies").status_code) == (200, 401)


def test_the_cookie_of_a_signed_in_person_does_not_open_the_api(stranger):
    assert sign_in(stranger).status_code == 303
    assert stranger.get("/companies").status_code == 200
    assert stranger.get("/api/v1/companies").status_code == 401
    assert stranger.post("/api/v1/needs", json={}).status_code == 401


def test_a_wrong_key_is_not_saved_by_a_right_cookie(stranger):
    sign_in(stranger)
    assert stranger.get("/metrics", headers={"Authorization": "Bearer nonsense"}).status_code == 401


def test_a_key_needs_no_form_token_and_a_page_does(api, app):
    assert api.post("/companies", {"name": "Завод"}).status_code == 201
    client = app.test_client()
    sign_in(client)
    assert client.post("/sign-out", data={}).status_code == 400
    assert client.get("/companies").status_code == 200


def test_a_stranger_does_not_learn_which_paths_exist(stranger):
    answers = {stranger.get(f"/api/v1/{path}").get_data() for path in ("companies", "nothing", "companies/1")}
    assert len(answers) == 1


def test_life_signs_and_documents_answer_anybody(stranger):
    paths = ["/healthz", "/readyz", "/openapi.json", "/docs", "/docs/css/swagger-ui.css", "/sign-in"]
    assert {path: stranger.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)


def test_all_public_endpoints_exist(app):
    assert {rule.endpoint for rule in app.url_map.iter_rules()} >= PUBLIC_ENDPOINTS


def test_somebody_of_another_scope_is_known_and_may_not():
    with pytest.raises(ForbiddenError):
        check_endpoint("search.suppliers", "POST", Caller("key:1", "guest"))
    with pytest.raises(UnauthorizedError):
        check_endpoint("search.suppliers", "POST", None)
    check_endpoint("health.alive", "GET", None)


def test_secrets_are_readable_by_their_owner_only(app, services):
    folder = services.settings.data_dir / "secrets"
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert modes == {"portal-tokens": 0o600, "session": 0o600}


def test_two_installations_have_different_secrets_and_do_not_trust_each_other(filled_folder, tmp_path):
    apps = []
    for name in ("первая", "вторая"):
        services = opened(shutil.copytree(filled_folder, tmp_path / name), WordsEncoder())
        apps.append(create_app(services))
    assert apps[0].config["SECRET_KEY"] != apps[1].config["SECRET_KEY"]
    assert min(len(app.config["SECRET_KEY"]) for app in apps) >= 43
    first, second = (app.test_client() for app in apps)
    sign_in(first)
    second.set_cookie("session", first.get_cookie("session").value)
    assert second.get("/companies").status_code == 302


def test_a_secret_outlives_a_restart(app, services):
    assert create_app(services).config["SECRET_KEY"] == app.config["SECRET_KEY"]


def test_keys_are_stored_hashed(services, key):
    secret = key.split("_", 2)[2]
    with services.database.reading() as session:
        rows = [str(vars(row)) for row in session.query(KeyRow)]
    data = b"".join(path.read_bytes() for path in services.settings.data_dir.glob("svyazka.db*"))
    assert rows and not any(secret in row for row in rows)
    assert secret.encode() not in data


def test_pages_carry_the_headers_that_guard_them(stranger):
    headers = stranger.get("/sign-in").headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_the_session_cookie_is_out_of_reach_of_scripts_and_strangers(stranger):
    cookie = sign_in(stranger).headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie
