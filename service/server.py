"""gunicorn around the application: one process with threads."""

import os
import sys
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.http import message

from service.bootstrap import Services, bootstrap
from service.demo import existing_demo_login
from service.observing import configure_logging
from service.settings import Settings
from service.worker import Worker

# a search is a GET: 10,000 characters of a need, percent-encoded, are 120 kB at most
MAX_REQUEST_LINE = 160_000


class Server(BaseApplication):
    """Loads the application inside of the worker: torch does not survive a fork."""

    def __init__(self, settings: Settings, options: dict[str, Any]) -> None:
        self._settings = settings
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        """Gives gunicorn our options."""
        # no setting goes above gunicorn's own 8190, but for «unlimited»
        message.MAX_REQUEST_LINE = MAX_REQUEST_LINE
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application, with the follower and the daily clean-up running."""
        from service.app import create_app

        configure_logging()
        services = bootstrap(self._settings)
        app = create_app(services)
        services.live.refresh()
        services.follower.start()
        services.tidying.start()
        _announce(services)
        return app


def _announce(services: Services) -> None:
    lines = [f"Связка готова: http://{services.settings.host}:{services.settings.port}"]
    login = existing_demo_login(services)
    if login:
        lines.append(f"Вход в демонстрацию: {login}")
    sys.stderr.write("\n".join(lines) + "\n")


def serve(settings: Settings) -> None:
    """Serves until it is told to stop."""
    # two OpenMP runtimes (FAISS's and torch's) that both spread over busy cores slow each other down
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    Server(settings, server_options(settings)).run()


def server_options(settings: Settings) -> dict[str, Any]:
    """gunicorn's settings; loading the encoder takes longer than its usual patience."""
    return {
        "bind": f"{settings.host}:{settings.port}",
        "workers": 1,
        "threads": settings.threads,
        "worker_class": Worker,
        "timeout": 180,
        "graceful_timeout": 30,
        "accesslog": None,
        "loglevel": "warning",
        "proc_name": "svyazka",
        "control_socket_disable": True,
        "limit_request_line": MAX_REQUEST_LINE,
    }
