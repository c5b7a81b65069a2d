"""A service of our own to ask: the product as it ships, on a data folder of its own."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

START_SECONDS = 300


@dataclass(frozen=True)
class Client:
    """Asks the JSON API with a staff key; `process_id` is the server's, login and password the demo's."""

    url: str
    key: str
    process_id: int
    login: str = ""
    password: str = ""

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """The JSON answer; raises RuntimeError with the problem's text for any other."""
        return self._ask(path, json.dumps(body).encode())

    def get(self, path: str) -> dict[str, Any]:
        """The JSON answer; raises RuntimeError with the problem's text for any other."""
        return self._ask(path, None)

    def pages(self, path: str, name: str) -> Iterator[dict[str, Any]]:
        """All records of a list that comes in pages."""
        cursor = ""
        while True:
            page = self.get(f"{path}?limit=200{cursor}")
            yield from page[name]
            if page["next_cursor"] is None:
                return
            cursor = f"&cursor={page['next_cursor']}"

    def text(self, path: str) -> str:
        """An answer that is no JSON."""
        request = urllib.request.Request(self.url + path, headers={"Authorization": f"Bearer {self.key}"})  # noqa: S310
        with urllib.request.urlopen(request, timeout=120) as answer:  # noqa: S310
            found: bytes = answer.read()
        return found.decode()

    def _ask(self, path: str, body: bytes | None) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"}
        request = urllib.request.Request(self.url + path, body, headers)  # noqa: S310 loopback only
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:  # noqa: S310
                found: dict[str, Any] = json.load(answer)
                return found
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{path}: {error.code} {error.read().decode()[:500]}") from error


@contextmanager
def running_service(
    imports: Sequence[Path] = (), demo: bool = False, settings: dict[str, str] | None = None
) -> Iterator[Client]:
    """A service over the given files (or the demo pool), ready to answer; stopped and removed at the end."""
    with tempfile.TemporaryDirectory() as folder:
        port = _free_port()
        environment = os.environ | {"DATA_DIR": folder, "PORT": str(port)} | (settings or {})
        for file in imports:
            _command(["import", str(file)], environment)
        signing_in = json.loads(_command(["demo", "--json"], environment)) if demo else {}
        _command(["build"], environment)
        key = json.loads(_command(["keys", "create", "--scope", "staff", "--json"], environment))["key"]
        server = subprocess.Popen([sys.executable, "-m", "service", "serve"], env=environment)
        try:
            client = Client(
                f"http://127.0.0.1:{port}",
                key,
                server.pid,
                signing_in.get("login", ""),
                signing_in.get("password", ""),
            )
            _wait_until_ready(client, server)
            yield client
        finally:
            server.terminate()
            server.wait(timeout=60)


def _command(arguments: list[str], environment: dict[str, str]) -> str:
    command = [sys.executable, "-m", "service", *arguments]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


def _wait_until_ready(client: Client, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError(f"the service ended with code {server.returncode}")
        try:
            client.get("/readyz")
            return
        except (RuntimeError, OSError):
            time.sleep(0.3)
    raise RuntimeError(f"the service was not ready in {START_SECONDS} seconds")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
