"""A small cluster around makers of aerated concrete, entered into an installation."""

import json

from data import entry
from data.tables.pool import ChainRow, CompanyRow, ContractRow, NeedRow, OfferRow, ProjectRow, SlotRow
from models.ranking.features import CHANNELS, FEATURES

CEMENT = "Цемент ЦЕМ I 42,5Н бездобавочный, навалом"
LIME = "Известь негашёная молотая"
MAKER = {"roles": ["manufacturer"], "region": "Тюменская область"}
COMPANIES = (
    {"code": "blok", "name": "Газоблок Сибири", "status": "member"} | MAKER,
    {"code": "gaz", "name": "Тура-Газобетон", "status": "joining"} | MAKER,
    {"code": "cem", "name": "Цемзавод", "status": "member"} | MAKER,
    {"code": "lime", "name": "Известняк", "status": "prospect"} | MAKER,
    {"code": "dom", "name": "Домострой", "status": "outside_customer", "region": "Омская область"},
)
CAPACITY = {"capacity_per_month": 1000.0, "utilisation_percent": 60.0, "unit": "м³"}
OFFERS = (
    ("blok", {"title": "Газоблок D500", "okpd2": "23.61.11", "kind": "product"} | CAPACITY),
    ("gaz", {"title": "Газоблок D600", "okpd2": "23.61.11", "kind": "product"} | CAPACITY),
    ("gaz", {"title": CEMENT, "kind": "material"}),  # what is left over
    ("cem", {"title": CEMENT, "okpd2": "23.51.12", "kind": "material"}),
    ("lime", {"title": LIME, "okpd2": "23.52.10", "kind": "material"}),
)
NEEDS = (
    ("dom", {"title": "Газоблок D500", "kind": "product"}),
    ("cem", {"title": "Известь", "kind": "material"}),
)
# the share of the need's words in the title of an offer decides alone: half is little, all is right
SCORER = {
    "features": FEATURES,
    "weights": [10.0 * (name == "title_coverage") for name in FEATURES],
    "intercept": -6.0,
    "fits": 0.9,
    "shown": 0.5,
    "near_best": 0.5,
    "reference": {name: {"mean": 0.3, "deviation": 0.2} for name in CHANNELS},
}


def save_scorer(path):
    """The file of the scorer above."""
    path.write_text(json.dumps(SCORER))
    return path


def fill(services):
    """Companies, offers, needs, a project with a slot and a contract; and a snapshot; ids by code."""
    with services.database.changing("test", "fill") as session:
        ids = {values["code"]: entry.create(session, CompanyRow, values).id for values in COMPANIES}
        for table, records in ((OfferRow, OFFERS), (NeedRow, NEEDS)):
            for code, values in records:
                entry.create(session, table, values | {"company_id": ids[code]})
        chain = entry.create(session, ChainRow, {"title": "Стены"})
        project = entry.create(
            session,
            ProjectRow,
            {
                "chain_id": chain.id,
                "title": "Третья нитка",
                "product": "Газоблок",
                "initiator_id": ids["blok"],
            },
        )
        entry.create(session, SlotRow, {"project_id": project.id, "title": CEMENT, "kind": "material"})
        session.add(ContractRow(supplier_id=ids["cem"], customer_id=ids["blok"], subject="цемент"))
    services.reindexer.build()
    services.live.refresh()
    return ids
