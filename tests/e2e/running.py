"""A server of the product as a process of its own, and what a person does first in a browser."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

from service.settings import ROOT

LOGIN, PASSWORD = "masha", "длинный пароль"
PATIENCE_SECONDS = 300


@contextmanager
def serving(folder):
    """The address of a server on that data folder, once it is ready."""
    address, log = f"http://127.0.0.1:{(port := free_port())}", folder / "server.log"
    environment = os.environ | {"DATA_DIR": str(folder), "PORT": str(port)}
    with log.open("w") as out:
        command = [sys.executable, "-m", "service", "serve"]
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
    try:
        wait_for(lambda: is_ready(address, server), log.read_text)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=60)


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def wait_for(condition, explain):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, explain()[-2000:]
        time.sleep(0.3)


def is_ready(address, server):
    assert server.poll() is None, "the server ended"
    try:
        return urllib.request.urlopen(f"{address}/readyz", timeout=5).status == 200
    except (urllib.error.URLError, OSError):
        return False


def sign_in(page):
    page.get_by_label("Логин").fill(LOGIN)
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Войти").click()
    page.get_by_role("link", name="Журнал", exact=True).wait_for()
