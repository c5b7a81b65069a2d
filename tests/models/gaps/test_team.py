import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.gaps.parts import parts_of
from models.gaps.team import LOOKED_AT, scope_team, volume_team
from tests.models.gaps.candidates import candidate, names

amounts = st.floats(min_value=0.5, max_value=500)
probabilities = st.floats(min_value=0.1, max_value=1)
pools = st.lists(st.tuples(probabilities, amounts), min_size=2, max_size=LOOKED_AT)


def able(*pairs):
    """Candidates with these probabilities and free capacities."""
    return [(candidate(probability=probability), amount) for probability, amount in pairs]


@st.composite
def shortages(draw):
    """A volume that nobody covers alone and all together do, with those who could give of it."""
    pool = draw(pools)
    free = [amount for _, amount in pool]
    rest = draw(st.floats(min_value=0.05, max_value=1)) * (sum(free) - max(free))
    return max(free) + rest, able(*pool)


def test_two_that_together_suffice_are_a_team_and_the_last_gives_the_rest():
    first, second, third = pool = able((0.9, 250), (0.8, 200), (0.7, 40))
    team = volume_team(400, pool)
    assert names(team.members) == names([first[0], second[0]])
    assert [member.volume for member in team.members] == [250, 150]
    assert third[0].company.name not in names(team.members)


def test_of_the_smallest_teams_the_likeliest_is_taken_not_the_largest():
    large, likely, other = pool = able((0.5, 300), (0.9, 210), (0.8, 200))
    team = volume_team(400, pool)
    assert names(team.members) == names([likely[0], other[0]])
    assert large[0].company.name not in names(team.members)


def test_one_company_that_suffices_needs_no_team():
    assert volume_team(400, able((0.9, 100), (0.2, 400), (0.8, 350))) is None


def test_companies_that_do_not_suffice_together_are_no_team():
    assert volume_team(400, able((0.9, 100), (0.9, 299))) is None


def test_nobody_is_no_team():
    assert volume_team(400, []) is None


def test_three_thirds_are_the_whole():
    assert len(volume_team(1, able((0.9, 1 / 3), (0.9, 1 / 3), (0.9, 1 / 3))).members) == 3


@given(shortages())
def test_a_team_covers_a_volume_that_nobody_covers_alone(shortage):
    volume, pool = shortage
    free = {one.company.id: amount for one, amount in pool}
    team = volume_team(volume, pool)
    assert sum(free[member.company.id] for member in team.members) >= volume * 0.999999
    assert sum(member.volume for member in team.members) == pytest.approx(volume)
    assert all(0 < member.volume <= free[member.company.id] for member in team.members)


@given(shortages())
def test_no_smaller_team_would_do(shortage):
    volume, pool = shortage
    team = volume_team(volume, pool)
    largest = sorted((amount for _, amount in pool), reverse=True)
    assert sum(largest[: len(team.members) - 1]) < volume


def test_things_that_no_company_has_all_of_are_given_by_several():
    film, tape = candidate("Плёнка полиэтиленовая"), candidate("Лента клейкая")
    team = scope_team(parts_of("Плёнка и лента"), [film, tape])
    assert [(m.company.name, m.parts) for m in team.members] == [
        (film.company.name, ("Плёнка",)),
        (tape.company.name, ("лента",)),
    ]
    assert team.uncovered == ()


def test_what_nobody_has_is_told():
    nets = candidate("Сетка сварная", "Каркас плоский")
    team = scope_team(parts_of("сетки и каркасы; фиксаторы"), [nets])
    assert team.members[0].parts == ("сетки", "каркасы")
    assert team.uncovered == ("фиксаторы",)


def test_one_company_with_two_offers_needs_nobody_else():
    both = candidate("Плёнка полиэтиленовая", "Лента клейкая")
    assert scope_team(parts_of("Плёнка и лента"), [candidate("Лента упаковочная"), both]) is None


def test_a_member_shows_the_offer_that_names_the_thing():
    team = scope_team(parts_of("Плёнка и лента"), [candidate("Скотч", "Лента клейкая")])
    assert team.members[0].pair.pair.offer.title == "Лента клейкая"


def test_where_nobody_names_anything_there_is_no_team():
    assert scope_team(parts_of("Плёнка и лента"), [candidate("Упаковка любая")]) is None


def test_a_slot_of_one_thing_has_no_team_by_scope():
    assert scope_team(parts_of("Цемент"), [candidate("Цемент навалом")]) is None
