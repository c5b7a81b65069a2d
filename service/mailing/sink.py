"""A mail server of one's own that keeps what it is given in a folder and never sends anything anywhere."""

import json
import re
import secrets
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

LOCALHOST = "127.0.0.1"
MAX_BYTES = 1_000_000
_NAME = re.compile(r"[0-9]{8}T[0-9]{12}-[0-9a-f]{8}")


@dataclass(frozen=True)
class Taken:
    """One letter as the list shows it; `name` finds the whole."""

    name: str
    at: str
    to: str
    subject: str
    message_id: str


class SinkFolder:
    """Letters as .eml files, and `index.jsonl` with a line for each that is whole."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index = folder / "index.jsonl"
        self._lock = threading.Lock()

    def take(self, to: str, content: bytes) -> Taken:
        """Keeps a letter."""
        at = datetime.now(UTC)
        headers = BytesParser(policy=policy.default).parsebytes(content, headersonly=True)
        name = at.strftime("%Y%m%dT%H%M%S%f-") + secrets.token_hex(4)
        told = [str(headers.get(header, "")) for header in ("Subject", "Message-ID")]
        taken = Taken(name, at.isoformat(timespec="seconds"), to, *told)
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        (self._folder / f"{name}.eml").write_bytes(content)
        line = json.dumps(asdict(taken), ensure_ascii=False) + "\n"
        with self._lock, self._index.open("ab") as index:
            index.write(line.encode())
        return taken

    def letters(self) -> list[Taken]:
        """Everything taken so far, the latest first."""
        try:
            lines = self._index.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return []
        return [Taken(**json.loads(line)) for line in reversed(lines) if line.endswith("}")]

    def letter(self, name: str) -> EmailMessage | None:
        """The whole letter; None for a name that is none."""
        if not _NAME.fullmatch(name):
            return None
        try:
            content = (self._folder / f"{name}.eml").read_bytes()
        except FileNotFoundError:
            return None
        return BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(content)


class _Handler:
    """What the server asks at the end of DATA."""

    def __init__(self, take: Callable[[str, bytes], object]) -> None:
        self._take = take

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content
        if not isinstance(content, bytes):
            return "554 5.6.0 no content"
        for recipient in envelope.rcpt_tos:
            self._take(recipient, content)
        return "250 2.0.0 taken"


@contextmanager
def running_sink(take: Callable[[str, bytes], object], port: int = 0) -> Iterator[int]:
    """Yields the port on which letters are taken, on this machine only, until the block ends."""
    controller = Controller(_Handler(take), LOCALHOST, port or free_port(), data_size_limit=MAX_BYTES)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def free_port() -> int:
    """A port on which nobody listens at this moment."""
    with socket.socket() as probe:
        probe.bind((LOCALHOST, 0))
        return int(probe.getsockname()[1])
