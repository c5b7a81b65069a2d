"""A slot and a stated need of its initiator for the same thing are one demand: one machine is bought once."""

from collections.abc import Iterable
from dataclasses import replace

from data.phrases import Phrase
from data.profiles import Need
from data.vocabulary import GOODS_KINDS
from models.invitations.wanted import Wanted

_WHOLE_CODE = len("28.96.10.120")
_PRODUCT_CODE = len("28.96.10")


def counted_once(slots: Iterable[Wanted], needs: Iterable[Wanted]) -> tuple[Wanted, ...]:
    """All of them, but for needs that a slot asks for already: it takes their suppliers too."""
    found = list(slots)
    num_slots = len(found)
    for one in needs:
        same = (i for i in range(num_slots) if _same_thing(found[i].demand.need, one.demand.need))
        place = next(same, None)
        if place is None:
            found.append(one)
        else:
            found[place] = _with_suppliers(found[place], one)
    return tuple(found)


def _same_thing(slot: Need, need: Need) -> bool:
    """Of one asker and kind: the same whole code, or the same noun and no code that speaks against it."""
    if slot.company_id is None or (slot.company_id, slot.kind) != (need.company_id, need.kind):
        return False
    one, other = slot.okpd2 or "", need.okpd2 or ""
    if one == other and len(one) >= _WHOLE_CODE and slot.kind in GOODS_KINDS:
        return True
    told, stated = Phrase.heading(slot.title), Phrase.heading(need.title)
    if len(one) >= _PRODUCT_CODE and one[:_PRODUCT_CODE] == other[:_PRODUCT_CODE]:
        return told.head in stated.stems or stated.head in told.stems  # «ПНД», «Гранула ПНД»
    return (not one or not other) and told.head == stated.head != ""


def _with_suppliers(slot: Wanted, need: Wanted) -> Wanted:
    known = {supply.company_id for supply in slot.supplies} | set(slot.slot.filled_by if slot.slot else ())
    added = [supply for supply in need.supplies if supply.company_id not in known]
    return replace(slot, supplies=tuple(sorted((*slot.supplies, *added), key=lambda s: -s.probability)))
