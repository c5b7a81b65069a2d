"""The words of a pasted request that tell until when; a last day goes before a beginning."""

import re

from models.reading.text import beginning

_MONTH = r"(?:январ|феврал|март|апрел|ма[йеяю]|июн|июл|август|сентябр|октябр|ноябр|декабр)\w*"
_WEEKDAY = r"(?:понедельник|вторник|сред|четверг|пятниц|суббот|воскресень)\w*"
_DAY = rf"\d{{1,2}}(?:\.\d{{1,2}}(?:\.\d{{2,4}})?| {_MONTH})(?: \d{{4}})?(?: ?г\b\.?)?"
# in order of how much each tells
_TERMS = tuple(
    re.compile(rf"(?<![\w.])(?<!не )(?:{pattern})(?!\w)", re.IGNORECASE)
    for pattern in (
        rf"(?:до|к|не позднее|не позже) (?:{_DAY}|конца (?:(?:эт|следующ)\w+ )?\w+|"
        rf"нового года|{_WEEKDAY}|{_MONTH}(?: \d{{4}})?)|на (?:этой|следующей|той) неделе|в течение \d+ \w+|"
        r"(?:[1-4]|I{1,3}|IV)(?:-?(?:й|м|го))? квартал\w?(?: \d{4})?",
        rf"(?:вторая|первая) половина {_MONTH}|(?:начало|середина|конец) {_MONTH}|в {_MONTH}(?: \d{{4}})?|"
        rf"(?<=, ){_MONTH}(?: \d{{4}})?(?=[.,;!\n]|$)",
        rf"с (?:{_DAY}|{_MONTH})",
        r"срочно|сегодня|завтра",
        r"ежемесячно|в месяц",
    )
)


def read_term(text: str) -> str | None:
    """The words as they stand: «до конца месяца»."""
    text = beginning(text)
    return next((" ".join(found.group().split()) for term in _TERMS if (found := term.search(text))), None)
