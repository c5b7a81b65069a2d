"""What the verdicts that stand on one need, or on one offer, say of its answer: who is hidden or known."""

from collections.abc import Collection
from dataclasses import dataclass

from data.tables.pool import VerdictRow

HIDING = "unsuitable"
# reasons that are true of all that the company offers, whichever offer they were given on
ABOUT_COMPANY = frozenset({"far", "no_answer"})


@dataclass(frozen=True)
class Standing:
    """Verdicts that stand, newest first, all on one need or all on offers of one company."""

    rows: tuple[VerdictRow, ...] = ()

    @property
    def hiding(self) -> list[VerdictRow]:
        """Those that keep their pair out of the answer."""
        return [row for row in self.rows if row.verdict == HIDING]

    @property
    def hidden_offers(self) -> frozenset[int]:
        """Offers that the need is not to be answered with."""
        return frozenset(row.offer_id for row in self.hiding if row.offer_id is not None)

    @property
    def hidden_companies(self) -> frozenset[int]:
        """Companies that the need is not to be answered with at all."""
        return frozenset(row.company_id for row in self.hiding if is_about_company(row))

    @property
    def hidden_needs(self) -> frozenset[int]:
        """Needs of the pool that are not to be proposed."""
        return frozenset(row.need_id for row in self.hiding if row.need_id is not None)

    def on_company(self, company_id: int) -> VerdictRow | None:
        """The latest word on a supplier that does not hide it."""
        return next((r for r in self.rows if r.company_id == company_id and r.verdict != HIDING), None)

    def on_needs(self, ids: Collection[int | None]) -> VerdictRow | None:
        """The latest word on one of these needs that does not hide it."""
        return next((r for r in self.rows if r.need_id in ids and r.verdict != HIDING), None)

    def of_offer(self, offer_id: int) -> "Standing":
        """Only what counts for this offer of the company."""
        rows = [r for r in self.rows if r.offer_id == offer_id or _reaches_all_offers(r)]
        return Standing(tuple(rows))


def is_about_company(row: VerdictRow) -> bool:
    """Whether a verdict that hides, hides the whole company."""
    return row.offer_id is None or row.reason in ABOUT_COMPANY


def _reaches_all_offers(row: VerdictRow) -> bool:
    return row.verdict == HIDING and is_about_company(row)
