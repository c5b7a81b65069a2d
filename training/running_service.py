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

    def delete(self, path: str) -> None:
        """Raises RuntimeError with the problem's text for a refusal."""
        self._ask(path, None, "DELETE")

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

    def _ask(self, path: str, body: bytes | None, method: str | None = None) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"}
        request = urllib.request.Request(self.url + path, body, headers, method=method)  # noqa: S310 loopback only
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:  # noqa: S310
                found: dict[str, Any] = json.loads(answer.read() or b"{}")
                return found
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{path}: {error.code} {error.read().decode()[:500]}") from error


@dataclass(frozen=True)
class Installation:
    """A data folder with a pool and a snapshot, ready to be served, also more than once."""

    environment: dict[str, str]
    key: str
    login: str = ""
    password: str = ""

    @contextmanager
    def serving(self, settings: dict[str, str] | None = None) -> Iterator[Client]:
        """A server over the folder, ready to answer; stopped at the end."""
        port = _free_port()
        environment = self.environment | {"PORT": str(port)} | (settings or {})
        log = Path(environment["DATA_DIR"]) / "server.log"  # a line a request: too much for a terminal
        with log.open("ab") as file:
            command = [sys.executable, "-m", "service", "serve"]
            server = subprocess.Popen(command, env=environment, stderr=file)
        try:
            client = Client(f"http://127.0.0.1:{port}", self.key, server.pid, self.login, self.password)
            _wait_until_ready(client, server, log)
            yield client
        finally:
            server.terminate()
            server.wait(timeout=60)


@contextmanager
def installed(
    imports: Sequence[Path] = (),
    demo: bool = False,
    settings: dict[str, str] | None = None,
    vectors: Path | None = None,
) -> Iterator[Installation]:
    """An installation over the given files (or the demo pool); removed at the end.

    `vectors` is a folder of vectors that outlives it, so that the next one embeds only what is new.
    """
    with tempfile.TemporaryDirectory() as folder:
        # an empty DATABASE_URL: nothing of this may reach the database of a real installation
        environment = os.environ | {"DATA_DIR": folder, "DATABASE_URL": ""} | (settings or {})
        if vectors is not None:
            vectors.mkdir(parents=True, exist_ok=True)
            (Path(folder) / "vectors").symlink_to(vectors.resolve(), target_is_directory=True)
        for file in imports:
            _command(["import", str(file)], environment)
        signing_in = json.loads(_command(["demo", "--json"], environment)) if demo else {}
        _command(["build"], environment)
        key = json.loads(_command(["keys", "create", "--scope", "staff", "--json"], environment))["key"]
        yield Installation(environment, key, signing_in.get("login", ""), signing_in.get("password", ""))


@contextmanager
def running_service(
    imports: Sequence[Path] = (),
    demo: bool = False,
    settings: dict[str, str] | None = None,
    vectors: Path | None = None,
) -> Iterator[Client]:
    """A service over the given files (or the demo pool), ready to answer; stopped and removed at the end."""
    with installed(imports, demo, settings, vectors) as installation, installation.serving() as client:
        yield client


def _command(arguments: list[str], environment: dict[str, str]) -> str:
    command = [sys.executable, "-m", "service", *arguments]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


def _wait_until_ready(client: Client, server: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            said = log.read_text(encoding="utf-8", errors="replace")[-2000:]
            raise RuntimeError(f"the service ended with code {server.returncode}: {said}")
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
