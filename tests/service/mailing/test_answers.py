"""What is kept of an answer."""

import pytest

from service.mailing.answers import decided, refused, told


def test_no_address_is_kept():
    assert (
        told(550, b"5.1.1 <ivan@zavod.ru>: user ivan@zavod.ru unknown")
        == "550 5.1.1 <<адрес>>: user <адрес> unknown"
    )


def test_an_answer_is_short_and_on_one_line():
    kept = told(250, b"a\r\nb\x00" + b"c" * 9000)
    assert kept.startswith("250 a b c") and len(kept) == 200


@pytest.mark.parametrize(
    ("code", "text", "is_dead"),
    [
        (550, b"no such user", True),
        (550, b"5.1.1 no such user", True),
        (550, b"5.7.1 blocked", False),
        (550, b"5.1.8 bad sender", False),
        (552, b"mailbox full", False),
        (554, b"5.1.2 no such domain", True),
        (450, b"4.1.1 try later", False),
    ],
)
def test_an_address_is_dead_only_where_the_server_says_that_nobody_is_there(code, text, is_dead):
    assert refused(code, text, at_recipient=True).address_is_dead is is_dead


def test_after_the_letter_a_bare_550_is_about_the_letter():
    assert decided(550, b"refused") == refused(550, b"refused")
    assert not decided(550, b"refused").address_is_dead
