"""Where records of any table are seen, for lists that hold records of every kind."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import url_for

from data.store.named import Named
from service.access import may_manage_people
from service.api.context import caller

Address = Callable[[Any, Any], str]  # of the record's id and its owner's


def _card(kind: str) -> Address:
    return lambda id_, _: url_for("web.card", kind=kind, id_=id_)


_ADDRESSES: Mapping[str, Address] = {
    "companies": lambda id_, _: url_for("web.company", id_=id_),
    **{kind: _card(kind) for kind in ("offers", "needs", "contracts")},
    "chains": lambda id_, _: url_for("web.chain", id_=id_),
    "projects": lambda id_, chain_id: url_for("web.chain", id_=chain_id, _anchor=f"project-{id_}"),
    "slots": lambda id_, chain_id: url_for("web.chain_gaps", id_=chain_id, _anchor=f"slot-{id_}"),
    "requests": lambda id_, _: url_for("web.journal_request", id_=id_),
    "imports": lambda id_, _: url_for("web.import_result", id_=id_),
    "challenges": lambda _id, _: url_for("web.challenges"),
    "input_decisions": lambda _id, company_id: url_for("web.partners", id_=company_id, _anchor="inputs"),
    "verdicts": lambda _id, company_id: url_for("web.company", id_=company_id),
    "invitations": lambda _id, company_id: url_for("web.company", id_=company_id),
    "users": lambda id_, _: url_for("web.person", id_=id_),
}


def record_url(table: str, id_: Any, named: Named | None) -> str | None:
    """The page of a record that exists; None where it has none, or none for this person."""
    if named is None or table not in _ADDRESSES:
        return None
    if table == "users" and not may_manage_people(caller()):
        return None
    return _ADDRESSES[table](id_, named.owner_id)
