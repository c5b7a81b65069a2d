"""Everything that is asked for in a pool."""

from collections.abc import Iterable, Iterator, Mapping

from data.chains.profiles import Chain
from data.profiles import Company, Need, Offer, Pool
from data.recipes.book import recipes
from models.demands.demand import Demand, input_need, of_need, of_slot
from models.demands.inputs import Decisions, inferred_inputs


def asked_in(pool: Pool) -> Iterator[Need]:
    """What a snapshot keeps vectors of: also the inputs of every recipe, for a chain may start from any."""
    yield from pool.needs
    yield from (demand.need for demand in slot_demands(pool.chains, {}))
    for recipe in recipes():
        yield from map(input_need, recipe.inputs)


def slot_demands(chains: Iterable[Chain], companies: Mapping[int, Company]) -> Iterator[Demand]:
    """Slots of all chains, each asked for by its project's initiator where it is known."""
    for chain in chains:
        for project in chain.projects:
            initiator = companies.get(project.initiator_id or 0)
            yield from (of_slot(slot, project, initiator) for slot in project.slots)


def need_demands(pool: Pool) -> Iterator[Demand]:
    """Stated needs."""
    return map(of_need, pool.needs)


def input_demands(pool: Pool, decisions: Mapping[int, Decisions]) -> Iterator[Demand]:
    """Inferred inputs of every company; `decisions` are those of staff by company."""
    offers: dict[int, list[Offer]] = {}
    for offer in pool.offers:
        offers.setdefault(offer.company_id, []).append(offer)
    for company_id, own in offers.items():
        yield from inferred_inputs(pool.company_by_id[company_id], own, decisions.get(company_id, {}))
