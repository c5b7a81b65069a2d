"""The demo of an installation: the fictional pool, and a user to look at it with."""

from dataclasses import dataclass

from data.demo_pool import load_demo
from data.reporting import ImportReport
from data.store.people import user_by_login
from service.bootstrap import Services
from service.secret_files import secret

LOGIN = "demo"


@dataclass(frozen=True)
class DemoLogin:
    """How to sign in to the demo."""

    login: str
    password: str

    def __str__(self) -> str:
        return f"логин {self.login}, пароль {self.password}"


def load_demo_pool(services: Services) -> tuple[ImportReport, str]:
    """Brings the demo pool in, once however often it is asked; returns what was done and how to sign in."""
    with services.database.changing("cli", "demo") as session:
        report = load_demo(session)
    return report, str(demo_login(services))


def demo_login(services: Services) -> DemoLogin:
    """The demo user, made when missing; its password is random and kept with the installation's secrets."""
    password = secret(services.settings.data_dir, "demo-password")[:16]
    with services.database.reading() as session:
        known = user_by_login(session, LOGIN) is not None
    if not known:
        services.accounts.create_user(LOGIN, "Демонстрация", password)
    return DemoLogin(LOGIN, password)
