"""Emptying what is kept of the named person of a company; the company itself stays."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy.orm import Session

from data.store.erasing import erase_user, stop_letter
from data.store.scrubbing import ERASED, without_keys
from data.tables.pool import CompanyRow
from data.text_folding import folded

PERSON = frozenset({"contact_name", "contact_email", "contact_phone"})
_UNDO_DATA = {"merges": ("done", "undone"), "proposals": ("before", "after")}


def erase_person(session: Session, found: Mapping[str, list[Any]]) -> None:
    """Empties the contacts, and the accounts that bear the name or the address of the person."""
    companies = found["companies"]
    names = {folded(row.contact_name) for row in companies if row.contact_name}
    addresses = {row.contact_email.casefold() for row in companies if row.contact_email}
    for row in companies:
        _empty_contacts(row, addresses)
    for user in found.get("users", ()):
        if folded(user.name) in names or user.login in addresses:
            erase_user(user)
    _take_back(found, {row.id for row in companies})
    for table, fields in _UNDO_DATA.items():
        for row in found.get(table, ()):
            for name in fields:
                setattr(row, name, without_keys(getattr(row, name), PERSON))
    for letter in found.get("letters", ()):
        if letter.address.casefold() in addresses:
            letter.address = ERASED
            stop_letter(letter)


def _empty_contacts(row: CompanyRow, addresses: Collection[str]) -> None:
    row.contact_name = row.contact_email = row.contact_phone = None
    if row.email and row.email.casefold() in addresses:  # the person's own, told as the general one
        row.email = None


def _take_back(found: Mapping[str, list[Any]], ids: set[int]) -> None:
    for consent in found.get("consents", ()):
        consent.person = None
    for contact in found.get("contact_requests", ()):
        if contact.asked_id in ids:
            contact.passed = {name: value for name, value in contact.passed.items() if name != "person"}
            contact.with_person = False
