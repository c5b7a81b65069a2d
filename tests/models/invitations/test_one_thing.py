"""A slot and a need of its initiator for one machine are one demand."""

import pytest

from data.chains.profiles import Slot
from models.demands.demand import Demand
from models.invitations.one_thing import counted_once
from models.invitations.wanted import Supply, Wanted
from tests.factory import company, need
from tests.models.invitations.cases import candidate

FIRST, SECOND = company(id=1, name="Первый"), company(id=2, name="Второй")
ASKER, OTHER = company(id=10, name="Цех"), company(id=11, name="Сосед")
LINE = "Тандемная линия XPS"


def asked(title, *suppliers, asker=ASKER, slot=None, kind="equipment", okpd2=None):
    wanted = need(title, company=asker, kind=kind, okpd2=okpd2)
    supplies = tuple(Supply(candidate(one, wanted=wanted), 1.0, False) for one in suppliers)
    return Wanted(Demand("slot" if slot else "need", wanted), 3.0 if slot else 1.0, supplies, slot)


def test_the_slot_stays_and_takes_the_suppliers_of_the_need():
    slot = asked(LINE, FIRST, slot=Slot(1, 1, LINE, kind="equipment"))
    (one,) = counted_once([slot], [asked("Линия XPS, 1000 кг/ч", FIRST, SECOND)])
    assert one.slot and one.weight == 3.0
    assert [supply.company_id for supply in one.supplies] == [1, 2]


@pytest.mark.parametrize(
    "other",
    [
        asked(LINE, asker=OTHER),
        asked("Дробилка для XPS"),
        asked(LINE, kind="service"),
        asked(LINE, okpd2="22.21.30"),
    ],
    ids=["asker", "thing", "kind", "code"],
)
def test_what_another_asks_or_another_thing_stays_by_itself(other):
    slot = asked(LINE, slot=Slot(1, 1, LINE, kind="equipment"), okpd2="28.96.10")
    assert counted_once([slot], [other]) == (slot, other)


def test_one_product_code_and_the_noun_among_the_words_are_one_thing():
    slot = asked("ПНД первичный", slot=Slot(1, 1, "ПНД"), kind="material", okpd2="20.16.10.113")
    need_ = asked("Гранула ПНД первичная", kind="material", okpd2="20.16.10.110")
    assert len(counted_once([slot], [need_])) == 1


def test_who_fills_the_slot_is_no_second_source_of_it():
    slot = asked(LINE, slot=Slot(1, 1, LINE, kind="equipment", filled_by=(1,)))
    assert counted_once([slot], [asked(LINE, FIRST)])[0].supplies == ()
