"""How many slots of a chain are in which state."""

from collections import Counter

from data.chains import Chain
from models.gaps.slot_gap import SlotState, state_of
from service.drawing.picture import SLOT_STATES, STATE_WORDS


def slot_counts(chain: Chain) -> dict[SlotState, int]:
    """The number of slots in each state."""
    counts = Counter(map(state_of, chain.slots))
    return {state: counts[state] for state in SLOT_STATES}


def counts_told(chain: Chain) -> str:
    """«закрыто — 9, один поставщик — 5, открыто — 14»; «нет» of a chain without slots."""
    told = [f"{STATE_WORDS[state]} — {count}" for state, count in slot_counts(chain).items() if count]
    return ", ".join(told) or "нет"
