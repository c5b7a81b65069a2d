"""Proposals in words: what was, what is wanted, and what somebody else has made of it meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass

from data import entry
from data.entry import EntryError
from data.exchange.rows import Values
from service.api.context import caller, services
from service.moderation.moderation import Proposal
from service.web.my_forms import VISIBILITIES
from service.web.presenting import cell_text
from service.web.record_form import column_of, fields_of, name_of


@dataclass(frozen=True)
class Change:
    """One field; `now` is there where it is no longer what it was when the change was proposed."""

    name: str
    label: str
    before: str
    after: str
    now: str | None = None


@dataclass(frozen=True)
class OwnProposal(Proposal):
    """A proposal with its fields in words."""

    changes: Sequence[Change] = ()

    @property
    def title(self) -> str:
        """What the record is called."""
        if self.record is not None:
            return name_of(self.record)
        return self.row.after.get("title") or "запись в архиве"


def own_proposals(*states: str) -> list[OwnProposal]:
    """Those of the caller's company in these states, the newest first."""
    return [in_words(one) for one in services().moderation.own(caller(), *states)]


def in_words(proposal: Proposal) -> OwnProposal:
    """The proposal with its changes."""
    before, after = (_words(proposal, values) for values in (proposal.row.before, proposal.row.after))
    current = _current(proposal)
    changes = [
        Change(
            field.name,
            field.label,
            before.get(field.name, ""),
            after.get(field.name, ""),
            current.get(field.name) if current.get(field.name) != before.get(field.name, "") else None,
        )
        for field in fields_of(proposal.table)
        if field.name in proposal.row.after
    ]
    return OwnProposal(proposal.row, proposal.record, changes)


def _current(proposal: Proposal) -> dict[str, str]:
    if proposal.record is None or proposal.is_new or proposal.row.state != "waits":
        return {}
    return _told(proposal, {name: getattr(proposal.record, name) for name in proposal.row.after})


def _words(proposal: Proposal, kept: Values) -> dict[str, str]:
    try:
        return _told(proposal, entry.checked(proposal.table, kept))
    except EntryError:  # what was right when it was kept, and no longer is: as it stands there
        return {name: str(value) for name, value in kept.items() if value is not None}


def _told(proposal: Proposal, values: Values) -> dict[str, str]:
    columns = {field.name: column_of(field, proposal.table) for field in fields_of(proposal.table)}
    told = {name: cell_text(columns[name], value) for name, value in values.items() if name in columns}
    if "visibility" in values:
        told["visibility"] = dict(VISIBILITIES).get(values["visibility"], "")
    return told
