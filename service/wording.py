"""Words and numbers of the interface: what pages, documents and the command line say alike."""

import math
import re
from collections.abc import Mapping
from datetime import date

from data import amounts, vocabulary
from data.amounts import NO_BREAK_SPACE
from data.chains.profiles import SlotState
from data.exchange.cells import clean_text
from data.plurals import counted_form
from data.profiles import Company

DIGITS = 6  # after the comma, of what a person typed
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")


def plural(count: int, forms: str) -> str:
    """«3 компании» of 3 and «компания|компании|компаний»."""
    one, few, many = forms.split("|")
    return f"{count}{NO_BREAK_SPACE}{counted_form(count, one, few, many)}"


def shortened(text: str, length: int = 240) -> str:
    """The start of a text, cut between words."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + "…"


def amount(value: float | None, unit: str | None, is_monthly: bool = False) -> str:
    """«420 рулонов в месяц»; empty for None."""
    if value is None or not math.isfinite(value):
        return ""
    return amounts.amount(value, unit, is_monthly, DIGITS)


def number(value: float | None, separator: str = NO_BREAK_SPACE) -> str:
    """«12 000,5»; empty for None."""
    if value is None or not math.isfinite(value):
        return ""
    return amounts.number(value, DIGITS, separator=separator)


def money(value: float | None, separator: str = NO_BREAK_SPACE) -> str:
    """«285 000,50» or «285 000»: roubles with kopecks where there are any; empty for None."""
    if value is None or not math.isfinite(value):
        return ""
    whole, _, kopecks = f"{value:,.2f}".partition(".")
    return whole.replace(",", separator) + ("" if kopecks == "00" else f",{kopecks}")


def decimal(value: float, digits: int) -> str:
    """«0,30» of 0.3 and 2."""
    return f"{value:.{digits}f}".replace(".", ",")


def signed(value: float) -> str:
    """«+1,25» or «−0,40»."""
    return f"{value:+.2f}".replace(".", ",").replace("-", "−")


def day(value: date) -> str:
    """«15.09.2026»."""
    return f"{value:%d.%m.%Y}"


def ago(day: date, today: date) -> str:
    """«сегодня», «12 дней назад», «8 месяцев назад», «2 года назад»."""
    days = (today - day).days
    months = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
    if days <= 0:
        return "сегодня"
    if months < 1:
        return f"{plural(days, 'день|дня|дней')} назад"
    if months < 24:
        return f"{plural(months, 'месяц|месяца|месяцев')} назад"
    return f"{plural(months // 12, 'год|года|лет')} назад"


def term(value: str | None) -> str:
    """A term of a need: a date as people write it, words as they are."""
    try:
        return day(date.fromisoformat(value or ""))
    except ValueError:
        return value or ""


def kind_word(name: str | None) -> str:
    """«материал» of material."""
    return vocabulary.russian(vocabulary.KINDS, name or "")


def status_word(name: str) -> str:
    """«участник» of member."""
    return vocabulary.russian(vocabulary.STATUSES, name)


def visibility_word(name: str) -> str:
    """«закрытая» of private."""
    return vocabulary.russian(vocabulary.VISIBILITIES, name)


def role_word(name: str) -> str:
    """«читатель» of reader."""
    return vocabulary.russian(vocabulary.PERSON_ROLES, name)


def verdict_word(name: str) -> str:
    """«КП получено» of quoted."""
    return vocabulary.russian(vocabulary.VERDICTS, name)


def reason_word(name: str) -> str:
    """«не тот товар» of wrong_product."""
    return vocabulary.russian(vocabulary.VERDICT_REASONS, name)


def request_state_word(name: str) -> str:
    """«в работе» of in_progress."""
    return vocabulary.russian(vocabulary.REQUEST_STATES, name)


def request_event_word(name: str) -> str:
    """«КП запрошено» of asked."""
    return vocabulary.russian(vocabulary.REQUEST_EVENTS, name)


def chain_kind_word(name: str) -> str:
    """«вертикальная» of vertical."""
    return vocabulary.russian(vocabulary.CHAIN_KINDS, name)


def stage_word(name: str) -> str:
    """«формируется» of forming, «идея» of idea."""
    return vocabulary.russian({**vocabulary.CHAIN_STAGES, **vocabulary.PROJECT_STAGES}, name)


def basis_word(name: str | None) -> str:
    """«договор» of contract."""
    return vocabulary.russian(vocabulary.SLOT_BASES, name or "")


def slot_state_word(name: SlotState) -> str:
    """«один поставщик» of single_source."""
    return vocabulary.russian(vocabulary.SLOT_STATES, name)


def slots_told(counts: Mapping[SlotState, int]) -> str:
    """«закрыто — 9, открыто — 14»: states that no slot is in are left out; «нет» where there are no slots."""
    told = [f"{slot_state_word(state)} — {count}" for state, count in counts.items() if count]
    return ", ".join(told) or "нет"


def company_name(company: Company) -> str:
    """«ООО «Куб» (вымышленная)»: where no mark can stand beside the name."""
    return f"{company.name} (вымышленная)" if company.fictional else company.name


def printable(text: str) -> str:
    """A text on one line, without characters that cannot be seen or that XML forbids."""
    return _SPACES.sub(" ", clean_text(text)).strip()
