"""Ends a connection on which a step takes too long, however often the server says a byte."""

import smtplib
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

LOOK_SECONDS = 0.2


class Watchdog:
    """One thread for as long as a connection lives: the timeout of a socket begins anew with every byte."""

    def __init__(self, smtp: smtplib.SMTP, step_seconds: float) -> None:
        self._smtp, self._step_seconds = smtp, step_seconds
        self._until: float | None = None
        self._ended = threading.Event()
        threading.Thread(target=self._look, name="mail-watchdog", daemon=True).start()

    @contextmanager
    def step(self) -> Iterator[None]:
        """What is inside may take so long and no longer."""
        self._until = time.monotonic() + self._step_seconds
        try:
            yield
        finally:
            self._until = None

    def end(self) -> None:
        """The connection is closed."""
        self._ended.set()

    def _look(self) -> None:
        while not self._ended.wait(LOOK_SECONDS):
            until, sock = self._until, self._smtp.sock
            if until is not None and sock is not None and time.monotonic() > until:
                with suppress(OSError):
                    socket.socket.shutdown(sock, socket.SHUT_RDWR)  # past TLS: whoever reads sees the end
