"""Portals made, listed, changed and switched off, by administrators only."""

import pytest

from service.access import COMMAND_LINE, Caller
from service.errors import ForbiddenError, InvalidError, NotFoundError

STAFF = Caller("user:2", "staff", role="staff")


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("https://portal.example.ru", "https://portal.example.ru"),
        (" HTTPS://Portal.Example.RU/ ", "https://portal.example.ru"),
        ("https://portal.example.ru:443", "https://portal.example.ru"),
        ("http://10.0.0.5:8080", "http://10.0.0.5:8080"),
        ("https://портал.рф", "https://xn--80awhdgm.xn--p1ai"),
    ],
)
def test_origins_are_kept_as_browsers_send_them(services, typed, kept):
    made = services.portals.create(COMMAND_LINE, "П", [typed])
    assert made.row.origins == [kept]


@pytest.mark.parametrize(
    "typed",
    [
        "portal.example.ru",
        "ftp://portal.example.ru",
        "https://*.example.ru",
        "https://portal.example.ru/путь",
        "https://portal.example.ru?x=1",
        "https://a@portal.example.ru",
        "https://portal.example.ru:999999",
        "https://",
        "https://a b",
        "https://a;script-src *",
        "",
    ],
)
def test_what_is_no_origin_is_refused_at_its_field(services, typed):
    with pytest.raises(InvalidError) as refused:
        services.portals.create(COMMAND_LINE, "П", [typed])
    assert refused.value.places[0][0] == "origins"


def test_only_administrators_keep_portals(services, portal):
    for act in (
        lambda: services.portals.listed(STAFF),
        lambda: services.portals.create(STAFF, "П", ["https://a.ru"]),
        lambda: services.portals.disable(STAFF, portal.row.id),
        lambda: services.portals.renew_key(STAFF, portal.row.id),
    ):
        with pytest.raises(ForbiddenError):
            act()


def test_a_disabled_portal_has_no_origins_for_the_widget(services, portal):
    assert services.portals.origins_of(portal.row.id) == ["https://portal.example.ru"]
    services.portals.disable(COMMAND_LINE, portal.row.id)
    with pytest.raises(NotFoundError):
        services.portals.origins_of(portal.row.id)
    assert [one.works for one in services.portals.listed(COMMAND_LINE)] == [False]


def test_changed_addresses_count_at_once(services, portal):
    services.portals.change(COMMAND_LINE, portal.row.id, "Новый", ["https://b.ru"])
    assert services.portals.is_origin("https://b.ru")
    assert not services.portals.is_origin("https://portal.example.ru")
