"""All staff pages: importing the modules registers their routes on the blueprint."""

from service.web import (
    chain_edits,
    chain_forms,
    chain_views,
    challenge_views,
    company_views,
    gap_views,
    invitation_views,
    niche_views,
    partner_views,
    record_views,
    report_views,
    search_views,
    session_views,
    verdict_views,
)
from service.web.blueprint import blueprint

__all__ = [
    "blueprint",
    "chain_edits",
    "chain_forms",
    "chain_views",
    "challenge_views",
    "company_views",
    "gap_views",
    "invitation_views",
    "niche_views",
    "partner_views",
    "record_views",
    "report_views",
    "search_views",
    "session_views",
    "verdict_views",
]
