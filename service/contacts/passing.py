"""What is passed of a company: its general phone, mail and site, a named person only where allowed."""

from collections.abc import Mapping
from typing import Any

from data.tables.pool import CompanyRow


def passed_of(company: CompanyRow, with_person: bool, note: str | None = None) -> dict[str, Any]:
    """Word for word what the asking company is given; only what there is."""
    person = {
        "name": company.contact_name,
        "email": company.contact_email,
        "phone": company.contact_phone,
    }
    told = {
        "phone": company.phone,
        "email": company.email,
        "website": company.website,
        "note": note,
        "person": _filled(person) if with_person else None,
    }
    return _filled(told)


def without_person(passed: Mapping[str, Any]) -> dict[str, Any]:
    """The same after the person's consent was withdrawn."""
    return {name: value for name, value in passed.items() if name != "person"}


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
