"""Whether a mailing follows the one before sooner than letters usually do."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from data.store import digests as store
from service.digests.bounds import DAYS
from service.wording import plural

DAY_WORDS = "день|дня|дней"


def too_close(session: Session, days: int, moment: datetime, but: int = 0) -> str:
    """What to tell of a mailing of so many days between letters; empty where there is nothing to tell.

    `but` is that mailing itself, whose own letters do not count.
    """
    last = store.last_sent_at(session, but) if days < DAYS else None
    if last is None or moment - last >= timedelta(days=DAYS):
        return ""
    return (
        f"Прошлая рассылка ушла {_ago(moment - last)}, а между письмами одной компании задано "
        f"{plural(days, DAY_WORDS)} (обычно {DAYS}): кто-то может получить письма подряд"
    )


def _ago(passed: timedelta) -> str:
    minutes = max(int(passed.total_seconds()) // 60, 1)
    if minutes < 60:
        return f"{plural(minutes, 'минуту|минуты|минут')} назад"
    if minutes < 48 * 60:
        return f"{plural(minutes // 60, 'час|часа|часов')} назад"
    return f"{plural(passed.days, DAY_WORDS)} назад"
