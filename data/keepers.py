"""The keeper of each sheet."""

from data.chain_keepers import ChainKeeper, ProjectKeeper, SlotKeeper
from data.keeping import Keeper
from data.pool_keepers import CompanyKeeper, ContractKeeper, NeedKeeper, OfferKeeper

KEEPERS: dict[str, type[Keeper]] = {
    "companies": CompanyKeeper,
    "offers": OfferKeeper,
    "needs": NeedKeeper,
    "contracts": ContractKeeper,
    "chains": ChainKeeper,
    "projects": ProjectKeeper,
    "slots": SlotKeeper,
}
