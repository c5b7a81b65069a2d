"""Records as JSON, as far as they are told to the caller."""

from typing import Any

from flask import Response

from service.access import may_see_record
from service.api.context import caller
from service.api.etags import tagged
from service.entry_rights import owner_id
from service.schemas.fields import Reply
from service.schemas.records import CompanyReply, NeedInList, NeedReply, OfferReply, fields_of
from service.schemas.search import CompanyShort
from service.seeing.reading import Seen, SeenCompany, SeenNeed


def reply_of(seen: Seen, reply: type[Reply], status: int = 200) -> Response:
    """A record with its tag."""
    return whole(seen, fields_of(seen.row, reply, **seen.told), status)


def whole(seen: Seen, values: dict[str, Any], status: int = 200) -> Response:
    """The values with the tag of the record that they are of."""
    is_whole = may_see_record(caller(), owner_id(seen.row))
    return tagged(values, seen.row if is_whole else None, status)


def card(seen: SeenCompany) -> Response:
    """A company with its offers and needs."""
    values = fields_of(seen.row, CompanyReply, **seen.told)
    offers = [fields_of(offer.row, OfferReply, **offer.told) for offer in seen.offers]
    needs = [fields_of(need.row, NeedReply, **need.told) for need in seen.needs]
    return whole(seen, values | {"offers": offers, "needs": needs})


def need_in_list(seen: SeenNeed) -> dict[str, Any]:
    """A need with who asks, or with the region only."""
    company = fields_of(seen.asker, CompanyShort) if seen.asker else None
    return fields_of(seen.row, NeedInList, **seen.told, company=company, region=seen.region)
