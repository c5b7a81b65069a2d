"""A connection with the mail server of an installation: encrypted, signed in, watched."""

import smtplib
import ssl
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from typing import Literal

from pydantic import SecretStr

from service.errors import ServiceError
from service.mailing.addresses import domain_of
from service.mailing.answers import short, told
from service.mailing.watchdog import Watchdog

Tls = Literal["starttls", "ssl", "none"]
STEP_TIMEOUTS = 5

_NOT_SUPPORTED = (
    "Почтовый сервер не умеет STARTTLS или вход по паролю: проверьте SMTP_PORT и SMTP_TLS "
    "(starttls, ssl или none — без шифрования)"
)


class ServerSetupError(ServiceError):
    """No letter can go before somebody mends the settings."""


class UnreachableError(Exception):
    """The server cannot be reached now; nothing was sent. The message is short."""


@dataclass(frozen=True)
class MailServer:
    """Where letters are handed over, and as whom."""

    host: str
    port: int
    mail_from: str
    tls: Tls = "starttls"
    user: str | None = None
    password: SecretStr | None = None
    timeout_seconds: float = 30.0

    @property
    def step_seconds(self) -> float:
        """The longest that connecting, offering or delivering can take, byte by byte."""
        return self.timeout_seconds * STEP_TIMEOUTS


class Link:
    """An open connection; raises UnreachableError and ServerSetupError instead of opening one."""

    def __init__(self, server: MailServer) -> None:
        self.smtp = _unconnected(server)
        self._watchdog = Watchdog(self.smtp, server.step_seconds)
        try:
            with self.step():
                _greet(self.smtp, server)
        except BaseException as error:
            self.close()
            raise _explained(error) from error

    def step(self) -> AbstractContextManager[None]:
        """What is inside ends within the time of a step."""
        return self._watchdog.step()

    def quit(self) -> None:
        """Says good-bye; what goes wrong here changes nothing."""
        with suppress(OSError, smtplib.SMTPException), self.step():
            self.smtp.quit()
        self.close()

    def close(self) -> None:
        """Ends without a word."""
        self._watchdog.end()
        self.smtp.close()


def reason(error: Exception) -> str:
    """What went wrong, short and without addresses."""
    if isinstance(error, smtplib.SMTPResponseException):
        text = error.smtp_error
        return told(error.smtp_code, text if isinstance(text, bytes) else text.encode())
    if isinstance(error, TimeoutError):
        return "сервер не отвечает"
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return "соединение прервано"
    told_by_system = error.strerror if isinstance(error, OSError) else None
    return short(told_by_system or str(error)) or type(error).__name__


def _unconnected(server: MailServer) -> smtplib.SMTP:
    name, timeout = domain_of(server.mail_from), server.timeout_seconds
    if server.tls == "ssl":
        context = ssl.create_default_context()
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(local_hostname=name, timeout=timeout, context=context)
    else:
        smtp = smtplib.SMTP(local_hostname=name, timeout=timeout)
    # the name that the certificate is checked against; the library takes it only while connecting at once
    smtp._host = server.host  # type: ignore[attr-defined]
    return smtp


def _greet(smtp: smtplib.SMTP, server: MailServer) -> None:
    code, text = smtp.connect(server.host, server.port)
    if code != 220:
        raise smtplib.SMTPConnectError(code, text)
    smtp.ehlo_or_helo_if_needed()
    if server.tls == "starttls":
        smtp.starttls(context=ssl.create_default_context())
    if server.user and server.password:
        smtp.login(server.user, server.password.get_secret_value())


def _explained(error: BaseException) -> BaseException:
    if isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError):
        return UnreachableError("соединение прервано")
    if isinstance(error, ssl.SSLError):
        return ServerSetupError(f"Защищённое соединение с почтовым сервером не удалось: {error}")
    if isinstance(error, smtplib.SMTPAuthenticationError) and error.smtp_code >= 500:
        return ServerSetupError("Почтовый сервер не принял SMTP_USER и SMTP_PASSWORD")
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return ServerSetupError(_NOT_SUPPORTED)
    if isinstance(error, OSError | smtplib.SMTPException):
        return UnreachableError(reason(error))
    return error
