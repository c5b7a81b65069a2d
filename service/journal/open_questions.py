"""What a request for quotations asks: only what at least one of the companies asked leaves open."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from data.tables.pool import OfferRow
from data.text_folding import folded
from models.candidates import Candidate
from models.explaining.questions import MAX_QUESTIONS
from models.explaining.reason import Reason


def open_questions(asked: Iterable[Candidate], offers: Iterable[OfferRow]) -> list[str]:
    """Each once, in their order; what any offer of a company says word for word is not open for it."""
    said: Mapping[int, list[str]] = defaultdict(list)
    for offer in offers:
        said[offer.company_id].append(folded(" ".join(filter(None, (offer.title, offer.description)))))
    found = (
        reason.question
        for candidate in asked
        for reason in candidate.reasons
        if reason.question and reason.state == "unknown" and not _is_said(reason, said[candidate.company.id])
    )
    return list(dict.fromkeys(found))[:MAX_QUESTIONS]


def _is_said(reason: Reason, texts: Iterable[str]) -> bool:
    wanted = folded(reason.need_quote or "")
    return reason.feature == "same_specification" and bool(wanted) and any(wanted in text for text in texts)
