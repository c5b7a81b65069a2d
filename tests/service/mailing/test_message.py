"""Headers out of which nothing breaks, and a letter that is what was approved."""

from email import message_from_bytes, policy
from itertools import cycle, islice

import pytest

from data.tables.mail import LetterRow, MailingRow
from data.tables.pool import now
from service.mailing.message import LetterError, compose

NAMES = ("From", "To", "Reply-To", "Subject", "Message-ID", "List-Unsubscribe", "List-Unsubscribe-Post")
ALLOWED = {*(name.lower() for name in NAMES), "mime-version", "date", "content-type"}
BREAKS = (
    "\r\n",
    "\n",
    "\r",
    "\r\n\r\n",
    "\x00",
    "\x0b",
    "\x0c",
    "\x1c",
    "\x85",
    "\u2028",
    "\u2029",
    "\r\n ",
    "%0d%0a",
)
INJECTED = (
    "Bcc: thief@example.net",
    "To: thief@example.net",
    "Content-Type: text/html\r\n\r\n<script>",
    "Subject: другое",
    ".\r\nMAIL FROM:<thief@example.net>",
    "=?utf-8?q?=0D=0ABcc:_thief@example.net?=",
    "=?utf-8?b?DQpCY2M6IHRoaWVmQGV4YW1wbGUubmV0?=",
    '"><script>alert(1)</script>',
    '", thief@example.net, "',
    "<thief@example.net>",
    "(comment) thief@example.net;",
    "\u202emoc.elpmaxe",
)
FIELDS = ("subject", "manager_name", "both", "reply_to", "address", "unsubscribe_url")


def row(**fields):
    told = {
        "id": 1,
        "address": "a@example.org",
        "subject": "Щебень",
        "html": "<p>Щебень</p>",
        "text": "Щебень",
    }
    told |= {"message_id": "<1.aa@cluster.example.org>", "unsubscribe_url": "https://cluster.example.org/u/t"}
    return LetterRow(**told | fields)


def mailing(**fields):
    return MailingRow(**{"manager_name": "Анна Петрова", "reply_to": "anna@cluster.example.org"} | fields)


def letter(letter_fields=None, mailing_fields=None):
    content = compose(
        row(**letter_fields or {}), mailing(**mailing_fields or {}), "post@cluster.example.org", now()
    )
    return content, message_from_bytes(content, policy=policy.default)


def test_names_and_links_are_whole():
    link = "https://cluster.example.org/u/" + "t" * 700
    content, read = letter({"unsubscribe_url": link, "subject": "Щебень для газоблока: " + "новое " * 40})
    assert f"List-Unsubscribe: <{link}>\r\n".encode() in content
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in content
    assert read["Subject"].startswith("Щебень для газоблока: новое новое")
    assert read["Reply-To"] == "Анна Петрова <anna@cluster.example.org>"
    assert (
        max(len(line) for line in content.split(b"\r\n") if not line.startswith(b"List-Unsubscribe:")) <= 78
    )


def test_the_text_comes_back_whole_with_dots_and_long_lines():
    text = ".\r\nточка\n" + "а" * 5000
    _, read = letter({"text": text, "html": f"<p>{text}</p>"})
    assert read.get_body(("plain",)).get_content().split() == text.split()
    assert "а" * 5000 in read.get_body(("html",)).get_content()


def attack(number):
    """One of many ways to break out of one of the fields: (values of the letter, values of the mailing)."""
    broken, injected = BREAKS[number % len(BREAKS)], INJECTED[number // len(BREAKS) % len(INJECTED)]
    field = FIELDS[number % len(FIELDS)]
    value = {
        "address": f"a@example.org{broken}{injected}",
        "reply_to": f"anna@cluster.example.org{broken}{injected}",
        "unsubscribe_url": f"https://cluster.example.org/u/t{broken}{injected}",
    }.get(field, f"Новое{broken}{injected}")
    of_letter = {field: value} if field in ("subject", "address", "unsubscribe_url") else {}
    of_mailing = {field: value} if field in ("manager_name", "reply_to") else {}
    return ({"subject": value}, {"manager_name": value}) if field == "both" else (of_letter, of_mailing)


def test_five_hundred_injections_through_headers_have_no_effect(tell):
    refused, harmless = 0, 0
    for number in islice(cycle(range(500)), 500):
        try:
            content, read = letter(*attack(number))
        except LetterError:
            refused += 1
            continue
        head = content.partition(b"\r\n\r\n")[0]
        assert {name.lower() for name in read} <= ALLOWED and len(read.keys()) == len(set(read.keys()))
        assert [len(read[name].addresses) for name in ("From", "To", "Reply-To")] == [1, 1, 1]
        assert [read[name].addresses[0].addr_spec for name in ("From", "To", "Reply-To")] == [
            "post@cluster.example.org",
            "a@example.org",
            "anna@cluster.example.org",
        ]
        assert b"\x00" not in head and b"\n" not in head.replace(b"\r\n", b"") and head.isascii()
        assert all(char.isprintable() for char in read["Subject"] + read["From"].addresses[0].display_name)
        harmless += 1
    tell(f"header injections 500: refused {refused}, harmless {harmless}, effective 0")
    assert (refused + harmless, refused > 100, harmless > 100) == (500, True, True)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"address": "иван@example.org"}, "латинские"),
        ({"address": "ivan@почта.рф"}, "xn--"),
        ({"address": "a@b"}, "имя@домен.зона"),
        ({"address": "a@example.org, b@example.org"}, "имя@домен.зона"),
        ({"address": ""}, "адреса нет"),
        ({"address": "a" * 65 + "@example.org"}, "слишком длинный"),
        ({"unsubscribe_url": "javascript:alert(1)"}, "ссылка"),
        ({"unsubscribe_url": "https://a/ b"}, "ссылка"),
        ({"unsubscribe_url": "https://a/=?utf-8?q?=0D=0ABcc:_b@example.net?="}, "ссылка"),
        ({"address": "=?utf-8?q?=0D=0ABcc=3A_b?=@example.org"}, "имя@домен.зона"),
        ({"text": "\ud800"}, "Юникоде"),
        ({"html": "а" * 400_000}, "больше 500 КБ"),
        ({"message_id": None}, "не утверждена"),
    ],
)
def test_a_letter_that_cannot_go_says_why(fields, why):
    with pytest.raises(LetterError, match=why):
        letter(fields)
