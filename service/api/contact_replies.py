"""Requests for contact as JSON."""

from typing import Any, TypeVar

from data.tables.pool import CompanyRow
from service.api.context import caller, services
from service.api.cursors import write_cursor
from service.contacts.listing import ContactPage
from service.contacts.shown import Contact
from service.schemas.contacts import (
    ContactEvent,
    ContactList,
    ContactReply,
    ContactWhole,
    PassedContacts,
    Side,
)
from service.schemas.fields import read_as

Shown = TypeVar("Shown", bound=ContactReply)


def contact_reply(id_: int) -> dict[str, Any]:
    """One as its sides see it. Raises NotFoundError."""
    return _reply(services().contact_list.one(caller(), id_), ContactReply).model_dump(mode="json")


def contact_whole(id_: int) -> dict[str, Any]:
    """One with its history. Raises NotFoundError."""
    contact = services().contact_list.one(caller(), id_)
    events = [read_as(ContactEvent, event) for event in contact.events]
    return _reply(contact, ContactWhole, events=events).model_dump(mode="json")


def contact_page(page: ContactPage) -> dict[str, Any]:
    """A page of a list."""
    return ContactList(
        contacts=[_reply(contact, ContactReply) for contact in page.contacts],
        by_state=dict(page.by_state),
        next_cursor=write_cursor(page.next_before),
    ).model_dump(mode="json")


def _reply(contact: Contact, reply: type[Shown], **more: Any) -> Shown:
    return read_as(
        reply,
        contact,
        asking=_side(contact.asking),
        asked=_side(contact.asked) if contact.asked else None,
        passed=PassedContacts(**contact.passed),
        **more,
    )


def _side(company: CompanyRow) -> Side:
    return read_as(Side, company)
