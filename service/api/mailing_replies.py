"""Mailings as JSON."""

from typing import Any

from service.digests.mailings import Seen
from service.schemas.mailings import MailingReply, Planned

FIGURES = tuple(Planned.model_fields)


def mailing_reply(seen: Seen) -> dict[str, Any]:
    """Without anybody's address: batch work reads it too."""
    row = seen.row
    reply = MailingReply(
        id=row.id,
        title=row.title,
        state=seen.state,
        letters=dict(seen.counts),
        planned=Planned(**{name: row.planned.get(name, 0) for name in FIGURES}),
        limits=row.limits,
        created_at=row.created_at,
        approved_at=row.approved_at,
        ends_at=row.ends_at,
    )
    return reply.model_dump(mode="json")
