"""What a member is told after saving: it is done, or it waits for a yes."""

from collections.abc import Callable
from typing import Any

from flask import url_for

from service.errors import WaitsError
from service.web.notices import Notice, leave_notice

WAITS = "Правка ждёт проверки: её посмотрят сотрудники ассоциации. До этого действует прежнее"


def saved(change: Callable[[], Any], told: Notice) -> None:
    """Makes the change and leaves a notice of what came of it."""
    try:
        change()
    except WaitsError:
        leave_notice(Notice(WAITS, url_for("web.my_proposals"), "Что ждёт проверки"))
    else:
        leave_notice(told)
