"""The keeper of each sheet."""

from data.keeping.chains import ChainKeeper, ProjectKeeper, SlotKeeper
from data.keeping.keeper import Keeper
from data.keeping.pool import CompanyKeeper, ContractKeeper, NeedKeeper, OfferKeeper

KEEPERS: dict[str, type[Keeper]] = {
    "companies": CompanyKeeper,
    "offers": OfferKeeper,
    "needs": NeedKeeper,
    "contracts": ContractKeeper,
    "chains": ChainKeeper,
    "projects": ProjectKeeper,
    "slots": SlotKeeper,
}
