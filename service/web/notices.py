"""Notices that outlive one redirect: «Сохранено», «в архиве» with a way back."""

from dataclasses import asdict, dataclass

from flask import session

from service.wording import shortened

MAX_TEXT, MAX_VALUES, MAX_NOTICES = (
    500,
    700,
    2,
)  # browsers drop a cookie of more than 4 KB, the session with it
_KEY = "notices"


@dataclass(frozen=True)
class Notice:
    """A sentence, and at most one thing to do about it: a link, or with `is_post` a button.

    The button sends `values`.
    """

    text: str
    url: str = ""
    label: str = ""
    is_post: bool = False
    values: tuple[tuple[str, str], ...] = ()


def leave_notice(notice: Notice) -> None:
    """Shows the notice on the next page; the cookie that keeps it holds the last few, without long texts."""
    if sum(len(value) for _, value in notice.values) > MAX_VALUES:
        notice = Notice(notice.text)
    text = notice.text if len(notice.text) <= MAX_TEXT else shortened(notice.text, MAX_TEXT)
    session[_KEY] = [*session.get(_KEY, []), asdict(notice) | {"text": text}][-MAX_NOTICES:]


def taken_notices() -> list[Notice]:
    """The notices that wait; they are shown once."""
    return [Notice(**values) for values in session.pop(_KEY, [])]
