"""What a company closes, in words for people."""

from models.explaining.questions import amount
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
    asked = f"{amount(need.volume)} {need.unit or ''}".rstrip() + (" в месяц" if closing.wanted.slot else "")
    if not closing.supply.is_measured:
        return f"{asked}: свободную мощность уточнить"
    share = closing.supply.share
    enough = "хватает" if share >= 1 else f"хватает на {max(int(share * 100), 1)} %"
    return f"{asked}: {enough}"
