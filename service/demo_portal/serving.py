"""The demo portal as a server of its own, on the port beside the service."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from werkzeug.serving import make_server

from service.bootstrap import Services
from service.cli.output import note
from service.demo_portal.keeping import demo_portal, portal_port
from service.demo_portal.portal import create_portal
from service.settings import Settings

HOST = "127.0.0.1"


def serve_portal(services: Services) -> None:
    """Serves until it is told to stop, or whoever started it is gone."""
    service = f"http://{HOST}:{services.settings.port}"
    portal = create_portal(service, demo_portal(services))
    server = make_server(HOST, portal_port(services), portal, threaded=True)
    note(f"Демонстрационный портал: http://{HOST}:{portal_port(services)}/demo-portal")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    threading.Thread(target=_stop_with_parent, args=(os.getppid(),), daemon=True).start()
    server.serve_forever()


@contextmanager
def portal_beside(settings: Settings) -> Iterator[None]:
    """The portal as another process for as long as the service runs; without it the service is the same."""
    command = [sys.executable, "-m", "service", "demo-portal"]
    environment = os.environ | {"PORT": str(settings.port), "DATA_DIR": str(settings.data_dir)}
    process = subprocess.Popen(command, env=environment)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def _stop_with_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)
