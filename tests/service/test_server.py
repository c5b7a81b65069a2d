"""What the server takes from strangers before the application sees it."""

import socket
import subprocess
import sys
import time
from urllib.request import urlopen

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


SMALL = """
import sys
from gunicorn.app.base import BaseApplication
from service.server import server_options
from service.settings import Settings

def app(environ, start_response):
    environ["wsgi.input"].read()
    start_response("200 OK", [("Content-Length", "2")])
    return [b"ok"]

class Small(BaseApplication):
    def load_config(self):
        for name, value in server_options(Settings(port=int(sys.argv[1]), threads=2)).items():
            self.cfg.set(name, value)
    def load(self):
        return app

Small().run()
"""


@pytest.fixture
def address():
    """Where a server of two threads listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = free.getsockname()
    server = subprocess.Popen([sys.executable, "-c", SMALL, str(address[1])])
    for _ in range(300):
        try:
            socket.create_connection(address).close()
            break
        except OSError:
            time.sleep(0.1)
    yield address
    server.terminate()
    server.wait(40)


@pytest.mark.parametrize(
    ("sent", "seconds"),
    [
        (b"", 5),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX-Endless: ", 15),
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nlogin=a", 60),
        (b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 5),
    ],
    ids=["nothing", "headers", "body", "hangs on"],
)
def test_whoever_sends_slowly_or_hangs_on_keeps_nobody_waiting_for_long(address, sent, seconds):
    slow = [socket.create_connection(address) for _ in range(2)]
    for one in slow:
        one.sendall(sent)
    time.sleep(0.2)
    with urlopen(f"http://{address[0]}:{address[1]}/", timeout=seconds) as answer:
        assert answer.read() == b"ok"
    for one in slow:
        one.close()


def test_a_body_that_comes_in_pieces_arrives(address):
    with socket.create_connection(address, timeout=30) as client:
        client.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 20\r\n\r\n")
        for _ in range(10):
            time.sleep(0.2)
            client.sendall(b"ab")
        assert client.recv(15) == b"HTTP/1.1 200 OK"
