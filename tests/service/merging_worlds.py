"""A company of the small pool entered once more."""

from data.tables.pool import CompanyRow, NeedRow, OfferRow
from service.access import COMMAND_LINE

SAID_TWICE = {
    "name": "ООО «Бетонный двор»",
    "code": "beton-2",
    "phone": "8 (3452) 11-22-33",
    "inn": "7707083893",
}


def enter_twice(services):
    """The ids of «Бетонный двор» and of its duplicate, which has an offer and a need of its own."""
    with services.database.reading() as session:
        kept_id = session.query(CompanyRow.id).filter_by(code="beton").scalar()
    merged = services.pool_entry.create(COMMAND_LINE, CompanyRow, SAID_TWICE)
    for table, title in ((OfferRow, "Раствор М150"), (NeedRow, "Цемент навалом")):
        services.pool_entry.create(COMMAND_LINE, table, {"company_id": merged.id, "title": title})
    return kept_id, merged.id
