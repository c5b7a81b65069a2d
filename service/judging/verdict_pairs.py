"""Verdicts as pairs to learn from: JSON Lines of texts and labels, without numbers or names of companies.

In the texts the judged company's own name, tax ids, phones and addresses of mail and sites become «…».

Only «не тот товар» and positive outcomes say anything about relevance: a company that is far, dear, busy or
silent may offer the very thing.
"""

import json
from pathlib import Path
from typing import Any

from data.database import Database
from data.store.verdicts import all_verdicts
from data.tables.pool import VerdictRow
from service.hidden_names import without_names

POSITIVE = frozenset({"suitable", "known", "contacted", "quoted", "contract"})


def export_verdicts(database: Database, path: Path) -> int:
    """Writes a line for each verdict that teaches; returns how many."""
    with database.reading() as session:
        pairs = [pair for row in all_verdicts(session) if (pair := training_pair(row))]
    text = "".join(json.dumps(pair, ensure_ascii=False) + "\n" for pair in pairs)
    path.write_text(text, encoding="utf-8")
    return len(pairs)


def training_pair(row: VerdictRow) -> dict[str, Any] | None:
    """What a verdict teaches; None for a reason that says nothing about the goods, or without goods."""
    label = suits(row.verdict, row.reason)
    if label is None or not row.need_text or not row.offer_title:
        return None
    need, offer = (without_names(text, row.company) for text in (row.need_text, row.offer_title))
    if not any(letter.isalpha() for letter in offer):
        return None
    return {
        "need": need,
        "kind": row.need_kind,
        "okpd2": row.need_okpd2,
        "place": row.need_place,
        "offer": offer,
        "offer_kind": row.offer_kind,
        "offer_okpd2": row.offer_okpd2,
        "provisional": row.offer_id is None,
        "label": label,
        "verdict": row.verdict,
        "reason": row.reason,
        "snapshot": row.snapshot,
        "rank": row.rank,
    }


def suits(verdict: str, reason: str | None) -> bool | None:
    """Whether a verdict says that the goods suit; None where it says nothing about goods."""
    if verdict in POSITIVE:
        return True
    return False if reason == "wrong_product" else None
