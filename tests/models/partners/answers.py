"""Demands and candidates written by hand: who answers what, and how well."""

from models.candidates import Candidate, ScoredPair
from models.demands.demand import Demand
from models.demands.graph import Link
from models.ranking.agreements import Pair
from tests.factory import company, need, offer

BLOCKS = company(name="блоки", roles=("manufacturer",))


def stated(title="Цемент", of=BLOCKS, **fields):
    """A stated need of a company."""
    return Demand("need", need(title, company=of, **fields), 1)


def inferred(title="Цемент", of=BLOCKS, products=("Газоблок D500",), necessity="required", accepted=False):
    """An input that some products of a company take."""
    asked = need(title, company_id=of.id, kind="material")
    return Demand("input", asked, None, products, necessity, accepted)


def candidate(owner, demand, probability=0.97, grade="fits", **fields):
    """A company with one offer of what is demanded."""
    offered = offer(**{"title": demand.need.title, "company": owner} | fields)
    scored = ScoredPair(Pair(demand.need, offered, owner), probability)
    return Candidate(owner, probability, grade, (scored,))


def link(owner, demand, probability=0.97, grade="fits", **fields):
    """The same as a link of the graph."""
    return Link(demand, candidate(owner, demand, probability, grade, **fields))
