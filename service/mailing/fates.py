"""What follows for a letter from what the server said."""

import random
from datetime import datetime, timedelta

from service.mailing.answers import Outcome

MAX_ATTEMPTS = 8
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=2), timedelta(hours=4)


def after(outcome: Outcome, attempts: int, moment: datetime) -> dict[str, object]:
    """The new values of the letter; `attempts` counts this one."""
    told: dict[str, object] = {"answer": outcome.answer, "attempts": attempts, "reason": None}
    if outcome.fate == "sent":
        return told | {"state": "sent", "sent_at": moment}
    if outcome.fate == "unknown":
        return told | {"state": "unknown", "reason": "no_answer"}
    if outcome.fate == "permanent":
        return told | {"state": "failed", "reason": "refused"}
    if attempts >= MAX_ATTEMPTS:
        return told | {"state": "failed", "reason": "too_often"}
    return told | {"state": "queued", "claimed_by": None, "next_try_at": moment + pause(attempts)}


def pause(attempts: int) -> timedelta:
    """Twice as long every time, and never quite the same: letters refused together come back apart."""
    longest = min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE)
    return longest * random.uniform(0.75, 1.25)  # noqa: S311 - nothing secret
