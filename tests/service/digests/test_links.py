"""Links of letters: one purpose, one item, ninety days."""

from datetime import timedelta

import pytest

from data.tables.pool import now
from service.digests.links import LIFE, PURPOSES, LinkError, Links, Press


class Clock:
    def __init__(self):
        self.now = now()

    def __call__(self):
        return self.now


def token_of(url):
    return url.rsplit("/", 1)[1]


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_link_says_for_itself_what_it_is_for(purpose):
    links = Links("тайна", "https://klaster.example/svyazka/")
    url = links.url(Press(purpose, 7, 2))
    assert url.startswith(f"https://klaster.example/svyazka/letters/{purpose}/")
    assert links.read(purpose, token_of(url)) == Press(purpose, 7, 2)


def test_a_link_of_one_purpose_serves_no_other():
    links = Links("тайна", "https://klaster.example")
    token = token_of(links.url(Press("suits", 7, 2)))
    for purpose in ("unsuits", "contact", "frequency", "all"):
        with pytest.raises(LinkError):
            links.read(purpose, token)


def test_a_link_of_another_installation_or_changed_by_a_sign_is_none():
    token = token_of(Links("тайна", "https://klaster.example").url(Press("suits", 7, 2)))
    links = Links("другая", "https://klaster.example")
    for wrong in (token, token[:-1], "x" + token, "", "й", "."):
        with pytest.raises(LinkError):
            links.read("suits", wrong)


def test_a_link_lives_ninety_days_and_survives_a_clock_set_back():
    clock = Clock()
    links = Links("тайна", "https://klaster.example", clock)
    token = token_of(links.url(Press("suits", 7, 2)))
    clock.now -= timedelta(days=2)
    assert links.read("suits", token).letter_id == 7
    clock.now += timedelta(days=2) + LIFE + timedelta(seconds=1)
    with pytest.raises(LinkError):
        links.read("suits", token)
