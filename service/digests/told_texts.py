"""Texts of records as letters hold them: on one line, not long, nothing that cannot be seen."""

from typing import Any

from data.tables.pool import CompanyRow, NeedRow
from models.explaining.reason import Reason
from service.wording import number, printable, shortened, term

Told = dict[str, Any]
MAX_TITLE, MAX_DETAILS = 160, 300


def reason_told(reason: Reason) -> Told:
    """Words that the sentence holds already are not quoted once more."""
    quotes = {"need_quote": reason.need_quote, "offer_quote": reason.offer_quote}
    told = {name: printable(quote or "") for name, quote in quotes.items()}
    text = printable(reason.text)
    return {"text": text, **{name: quote if quote not in text else None for name, quote in told.items()}}


def company_told(company: CompanyRow) -> Told:
    """A company that the reader may see, with its general phone, mail and site."""
    place = ", ".join(dict.fromkeys(filter(None, (company.municipality, company.region))))
    mark = " (вымышленная)" if company.fictional else ""
    return {
        "heading": title(company.name) + mark,
        "who": printable(place),
        "company_id": company.id,
        "phone": shortened(printable(company.phone or ""), 60) or None,
        "email": shortened(printable(company.email or ""), 200) or None,
        "website": shortened(printable(company.website or ""), 200) or None,
    }


def somebody_told(row: NeedRow, region: str | None) -> str:
    """Who asks and is not named."""
    who = "заказчик вне кластера" if row.company.status == "outside_customer" else "участник кластера"
    return ", ".join(filter(None, (who, region)))


def amounts(row: NeedRow) -> list[str]:
    """How much by when."""
    told = []
    if row.volume:
        told.append(f"объём: {number(row.volume)} {row.unit or ''}".strip())
    if row.due:
        told.append(f"срок: {term(row.due)}")
    return [shortened(printable(one), 100) for one in told]


def details(*texts: str | None) -> list[str]:
    """Those of the texts that say something."""
    return [shortened(printable(text), MAX_DETAILS) for text in texts if text and text.strip()]


def title(text: str) -> str:
    """What a record is called."""
    return shortened(printable(text), MAX_TITLE)
