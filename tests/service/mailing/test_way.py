"""How the settings name the mail server."""

import pytest

from service.mailing.opening import MailServer, ServerSetupError
from service.mailing.way import Way, way_of
from service.settings import Settings

SERVER = {"smtp_host": "mail.example.org", "mail_from": "post@example.org"}


def test_encryption_is_on_unless_said_otherwise():
    way = way_of(Settings(**SERVER))
    assert (way.server.tls, way.server.port, way.letters_a_minute) == ("starttls", 587, 30)


@pytest.mark.parametrize(
    ("settings", "name"), [({"smtp_host": None}, "SMTP_HOST"), ({"mail_from": "почта"}, "MAIL_FROM")]
)
def test_a_setting_that_is_missing_or_wrong_is_named(settings, name):
    with pytest.raises(ServerSetupError, match=name):
        way_of(Settings(**SERVER | settings))


def test_the_password_is_not_shown():
    assert "тайна" not in repr(Settings(**SERVER, smtp_password="тайна"))
    assert "тайна" not in repr(way_of(Settings(**SERVER, smtp_password="тайна")))


@pytest.mark.parametrize(("rate", "claimed"), [(1, 1), (30, 10), (60, 20), (100_000, 20)])
def test_a_worker_takes_what_it_may_send_soon(rate, claimed):
    assert Way(MailServer("h", 1, "a@b.ru"), rate).claimed_at_once == claimed
