"""gunicorn's worker with threads, of which nobody holds one by sending a request slowly."""

import socket
import time
from contextlib import suppress
from typing import Any

from gunicorn.workers import gthread

IDLE_SECONDS = 0.5  # that a thread waits for the first byte; later ones are waited for without a thread
HEADERS_SECONDS, BODY_SECONDS = 10.0, 60.0
# where each thread has a request at hand, others wait for those that are slow
CROWDED_HEADERS_SECONDS, CROWDED_BODY_SECONDS = 2.0, 10.0  # a large table over a slow line
LINGER_SECONDS = 0.5  # for a client to close what it was told is over; gunicorn's own loop would stand still


class Worker(gthread.ThreadWorker):
    """After its time a request is read no further; whoever works on one that is read does so undisturbed."""

    def init_process(self) -> None:
        """Runs until the worker is told to stop."""
        gthread.DEFAULT_WORKER_DATA_TIMEOUT = IDLE_SECONDS
        self._begun: dict[Any, float] = {}
        self._with_headers: set[Any] = set()
        super().init_process()

    def handle(self, conn: Any) -> Any:
        """Reads a request and answers it."""
        self._begun[conn] = time.monotonic()
        try:
            stays_open = super().handle(conn)
            if not stays_open:
                _linger(conn.sock)
            return stays_open
        finally:
            del self._begun[conn]
            self._with_headers.discard(conn)

    def handle_request(self, req: Any, conn: Any) -> Any:
        """Answers a request of which only the body may be still to come."""
        self._with_headers.add(conn)
        return super().handle_request(req, conn)

    def murder_pending(self) -> None:
        """Called every second, by a thread of its own: ends what took too long to come."""
        super().murder_pending()
        begun, at = self._begun.copy(), time.monotonic()
        is_crowded = len(begun) >= self.cfg.threads
        headers = CROWDED_HEADERS_SECONDS if is_crowded else HEADERS_SECONDS
        body = CROWDED_BODY_SECONDS if is_crowded else BODY_SECONDS
        for conn, since in begun.items():
            if at - since > (body if conn in self._with_headers else headers):
                with suppress(OSError):  # gone meanwhile
                    conn.sock.shutdown(socket.SHUT_RD)


def _linger(sock: socket.socket) -> None:
    """Ends a connection without losing the last of the answer, so that closing it later takes no time."""
    with suppress(OSError):  # gone meanwhile, or silent for too long
        sock.shutdown(socket.SHUT_WR)
        sock.settimeout(LINGER_SECONDS)
        while sock.recv(4096):
            pass
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RD)
