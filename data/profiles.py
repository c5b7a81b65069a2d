"""What matching knows of the pool: frozen, self-checking profiles without a database behind them."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from data import vocabulary
from data.chains.profiles import Chain


class ProfileError(ValueError):
    """A profile contradicts itself."""


@dataclass(frozen=True)
class Company:
    """A company of the pool; `contract` tells whether it has one with another participant."""

    id: int
    code: str
    name: str
    status: str
    inn: str | None = None
    region: str | None = None
    municipality: str | None = None
    roles: tuple[str, ...] = ()
    okved2: tuple[str, ...] = ()
    about: str = ""
    certificates: tuple[str, ...] = ()
    contract: bool = False
    fictional: bool = False

    def __post_init__(self) -> None:
        _check_one_of("status", self.status, vocabulary.STATUSES)

    @property
    def can_supply(self) -> bool:
        """An outside customer buys but is never proposed as a supplier."""
        return self.status != "outside_customer"


@dataclass(frozen=True)
class Offer:
    """What a company can supply; a provisional one (id 0) was made of its own line about itself."""

    id: int
    company_id: int
    kind: str
    title: str
    description: str = ""
    okpd2: str | None = None
    unit: str | None = None
    capacity_per_month: float | None = None
    utilisation_percent: float | None = None
    min_batch: str | None = None
    lead_time_days: int | None = None
    standard: str | None = None
    radius_km: float | None = None
    provisional: bool = False

    def __post_init__(self) -> None:
        _check_one_of("kind", self.kind, vocabulary.KINDS)

    @property
    def free_per_month(self) -> float | None:
        """Capacity that is not taken up yet; None where it or its utilisation is unknown."""
        if self.capacity_per_month is None or self.utilisation_percent is None:
            return None
        return self.capacity_per_month * max(1 - self.utilisation_percent / 100, 0.0)


@dataclass(frozen=True)
class Need:
    """What somebody looks for; a free-text need has neither id nor company."""

    title: str
    id: int | None = None
    company_id: int | None = None
    kind: str | None = None
    description: str = ""
    okpd2: str | None = None
    volume: float | None = None
    unit: str | None = None
    place: str | None = None
    due: str | None = None
    current_supplier: str | None = None
    imported: bool | None = None
    visibility: str = "private"

    def __post_init__(self) -> None:
        if self.kind is not None:
            _check_one_of("kind", self.kind, vocabulary.KINDS)
        _check_one_of("visibility", self.visibility, vocabulary.VISIBILITIES)


@dataclass(frozen=True)
class Pool:
    """All that a snapshot is built from, at one revision of the database."""

    companies: tuple[Company, ...] = ()
    offers: tuple[Offer, ...] = ()
    needs: tuple[Need, ...] = ()
    revision: int = 0
    chains: tuple[Chain, ...] = ()
    company_by_id: dict[int, Company] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "company_by_id", {c.id: c for c in self.companies})
        known = self.company_by_id
        records: tuple[Offer | Need, ...] = (*self.offers, *self.needs)
        for record in records:
            if record.company_id is not None and record.company_id not in known:
                raise ProfileError(f"{record.title!r}: company {record.company_id} is not in the pool")

    def as_dict(self) -> dict[str, Any]:
        """Plain values for a JSON file, the inverse of `from_dict`."""
        return {
            "revision": self.revision,
            "companies": [asdict(c) for c in self.companies],
            "offers": [asdict(o) for o in self.offers],
            "needs": [asdict(n) for n in self.needs],
            "chains": [asdict(c) for c in self.chains],
        }

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """Raises TypeError for a field that this version does not know."""
        return cls(
            companies=tuple(Company(**_tuples(c)) for c in values["companies"]),
            offers=tuple(Offer(**o) for o in values["offers"]),
            needs=tuple(Need(**n) for n in values["needs"]),
            revision=values["revision"],
            chains=tuple(Chain.from_dict(c) for c in values["chains"]),
        )


def _tuples(values: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(v) if isinstance(v, list) else v for key, v in values.items()}


def _check_one_of(what: str, value: str, allowed: Iterable[str]) -> None:
    if value not in allowed:
        raise ProfileError(f"{what} {value!r} is none of {sorted(allowed)}")
