"""What a company closes, in words for people."""

from data.amounts import amount
from models.gaps.coverage import Share
from models.invitations.greedy import Closing


def demand_word(closing: Closing) -> str:
    """What kind of demand it is."""
    slot = closing.wanted.slot
    if slot is None:
        return "потребность"
    return "второй источник" if slot.filled_by else "открытое звено"


def volume_words(closing: Closing) -> str:
    """«400 т в месяц: хватает на 60 %»; empty where no volume is told."""
    need = closing.supply.candidate.pairs[0].pair.need
    if not need.volume:
        return ""
    asked = amount(need.volume, need.unit, is_monthly=closing.wanted.slot is not None)
    if not closing.supply.is_measured:
        return f"{asked}: свободную мощность уточнить"
    return f"{asked}: {Share(closing.supply.share).text}"
