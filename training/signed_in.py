"""Somebody signed in to the pages of a service that we started."""

import http.cookiejar
import re
import urllib.parse
import urllib.request
from dataclasses import dataclass, field

from training.running_service import Client


@dataclass
class Person:
    """Somebody signed in to the pages of a service."""

    client: Client
    opener: urllib.request.OpenerDirector = field(init=False)

    def __post_init__(self) -> None:
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(cookies)
        signing_in = {"login": self.client.login, "password": self.client.password}
        self.post("/sign-in", signing_in | {"csrf_token": self.token("/sign-in")})

    def get(self, path: str) -> str:
        """The page."""
        return self._open(self.client.url + path)

    def post(self, path: str, fields: dict[str, str]) -> str:
        """The page that a form leads to."""
        return self._open(self.client.url + path, urllib.parse.urlencode(fields).encode())

    def upload(self, path: str, name: str, content: bytes) -> str:
        """The page that a form with one file leads to."""
        parts = (("csrf_token", "", self.token(path).encode()), ("file", f'; filename="{name}"', content))
        lines = [
            f'--edge\r\nContent-Disposition: form-data; name="{field}"{more}\r\n\r\n'.encode()
            + value
            + b"\r\n"
            for field, more, value in parts
        ]
        headers = {"Content-Type": "multipart/form-data; boundary=edge"}
        body = b"".join([*lines, b"--edge--\r\n"])
        return self._open(urllib.request.Request(self.client.url + path, body, headers))  # noqa: S310 loopback only

    def token(self, path: str) -> str:
        """The token of the forms of a page."""
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.get(path))
        if not found:
            raise RuntimeError(f"{path}: no form")
        return found[1]

    def _open(self, asked: str | urllib.request.Request, body: bytes | None = None) -> str:
        with self.opener.open(asked, body, timeout=120) as answer:
            found: bytes = answer.read()
        return found.decode()
