"""Demands with suppliers written down by hand, and random ones."""

from hypothesis import strategies as st

from models.candidates import Candidate, ScoredPair
from models.demands.demand import of_need
from models.invitations.wanted import Supply, Wanted
from models.ranking.agreements import Pair
from tests.factory import company, need, offer

ASKER = company(id=1_000, name="Заказчик")


def candidate(supplier, probability=0.9, grade="fits", wanted=None, **fields):
    """A company proposed with one offer, for the given need or for any."""
    wanted = wanted or need("Цемент навалом", company=ASKER)
    made = offer(wanted.title, company=supplier, **fields)
    return Candidate(supplier, probability, grade, (ScoredPair(Pair(wanted, made, supplier), probability),))


def wanted(*supplies, weight=1.0, title="Цемент навалом"):
    """A demand; supplies are (company, probability) or (company, probability, share)."""
    asked = need(title, company=ASKER)
    made = [
        Supply(candidate(supplier, probability, wanted=asked), share[0] if share else 1.0, bool(share))
        for supplier, probability, *share in supplies
    ]
    made.sort(key=lambda supply: -supply.probability)
    return Wanted(of_need(asked), weight, tuple(made))


COMPANIES = [company(id=number, name=f"Завод {number:02}", status="prospect") for number in range(1, 9)]
PROBABILITIES = st.floats(0.18, 1.0)
SHARES = st.floats(0.05, 1.0)


@st.composite
def pools(draw):
    """Up to eight demands of up to eight companies."""
    supplies = st.tuples(st.sampled_from(COMPANIES), PROBABILITIES, SHARES)
    demands = st.lists(supplies, max_size=6, unique_by=lambda supply: supply[0].id)
    weights = st.sampled_from([1.0, 3.0])
    made = st.builds(lambda found, weight: wanted(*found, weight=weight), demands, weights)
    return draw(st.lists(made, max_size=8))
