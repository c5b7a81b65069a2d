"""Consents as JSON."""

from typing import Any

from service.api.context import caller, services
from service.schemas.consents import ConsentAnswer, ConsentList, ConsentReply


def consent_list(company_id: int) -> dict[str, Any]:
    """All consents of a company. Raises NotFoundError where the caller may not see them."""
    found = [
        ConsentReply(
            kind=one.text.kind,
            stands=one.stands,
            version=one.text.version,
            text=one.text.text,
            answers=[
                ConsentAnswer(
                    given=row.is_given,
                    version=row.version,
                    text_sha256=row.text_sha256,
                    basis=row.basis,
                    document=row.document,
                    at=row.at,
                )
                for row in one.answers
            ],
        )
        for one in services().consents.of(caller(), company_id)
    ]
    return ConsentList(consents=found).model_dump(mode="json")
