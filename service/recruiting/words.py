"""What a company closes, in words for people."""

from collections import Counter
from collections.abc import Collection, Mapping

from data.amounts import amount
from models.gaps.coverage import Share
from models.invitations.greedy import Closing
from service.wording import plural

_COUNTED: Mapping[str, str] = {
    "открытое звено": "открытое звено|открытых звена|открытых звеньев",
    "второй источник": "второй источник|вторых источника|вторых источников",
    "потребность": "потребность|потребности|потребностей",
}


def demand_word(closing: Closing) -> str:
    """What kind of demand it is."""
    slot = closing.wanted.slot
    if slot is None:
        return "потребность"
    return "второй источник" if slot.filled_by else "открытое звено"


def closes_words(closings: Collection[Closing]) -> str:
    """«3 открытых звена и 2 потребности»: what a gain is made of."""
    counts = Counter(map(demand_word, closings))
    told = [plural(counts[word], forms) for word, forms in _COUNTED.items() if counts[word]]
    return " и ".join(filter(None, (", ".join(told[:-1]), *told[-1:])))


def volume_words(closing: Closing) -> str:
    """«400 т в месяц: хватает на 60 %»; empty where no volume is told."""
    need, slot = closing.supply.candidate.pairs[0].pair.need, closing.wanted.slot
    if not need.volume:
        return ""
    asked = amount(need.volume, need.unit, is_monthly=bool(slot and slot.is_consumed))
    if not closing.supply.is_measured:
        return f"{asked}: свободную мощность уточнить"
    return f"{asked}: {Share(closing.supply.share).text}"
