"""What a company's products take, with what staff said of it."""

from models.demands.inputs import input_key
from models.partners.known_inputs import known_inputs
from tests.factory import company, offer

MAKER = company(roles=("manufacturer",))
BLOCKS = offer("Газоблок D500", company=MAKER)
LIME = "Известь негашёная молотая"


def found(*offers, **said):
    decisions = {input_key(LIME): said["lime"]} if said else {}
    return {known.name: known for known in known_inputs(MAKER, offers, decisions)}


def test_without_a_word_of_staff_an_input_is_inferred_and_asked_for():
    lime = found(BLOCKS)[LIME]
    assert (lime.state, lime.is_asked, lime.demand.accepted) == ("inferred", True, False)


def test_a_struck_one_is_known_and_not_asked_for():
    lime = found(BLOCKS, lime=False)[LIME]
    assert (lime.state, lime.is_asked, lime.demand.accepted) == ("struck", False, False)


def test_an_accepted_one_counts_as_said():
    lime = found(BLOCKS, lime=True)[LIME]
    assert (lime.state, lime.is_asked, lime.demand.accepted) == ("accepted", True, True)


def test_what_the_company_makes_itself_is_not_asked_for():
    lime = found(BLOCKS, offer("Известь негашёная", company=MAKER, okpd2="23.52.10"))[LIME]
    assert (lime.made_itself, lime.is_asked) == (True, False)


def test_the_necessary_come_first_and_nothing_of_who_makes_nothing():
    assert [known.demand.necessity for known in found(BLOCKS).values()][-1] == "optional"
    assert known_inputs(company(roles=("supplier",)), [BLOCKS], {}) == []
