"""A mail server on this machine that only counts, in a process of its own: its memory is not measured."""

import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.parser import BytesHeaderParser

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

LOCALHOST = "127.0.0.1"


@dataclass
class Arrived:
    """What a sink took: different letters, those of them that came again, and all their bytes."""

    letters: int = 0
    again: int = 0
    size: int = 0


@dataclass
class CountingSink:
    """The port on which it listens; `arrived` is known once the block of `counting_sink` has ended."""

    port: int
    arrived: Arrived = field(default_factory=Arrived)


@contextmanager
def counting_sink() -> Iterator[CountingSink]:
    """Takes letters until the block ends."""
    command = [sys.executable, "-m", "training.counting_sink"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("the sink has no pipes")
        sink = CountingSink(int(process.stdout.readline()))
        try:
            yield sink
        finally:
            process.stdin.close()
            sink.arrived = Arrived(*map(int, process.stdout.read().split()))


class _Handler:
    def __init__(self) -> None:
        self._times: Counter[str] = Counter()
        self._size = 0

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        self._times[str(BytesHeaderParser().parsebytes(content)["Message-ID"])] += 1
        self._size += len(content)
        return "250 2.0.0 taken"

    @property
    def arrived(self) -> Arrived:
        return Arrived(len(self._times), self._times.total() - len(self._times), self._size)


def _serve() -> None:
    handler = _Handler()
    controller = Controller(handler, LOCALHOST, _free_port())
    controller.start()
    sys.stdout.write(f"{controller.port}\n")
    sys.stdout.flush()
    sys.stdin.read()
    controller.stop()
    told = handler.arrived
    sys.stdout.write(f"{told.letters} {told.again} {told.size}\n")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOCALHOST, 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    _serve()
