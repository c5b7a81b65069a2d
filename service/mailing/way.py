"""How letters go: to which server, and how many a minute."""

from dataclasses import dataclass
from datetime import timedelta

from service.mailing.addresses import AddressError, checked_address
from service.mailing.opening import MailServer, ServerSetupError
from service.settings import Settings

CLAIM_SECONDS = 20  # a worker takes what the pace allows in this time
MAX_CLAIMED = 20
SHORTEST_LEASE_SECONDS = 300.0


@dataclass(frozen=True)
class Way:
    """All workers together keep to `letters_a_minute`."""

    server: MailServer
    letters_a_minute: int

    @property
    def spacing(self) -> timedelta:
        """From one letter to the next."""
        return timedelta(minutes=1) / self.letters_a_minute

    @property
    def claimed_at_once(self) -> int:
        """How many letters a worker takes."""
        return max(1, min(MAX_CLAIMED, self.letters_a_minute * CLAIM_SECONDS // 60))

    @property
    def lease(self) -> timedelta:
        """After this time a letter that nothing was heard of is taken from its worker.

        Taking one that was claimed is always safe, it only wastes work; one that is being sent has its answer
        or has been given up long before.
        """
        return timedelta(seconds=max(SHORTEST_LEASE_SECONDS, 2 * self.server.step_seconds))


def way_of(settings: Settings) -> Way:
    """The way that the settings name. Raises ServerSetupError where they name none."""
    if not settings.smtp_host:
        raise ServerSetupError("Почтовый сервер не задан: укажите SMTP_HOST и MAIL_FROM")
    try:
        mail_from = checked_address(settings.mail_from or "")
    except AddressError as error:
        raise ServerSetupError(f"MAIL_FROM: {error}") from error
    server = MailServer(
        settings.smtp_host,
        settings.smtp_port,
        mail_from,
        settings.smtp_tls,
        settings.smtp_user,
        settings.smtp_password,
        settings.smtp_timeout,
    )
    return Way(server, settings.mail_rate)
