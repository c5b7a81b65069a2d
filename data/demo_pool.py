"""The fictional demo pool: readable TOML under `data/demo`, brought in by the same import as any file."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from data.challenges import keep_challenge
from data.exchange.cells import Cell
from data.exchange.columns import SHEETS, Sheet
from data.exchange.importing import import_tables
from data.exchange.reporting import ImportReport
from data.exchange.spreadsheets import Table
from data.terms import last_day

FOLDER = Path(__file__).parent / "demo"

# keys of the TOML files that are shorter than the fields they mean
_FIELDS = {
    "capacity": "capacity_per_month",
    "utilisation": "utilisation_percent",
    "confirmed": "confirmed_on",
    "supplier": "supplier_code",
    "customer": "customer_code",
    "signed": "signed_on",
    "initiator": "initiator_code",
    "filled_by": "filled_by_codes",
}

Record = Mapping[str, Any]


def load_demo(session: Session) -> ImportReport:
    """Brings the whole demo pool into the session's transaction; what is there already is left as it is."""
    report = import_tables(session, demo_tables())
    for challenge in read_toml(FOLDER / "contracts.toml")["challenge"]:
        keep_challenge(session, challenge["company"], challenge["topic"], challenge["text"])
    return report


def demo_tables() -> list[Table]:
    """The demo pool as tables of the exchange format."""
    companies = demo_companies()
    chains = read_toml(FOLDER / "chains.toml")["chain"]
    projects = [p | {"chain_code": chain["code"]} for chain in chains for p in chain["project"]]
    slots = [s | {"project_code": p["code"]} for p in projects for s in p.get("slot", [])]
    contracts = read_toml(FOLDER / "contracts.toml")["contract"]
    rows: dict[str, Iterable[Record]] = {
        "companies": [_with_address(c) | {"fictional": True} for c in companies],
        "offers": [o | {"company_code": c["code"]} for c in companies for o in c.get("offer", [])],
        "needs": [_still_open(n) | {"company_code": n["company"]} for n in demo_needs()],
        "contracts": contracts,
        "chains": chains,
        "projects": projects,
        "slots": [s | {"volume_per_month": s.get("volume")} for s in slots],
    }
    return [_table(sheet, rows[sheet.name]) for sheet in SHEETS]


def _with_address(company: Record) -> dict[str, Any]:
    """Who has a site has an address there, on a domain that nobody owns."""
    domain = str(company.get("website", "")).removeprefix("https://")
    return {"email": f"info@{domain}"} | dict(company) if domain else dict(company)


def _still_open(need: Record) -> dict[str, Any]:
    """A date that has passed since the demo was written goes on by whole years: its needs never run out."""
    due = last_day(need.get("due", ""), today := date.today())
    if due is None or due >= today:
        return dict(need)
    return dict(need) | {
        "due": due.replace(year=today.year + (due.replace(year=today.year) < today)).isoformat()
    }


def demo_companies() -> list[dict[str, Any]]:
    """Companies with their offers, file by file."""
    return [c for path in sorted((FOLDER / "companies").glob("*.toml")) for c in read_toml(path)["company"]]


def demo_needs() -> list[dict[str, Any]]:
    """Needs with their judgements, file by file."""
    return [n for path in sorted((FOLDER / "needs").glob("*.toml")) for n in read_toml(path)["need"]]


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _table(sheet: Sheet, records: Iterable[Record]) -> Table:
    rows = []
    for number, record in enumerate(records, start=2):
        named = {_FIELDS.get(key, key): value for key, value in record.items()}
        rows.append((number, tuple(_cell(named.get(column.field)) for column in sheet.columns)))
    return Table(sheet.title, tuple(column.title for column in sheet.columns), tuple(rows))


def _cell(value: Any) -> Cell:
    return "; ".join(map(str, value)) if isinstance(value, list) else value
