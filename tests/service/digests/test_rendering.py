"""Letters written out: nothing that a company enters becomes markup, a header or a link of its own."""

import itertools
import resource
import sys
import time
from email import message_from_bytes, policy
from html.parser import HTMLParser
from pathlib import Path

import pytest

from data.tables.mail import LetterRow, MailingRow
from data.tables.pool import now
from service.digests.bounds import Wish
from service.digests.links import Links
from service.digests.rendering import HEADINGS, MAX_BYTES, SAMPLE, Addressed, Rendering
from service.mailing.message import compose
from tests.service.digests.office import WISH

ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<a href='https://zlo.example'>нажмите</a>",
    "</style><style>body{display:none}",
    "{{ 7 * 7 }}{% raw %}",
    "Тема\r\nBcc: zlo@zlo.example",
    "=?utf-8?q?=0ABcc:_zlo=40zlo.example?=",
    "\r\n\r\n<html><body>другое письмо",
    "\u202eмосковский\u202c\u2028Bcc: a@b.example",
    "javascript:alert(1)",
    "data:text/html,<b>",
    "--=_граница\r\nContent-Type: text/html",
    "&#60;script&#62;",
    "url(https://zlo.example/p.png)",
    "@import 'https://zlo.example'",
)
FIELDS = (
    "company",
    "heading",
    "who",
    "own",
    "details",
    "text",
    "need_quote",
    "offer_quote",
    "phone",
    "website",
)
TAGS = {
    *("html", "head", "meta", "title", "style", "body", "div", "h1", "h2", "h3", "p", "a", "span", "br"),
}
CASES = list(itertools.product(ATTACKS, FIELDS, HEADINGS))


class Seen(HTMLParser):
    """What a mail programme would find in a letter."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.links, self.attributes, self.styles = set(), [], set(), []
        self._in_style = False
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attributes)
        self.links += [value for name, value in attributes if name in ("href", "src")]
        self._in_style = tag == "style"

    def handle_data(self, data):
        if self._in_style:
            self.styles.append(data)


def rendering(tmp_path):
    return Rendering(Links("тайна", "https://klaster.example"), tmp_path / "templates")


def item(kind, field, attack):
    told = {**SAMPLE, "kind": kind}
    if field == "details":
        return told | {"details": [attack]}
    if field in ("text", "need_quote", "offer_quote"):
        return told | {"reasons": [SAMPLE["reasons"][0] | {field: attack}]}
    return told | {field: attack} if field != "company" else told


def test_of_more_than_500_attacks_none_is_effective(tmp_path):
    assert len(CASES) >= 500
    writer = rendering(tmp_path)
    harmless = Seen(writer.write(Addressed(1, "Завод"), [{**SAMPLE, "kind": "supplier"}], WISH).html)
    effective = []
    for attack, field, kind in CASES:
        company = attack if field == "company" else "Завод"
        written = writer.write(Addressed(1, company), [item(kind, field, attack)], WISH)
        seen = Seen(written.html)
        good_link = all(link.startswith(("https://", "tel:", "mailto:")) for link in seen.links)
        own_link = any("zlo" in link for link in seen.links)
        headers = headers_of(written)
        if (
            not seen.tags <= TAGS
            or not seen.attributes <= harmless.attributes
            or seen.styles != harmless.styles
            or not good_link
            or own_link
            or "Bcc" in headers
            or len(headers) != len(set(headers))
            or "49" in written.text.split("http")[0].replace(attack, "")
        ):
            effective.append((field, kind, attack))
    assert effective == []


def headers_of(written):
    letter = LetterRow(
        address="a@zavod.example",
        subject=written.subject,
        html=written.html,
        text=written.text,
        unsubscribe_url=written.unsubscribe_url,
        message_id="<1@klaster.example>",
    )
    mailing = MailingRow(manager_name=WISH.manager_name, reply_to=WISH.reply_to)
    message = message_from_bytes(compose(letter, mailing, "svyazka@klaster.example", now()))
    assert [part.get_content_type() for part in message.walk()] == [
        *("multipart/alternative", "text/plain", "text/html")
    ]
    return message.keys()


def test_a_letter_can_be_unsubscribed_from_with_one_press(tmp_path):
    written = rendering(tmp_path).write(Addressed(1, "Завод"), [{**SAMPLE, "kind": "need"}], WISH)
    letter = LetterRow(address="a@zavod.example", message_id="<1@klaster.example>", **vars(written))
    mailing = MailingRow(manager_name=WISH.manager_name, reply_to=WISH.reply_to)
    content = compose(letter, mailing, "svyazka@klaster.example", now())
    message = message_from_bytes(content, policy=policy.default)
    assert message["List-Unsubscribe"] == f"<{written.unsubscribe_url}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Reply-To"].addresses[0].addr_spec == "anna@klaster.example"


def test_styles_are_inlined_and_those_of_the_dark_stay(tmp_path):
    html = rendering(tmp_path).write(Addressed(1, "Завод"), [{**SAMPLE, "kind": "need"}], WISH).html
    assert 'style="' in html and "prefers-color-scheme: dark" in html
    assert "<img" not in html and "<link" not in html


def test_the_longest_letter_stays_small(tmp_path):
    long = {**SAMPLE, "kind": "supplier", "heading": "ы" * 160, "own": "ы" * 160, "details": ["ы" * 300] * 2}
    long["reasons"] = [{"text": "ы" * 200, "need_quote": "ы" * 160, "offer_quote": "ы" * 160}] * 3
    wish = Wish(**{**vars(WISH), "covering_words": "ы" * 2000})
    written = rendering(tmp_path).write(Addressed(1, "ы" * 200), [long] * 10, wish)
    assert len(written.html.encode()) < MAX_BYTES


def test_what_was_left_out_is_not_in_the_letter_and_links_keep_their_places(tmp_path):
    items = [{**SAMPLE, "kind": "need", "left_out": True}, {**SAMPLE, "kind": "need", "heading": "Второе"}]
    writer = rendering(tmp_path)
    written = writer.write(Addressed(5, "Завод"), items, WISH)
    token = written.text.split("/letters/suits/")[1].split()[0]
    read = Links("тайна", "https://klaster.example").read("suits", token)
    assert (read.letter_id, read.item) == (5, 1) and written.text.count("/letters/suits/") == 1


def test_a_question_is_told_once_and_whom_to_ask_where_it_is_somebody_else(tmp_path):
    asked = {"questions": ["Уточните плотность: нужно D500"]}
    items = [SAMPLE | asked | {"kind": kind} for kind in ("supplier", "need")]
    written = rendering(tmp_path).write(Addressed(1, "Завод"), items, WISH)
    for body in (written.html, written.text):
        assert body.count("Уточните плотность") == 2 and "Уточните: " not in body
        assert body.count("Вопрос поставщику: Уточните плотность") == 1


def test_the_subject_is_what_the_letter_begins_with(tmp_path):
    items = [
        {**SAMPLE, "kind": "customer", "heading": "Завод"},
        {**SAMPLE, "kind": "need", "heading": "Бетон"},
    ]
    assert rendering(tmp_path).write(Addressed(1, "З"), items, WISH).subject == "Ищут: Бетон и ещё 1"


@pytest.mark.parametrize("kind", HEADINGS)
def test_every_kind_has_a_subject(tmp_path, kind):
    assert "разец" in rendering(tmp_path).write(Addressed(1, "З"), [{**SAMPLE, "kind": kind}], WISH).subject


@pytest.mark.slow
def test_ten_thousand_letters_are_written_in_minutes_and_memory_stays_flat(tmp_path, capsys):
    writer = rendering(tmp_path)
    items = [{**SAMPLE, "kind": kind} for kind in (*HEADINGS, "supplier")]
    began, told = time.monotonic(), []
    for number in range(10_000):
        writer.write(Addressed(number, "Завод"), items, WISH)
        if number % 2_000 == 1_999:
            told.append(_memory_mb())
    with capsys.disabled():
        sys.stdout.write(f"\n10 000 писем: {time.monotonic() - began:.0f} с, память {told} МБ")
    assert time.monotonic() - began < 300 and told[-1] - told[0] < 20


def _memory_mb():
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() // 1024**2
