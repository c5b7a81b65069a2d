"""All routes under /api/v1/my: importing the modules registers them on the blueprint."""

from service.api import (
    my_coach,
    my_consents,
    my_contacts,
    my_interest,
    my_passed,
    my_proposals,
    my_recommendations,
    my_requests,
    my_verdicts,
)
from service.api.my import api

__all__ = [
    "api",
    "my_coach",
    "my_consents",
    "my_contacts",
    "my_interest",
    "my_passed",
    "my_proposals",
    "my_recommendations",
    "my_requests",
    "my_verdicts",
]
