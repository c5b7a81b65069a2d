"""Which fields of a company its card hides from whom."""

from service.access import Caller, sees_personal_data

PERSONAL = frozenset({"contact_name", "contact_email", "contact_phone"})


def hidden_fields(caller: Caller, company_id: int) -> frozenset[str]:
    """A named person's contacts, for those who may not see them."""
    return frozenset() if sees_personal_data(caller, company_id) else PERSONAL
