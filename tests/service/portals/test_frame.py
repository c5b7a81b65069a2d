"""The script and the frame as browsers get them: who may hold the frame, and no cookies whatever comes."""

import pytest

from service.access import COMMAND_LINE
from tests.service.portals.conftest import ORIGIN


def test_only_the_portal_may_hold_the_frame(stranger, portal):
    response = stranger.get(f"/widget/frame?portal={portal.row.id}")
    policy = response.headers["Content-Security-Policy"]
    assert response.status_code == 200
    assert f"frame-ancestors {ORIGIN}" in policy and "default-src 'none'" in policy
    assert "X-Frame-Options" not in response.headers
    assert f'data-origins="{ORIGIN}"' in response.text


@pytest.mark.parametrize("asked", ["", "?portal=", "?portal=нет", "?portal=%00", "?portal=../x"])
def test_an_unknown_portal_is_held_by_nobody(stranger, asked):
    response = stranger.get(f"/widget/frame{asked}")
    assert response.status_code == 404
    assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Frame-Options"] == "DENY"


def test_a_disabled_portal_is_as_unknown(stranger, services, portal):
    services.portals.disable(COMMAND_LINE, portal.row.id)
    assert stranger.get(f"/widget/frame?portal={portal.row.id}").status_code == 404


def test_colours_and_views_that_do_not_read_are_left_out(stranger, portal):
    strange = "accent=red;x&theme=blink&view=everything"
    page = stranger.get(f"/widget/frame?portal={portal.row.id}&{strange}").text
    assert "data-accent" not in page and "data-theme" not in page
    assert 'data-view="suppliers"' in page
    page = stranger.get(f"/widget/frame?portal={portal.row.id}&accent=%23AA00ff&theme=dark&view=places").text
    assert 'data-accent="#aa00ff"' in page and 'data-theme="dark"' in page and 'data-view="places"' in page


def test_the_script_is_kept_by_browsers_and_asked_for_by_its_tag(stranger):
    first = stranger.get("/embed.js")
    assert first.mimetype == "text/javascript" and "max-age=86400" in first.headers["Cache-Control"]
    again = stranger.get("/embed.js", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_the_widget_sets_no_cookie_and_reads_none(app, portal, token):
    client = app.test_client()
    page = client.get("/sign-in").text  # leaves a session
    values = {"login": "masha", "password": "длинный пароль"}
    values["csrf_token"] = page.split('name="csrf_token" value="')[1].split('"')[0]
    assert client.post("/sign-in", data=values).status_code == 303
    frame = f"/widget/frame?portal={portal.row.id}"
    view = f"/widget/view?portal={portal.row.id}&view=suppliers"
    headers = {"Authorization": f"Bearer {token}"}
    for response in (client.get(frame), client.get("/embed.js"), client.get(view, headers=headers)):
        assert response.status_code == 200
        assert "Set-Cookie" not in response.headers
        assert "Cookie" not in response.headers.get("Vary", "")
    assert client.get(view).status_code == 401  # signed in to the pages, but not here


def test_a_token_of_another_portal_draws_nothing_in_this_one(app, services, portal, token):
    other = services.portals.create(COMMAND_LINE, "Другой портал", [ORIGIN])
    headers = {"Authorization": f"Bearer {token}"}
    paths = [f"/widget/view?portal={one.row.id}&view=suppliers" for one in (portal, other)]
    statuses = [app.test_client().get(path, headers=headers).status_code for path in paths]
    assert statuses == [200, 401]
