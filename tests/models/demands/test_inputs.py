"""Inputs inferred from what a company makes."""

from models.demands.inputs import inferred_inputs
from tests.factory import company, offer

MAKER = company(roles=("manufacturer",), municipality="Винзили")
GAS_BLOCK = offer("Газоблок D500", company=MAKER, okpd2="23.61.11.140")


def names(demands):
    return [demand.need.title for demand in demands]


def inputs_of(*offers, maker=MAKER, decisions=None):
    return inferred_inputs(maker, offers, decisions or {})


def test_a_maker_of_gas_blocks_needs_cement_lime_and_an_autoclave():
    found = " ".join(names(inputs_of(GAS_BLOCK)))
    assert all(word in found for word in ("Цемент", "Известь", "Автоклав", "Алюминиевая паста"))


def test_an_input_is_asked_for_where_the_company_is_and_names_the_product_that_takes_it():
    cement = next(d for d in inputs_of(GAS_BLOCK) if d.need.title.startswith("Цемент"))
    assert (cement.company_id, cement.need.place) == (MAKER.id, "Винзили")
    assert cement.products == ("Газоблок D500",)
    assert (cement.origin, cement.record_id, cement.necessity) == ("input", None, "required")


def test_its_volume_is_what_the_present_utilisation_takes():
    block = offer(
        "Газоблок D500",
        company=MAKER,
        okpd2="23.61.11.140",
        unit="м³",
        capacity_per_month=10_000,
        utilisation_percent=50,
    )
    cement = next(d for d in inputs_of(block) if d.need.title.startswith("Цемент"))
    assert (cement.need.volume, cement.need.unit) == (0.11 * 10_000 * 0.5, "т")


def test_the_necessary_come_first():
    order = [demand.necessity for demand in inputs_of(GAS_BLOCK)]
    assert order == sorted(order, key=["required", "usual", "optional"].index)


def test_two_products_that_take_the_same_input_ask_for_it_once():
    other = offer("Газобетонный блок D400", company=MAKER, okpd2="23.61.11.140")
    found = inputs_of(GAS_BLOCK, other)
    assert len(names(found)) == len(set(names(found)))
    assert found[0].products == ("Газоблок D500", "Газобетонный блок D400")


def test_a_dealer_needs_no_cement():
    dealer = company(roles=("supplier",))
    assert inputs_of(offer("Газоблок D500", company=dealer), maker=dealer) == []


def test_a_maker_is_known_by_its_activity_where_it_states_no_role():
    by_activity = company(okved2=("23.61",))
    trader = company(okved2=("46.73",))
    assert inputs_of(offer("Газоблок D500", company=by_activity), maker=by_activity)
    assert inputs_of(offer("Газоблок D500", company=trader), maker=trader) == []


def test_laying_blocks_and_forms_for_blocks_take_no_cement_of_blocks():
    laying = offer("Кладка газоблока", company=MAKER, kind="work")
    forms = offer("Формы для газоблока", company=MAKER, kind="equipment")
    assert "Известь негашёная молотая" not in names(inputs_of(laying, forms))


def test_what_staff_struck_is_left_out_and_what_they_accepted_is_marked():
    first, second = inputs_of(GAS_BLOCK)[:2]
    decisions = {first.need.title.casefold().replace("ё", "е"): False}
    decisions[second.need.title.casefold().replace("ё", "е")] = True
    found = inputs_of(GAS_BLOCK, decisions=decisions)
    assert first.need.title not in names(found)
    assert [d.accepted for d in found if d.need.title == second.need.title] == [True]
    assert sum(d.accepted for d in found) == 1
