"""What the server takes from strangers before the application sees it."""

import pytest
from gunicorn.http import RequestParser
from gunicorn.http.errors import LimitRequestLine

from service.server import Server, server_options
from service.settings import Settings


def read(path):
    cfg = Server(Settings(), server_options(Settings())).cfg
    lines = f"GET /?text={path} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    pieces = (lines[start : start + 8192] for start in range(0, len(lines), 8192))
    return next(RequestParser(cfg, pieces, ("127.0.0.1", 1)))


def test_the_longest_search_fits_into_an_address():
    assert read("%F0%9F%8F%97" * 10_000).method == "GET"


def test_an_address_without_end_is_refused_before_it_fills_the_memory():
    with pytest.raises(LimitRequestLine):
        read("a" * 1_000_000)
