"""Candidates made by hand: what a ranking would answer, without one."""

from models.candidates import Candidate, ScoredPair
from models.ranking.agreements import Pair
from tests import factory


def candidate(*titles, grade="fits", probability=0.9, company=None, **offer):
    """A company with an offer of each title, all of one probability."""
    company = company or factory.company()
    offers = [factory.offer(title, company, **offer) for title in titles or ("Цемент навалом",)]
    pairs = tuple(ScoredPair(Pair(factory.need(), one, company), probability) for one in offers)
    return Candidate(company, probability, grade, pairs)


def names(members):
    """Of the companies of a team or a list of candidates."""
    return [member.company.name for member in members]
