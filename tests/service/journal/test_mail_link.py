"""The link that opens a letter."""

from urllib.parse import parse_qs, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from service.journal.mail_link import MAX_LENGTH, mail_link
from service.journal.quotation import Quotation


def link_of(told, to=()):
    return mail_link(told.title, told.letter, to)


def told_by(link):
    return parse_qs(urlsplit(link.address).query)


def test_a_short_letter_goes_whole():
    told = Quotation("Sand", "", "", "", "", ())
    whole = link_of(told)
    assert whole.is_whole and told_by(whole)["body"][0].replace("\r\n", "\n") == told.letter


def test_what_does_not_fit_is_left_out_and_the_letter_says_where_it_is():
    long = "подача насосом " * 200
    link = link_of(Quotation("Бетон М300", long, "40 м³", "до 5 мая", "Тюмень", ("Цена?",)))
    body = told_by(link)["body"][0]
    assert not link.is_whole and "подача" not in body
    assert all(told in body for told in ("Бетон М300", "40 м³", "до 5 мая", "в приложенном файле"))


def test_signs_of_addresses_and_lines_do_not_break_the_link():
    told = told_by(link_of(Quotation("A&B=1?\nbcc: x@y.ru%0A", "", "", "", "", ())))
    assert set(told) == {"subject", "body"} and told["subject"][0].endswith("A&B=1? bcc: x@y.ru%0A")


@given(st.text(max_size=3_000), st.text(max_size=3_000))
def test_no_link_is_longer_than_mail_programs_take(title, description):
    link = link_of(Quotation(title, description, "", "", "", ("Цена?",)))
    assert len(link.address) <= MAX_LENGTH and link.address.isascii()


def test_one_is_written_to_openly_and_several_do_not_see_each_other():
    told = Quotation("Sand", "", "", "", "", ())
    one = link_of(told, ["ivan@beton.example"]).address
    both = link_of(told, ["ivan@beton.example", "a?b,c@okna.example"]).address
    assert one.startswith("mailto:ivan@beton.example?subject=")
    assert both.startswith("mailto:?bcc=ivan@beton.example,a%3Fb%2Cc@okna.example&subject=")
