"""A mail server on this machine that fails as it is told to, and counts what it may have taken."""

import socket
import struct
import threading
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes

FINE = {
    "greeting": "220 faulty",
    "ehlo": "250 faulty",
    "helo": "250 faulty",
    "mail": "250 ok",
    "rcpt": "250 ok",
    "data": "354 go on",
    "body": "250 2.0.0 taken",
    "rset": "250 ok",
    "quit": "221 bye",
}
RESET, HANG, LATE, DRIP, ENDLESS, GARBAGE = "reset", "hang", "late", "drip", "endless", "garbage"
REJECTING = ("4", "5")


class _GoneError(Exception):
    """The conversation is over."""


@dataclass
class FaultyServer:
    """`faults` maps a stage to what happens there: an answer, or one of the words above."""

    port: int
    faults: dict = field(default_factory=dict)
    taken: Counter = field(default_factory=Counter)
    released: threading.Event = field(default_factory=threading.Event)

    def talk(self, connection):
        file = connection.makefile("rb")
        try:
            self._answer(connection, "greeting")
            while line := file.readline():
                stage = line[:4].decode("latin-1").strip().lower()
                self._answer(connection, stage)
                if stage == "data":
                    self._take(connection, file)
        except (_GoneError, OSError, ValueError):
            pass
        finally:
            file.close()
            connection.close()

    def _take(self, connection, file):
        if not self.faults.get("data", FINE["data"]).startswith(("354", LATE, DRIP)):
            return
        lines = []
        while (line := file.readline()) not in (b".\r\n", b""):
            lines.append(line)
        if line:
            if not self.faults.get("body", FINE["body"]).startswith(REJECTING):
                self.taken[message_from_bytes(b"".join(lines))["Message-ID"]] += 1
            self._answer(connection, "body")

    def _answer(self, connection, stage):
        fault = self.faults.get(stage, FINE.get(stage, "502 what"))
        fine = FINE.get(stage, "502 what").encode() + b"\r\n"
        if fault == RESET:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            raise _GoneError
        if fault == HANG:
            self.released.wait(timeout=60)
            raise _GoneError
        if fault == LATE:
            time.sleep(0.3)
            connection.sendall(fine)
        elif fault == DRIP:
            for byte in fine:
                connection.sendall(bytes([byte]))
                time.sleep(0.01)
        elif fault == ENDLESS:
            while not self.released.is_set():
                connection.sendall(b"250-and\r\n")
                time.sleep(0.05)
        elif fault == GARBAGE:
            connection.sendall(b"\x00\xff\xfe garbage \r\n\r\n")
        else:
            connection.sendall(fault.encode() + b"\r\n")


@contextmanager
def running_faulty_server():
    """Yields the server; it fails nowhere until told to."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = FaultyServer(listener.getsockname()[1])
        threading.Thread(target=_listen, args=(listener, server), daemon=True).start()
        yield server
        server.released.set()
        listener.shutdown(socket.SHUT_RDWR)


def _listen(listener, server):
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        threading.Thread(target=server.talk, args=(connection,), daemon=True).start()
