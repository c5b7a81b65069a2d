"""Letters and passwords go encrypted, to a server that is the one it says it is."""

import socket
import ssl
import subprocess
from contextlib import contextmanager

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from pydantic import SecretStr

from service.mailing.opening import Link, MailServer, ServerSetupError, UnreachableError
from service.mailing.sink import free_port

COMMAND = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost"
NAME = ["-addext", "subjectAltName=DNS:localhost"]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    folder = tmp_path_factory.mktemp("certificate")
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    try:
        subprocess.run([*COMMAND.split(), *NAME, *files], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("ATTENTION: TLS is NOT tested, there is no openssl here")
    return folder


class EncryptedController(Controller):
    """One that sees whether it answers by a greeting that is encrypted."""

    def _trigger_server(self):
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        with socket.create_connection((self.hostname, self.port), 5) as plain:
            context.wrap_socket(plain).recv(100)


@contextmanager
def server(certificate, *, implicit=False, code="235 ok"):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")

    def check(_server, _session, _envelope, _mechanism, _data):
        return AuthResult(success=code.startswith("2"), handled=False, message=code)

    options = {"authenticator": check, "auth_required": True, "auth_require_tls": not implicit}
    tls = {"ssl_context": context} if implicit else {"tls_context": context, "require_starttls": True}
    kind = EncryptedController if implicit else Controller
    controller = kind(object(), "127.0.0.1", free_port(), **options, **tls)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def link(port, tls="starttls", host="localhost"):
    Link(MailServer(host, port, "post@example.org", tls, "post", SecretStr("secret"), 5)).quit()


@pytest.fixture
def trusted(certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))


@pytest.mark.parametrize("tls", ["starttls", "ssl"])
def test_a_certificate_that_is_trusted_is_taken(certificate, trusted, tls):
    with server(certificate, implicit=tls == "ssl") as port:
        link(port, tls)


@pytest.mark.parametrize("tls", ["starttls", "ssl"])
def test_a_stranger_is_not_told_the_password(certificate, tls):
    with (
        server(certificate, implicit=tls == "ssl") as port,
        pytest.raises(ServerSetupError, match="Защищённое"),
    ):
        link(port, tls)


def test_a_certificate_of_another_name_is_refused(certificate, trusted):
    with server(certificate) as port, pytest.raises(ServerSetupError, match="Защищённое"):
        link(port, host="127.0.0.1")


def test_a_wrong_password_is_for_people_to_mend(certificate, trusted):
    with (
        server(certificate, code="535 wrong") as port,
        pytest.raises(ServerSetupError, match="SMTP_PASSWORD"),
    ):
        link(port)


def test_a_server_busy_with_passwords_is_asked_later(certificate, trusted):
    with server(certificate, code="454 later") as port, pytest.raises(UnreachableError):
        link(port)


def test_nothing_goes_unencrypted_unless_said_so(sink):
    with pytest.raises(ServerSetupError, match="STARTTLS"):
        link(sink[0])
    Link(MailServer("127.0.0.1", sink[0], "post@example.org", "none")).quit()
