"""The demo of an installation: the fictional pool, and a user to look at it with."""

from dataclasses import dataclass

from data.demo_pool import load_demo
from data.exchange.reporting import ImportReport
from data.store.people import user_by_login
from service.bootstrap import Services
from service.demo_letters import consent_to_letters
from service.demo_mark import LOGIN
from service.demo_portal.keeping import demo_portal
from service.secret_files import secret


@dataclass(frozen=True)
class DemoLogin:
    """How to sign in to the demo."""

    login: str
    password: str

    def __str__(self) -> str:
        return f"логин {self.login}, пароль {self.password}"


def load_demo_pool(services: Services) -> tuple[ImportReport, DemoLogin]:
    """Brings the demo pool in, once however often it is asked; returns what was done and how to sign in."""
    with services.database.changing("cli", "demo") as session:
        report = load_demo(session)
    login = existing_demo_login(services)
    if login is None:
        login = _login(services)
        services.accounts.create_user(LOGIN, "Демонстрация", login.password)
    demo_portal(services)
    consent_to_letters(services)
    return report, login


def existing_demo_login(services: Services) -> DemoLogin | None:
    """The demo user; its password is random and kept with the installation's secrets."""
    with services.database.reading() as session:
        known = user_by_login(session, LOGIN)
    return _login(services) if known else None


def _login(services: Services) -> DemoLogin:
    return DemoLogin(LOGIN, secret(services.settings.data_dir, "demo-password")[:16])
