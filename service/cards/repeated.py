"""Records of one company that say the same: after a merge one of them is too many."""

from collections.abc import Iterable, Sequence

from data.tables.pool import NeedRow, OfferRow
from data.text_folding import folded

Record = OfferRow | NeedRow


def repeated(records: Iterable[Record]) -> list[Sequence[Record]]:
    """Those called alike and of one kind, in groups of two or more, the earlier entered first."""
    groups: dict[tuple[str, str, str], list[Record]] = {}
    for record in records:
        standard = getattr(record, "standard", None) or ""
        groups.setdefault((record.kind, folded(record.title), folded(standard)), []).append(record)
    return [group for group in groups.values() if len(group) > 1]
