"""HEAD with a key: what GET would answer, to whom it would, and no more."""

import pytest

from tests.service.conftest import ApiClient
from tests.service.test_access import guarded_requests

SCOPES = ("staff", "member:beton", "portal", "batch")


def doors(app):
    """Paths of the API that are read."""
    return [
        path.removeprefix("/api/v1")
        for _, method, path in guarded_requests(app)
        if method == "GET" and path.startswith("/api/v1/")
    ]


@pytest.mark.parametrize("scope", SCOPES)
def test_every_door_answers_as_it_does_to_a_get(app, services, scope):
    client = ApiClient(app, services.accounts.create_key(scope).key)
    wrong = []
    for path in doors(app):
        head, get = client.send("HEAD", path), client.get(path)
        same = all(head.headers.get(name) == get.headers.get(name) for name in ("ETag", "Content-Type"))
        if head.status_code != get.status_code or head.get_data() or not same:
            wrong.append((path, head.status_code, get.status_code))
    assert wrong == [] and len(doors(app)) > 30


def test_nobody_gets_by_without_a_key_or_with_a_revoked_one(app, services):
    key = services.accounts.create_key("member:beton")
    services.accounts.revoke_key(key.id)
    for one in ("", "svz_нет", key.key):
        assert {ApiClient(app, one).send("HEAD", path).status_code for path in doors(app)} == {401}


def test_it_counts_as_a_request(app, services):
    client = ApiClient(app, services.accounts.create_key("member:beton").key)
    left = [int(client.send("HEAD", "/companies").headers["RateLimit-Remaining"]) for _ in range(2)]
    assert left[0] - left[1] == 1


def test_what_is_hidden_is_as_absent_and_what_is_had_is_not_sent_again(app, services):
    client = ApiClient(app, services.accounts.create_key("member:okna").key)
    hidden, absent = (client.send("HEAD", path) for path in ("/needs/1", "/needs/999"))
    assert (hidden.status_code, absent.status_code) == (404, 404)
    tag = client.send("HEAD", "/needs/2").headers["ETag"]
    assert client.send("HEAD", "/needs/2", headers={"If-None-Match": tag}).status_code == 304
