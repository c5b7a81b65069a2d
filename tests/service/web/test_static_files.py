"""Files of the pages: small for every client, and kept by browsers until they change."""

import gzip
import re

import pytest

ZIPPED = {"Accept-Encoding": "gzip"}


@pytest.fixture
def address(anybody):
    """Where the sign-in page says the style sheet is."""
    return re.search(r'href="(/static/app\.css[^"]*)"', anybody.get("/sign-in").text)[1]


def test_a_file_is_sent_zipped_to_a_client_that_knows_only_gzip(stranger):
    path = "/static/vendor/cytoscape-3.35.0.min.js"
    plain, zipped = stranger.get(path), stranger.get(path, headers=ZIPPED)
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert len(zipped.data) < len(plain.data) / 3
    assert gzip.decompress(zipped.data) == plain.data


def test_the_address_on_a_page_is_kept_for_a_year_and_any_other_is_asked_for_again(stranger, address):
    assert "max-age=31536000" in stranger.get(address).headers["Cache-Control"]
    for other in ("/static/app.css", "/static/app.css?v=0123456789"):
        assert stranger.get(other).headers["Cache-Control"] == "no-cache"
    assert "Cache-Control" not in stranger.get("/static/nothing.css").headers


def test_a_file_that_is_there_already_is_not_sent_again(stranger, address):
    seen = stranger.get(address, headers=ZIPPED).headers["ETag"]
    assert stranger.get(address, headers=ZIPPED | {"If-None-Match": seen}).status_code == 304


def test_a_file_sets_no_cookie_and_does_not_vary_by_one(browser, address):
    headers = browser.get(address).headers
    assert "Set-Cookie" not in headers and headers["Vary"] == "Accept-Encoding"
