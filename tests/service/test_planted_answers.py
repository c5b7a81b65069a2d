"""The demo's chains through the real encoder: whoever was planted is found, whatever was left out is a gap.

The same after all codes and the order of entry were changed, and with the planted offers told in other words.
"""

import random
from dataclasses import dataclass, replace

import pytest

from data.demo_pool import demo_tables
from data.exchange.importing import import_tables
from service.access import COMMAND_LINE
from service.bootstrap import bootstrap
from service.settings import Settings
from tests.service.conftest import REAL_ENCODER
from tests.service.planted import GAPS, PARAPHRASES, SUPPLIERS

FIRST = 3
SEED = 4

# what does not hold today, and why; a slot that begins to hold must leave its list
VESSELS = "words: у «сосудов» и «реакторов, сборников» нет общих слов; вид: компонент и оборудование"
TESTING = "near_best: предложение словами «испытываем» заметно слабее первого, .7 которого не достигает"
NOT_YET = {
    "as they are": {"ЗВ-2502": VESSELS},
    "under other codes": {"ЗВ-2502": VESSELS},
    "in other words": {"ЗВ-1306": TESTING, "ЗВ-2502": VESSELS},
}


@dataclass(frozen=True)
class World:
    """An installation, and the demo's own code of each code in it."""

    name: str
    services: object
    original: dict

    def slots(self):
        """Slots of all chains by the demo's codes."""
        chains = self.services.boards.current().chains
        maps = [self.services.gap_maps.chain_gaps(COMMAND_LINE, chain.id, FIRST) for chain in chains]
        gaps = [gap for found in maps for project in found.projects for gap in project.slots]
        return {self.original[gap.slot.code]: gap for gap in gaps}

    def companies(self, gap):
        """Codes of the first candidates of a slot."""
        return {self.original[candidate.company.code] for candidate in gap.candidates}


def codes(tables, title, column="Код"):
    (table,) = [table for table in tables if table.title == title]
    place = table.header.index(column)
    return [cells[place] for _, cells in table.rows]


def shuffled(tables):
    """Rows in another order, companies and slots under other codes; and the original of each code."""
    chance = random.Random(SEED)
    known = [*codes(tables, "Компании"), *codes(tables, "Звенья", "Код звена")]
    numbers = chance.sample(range(100_000), len(known))
    renamed = {code: f"X{number:05}" for code, number in zip(known, numbers, strict=True)}

    def cell(value):
        parts = value.split("; ") if isinstance(value, str) else []
        return "; ".join(map(renamed.get, parts)) if parts and renamed.keys() >= set(parts) else value

    def rows(table):
        changed = [tuple(map(cell, cells)) for _, cells in table.rows]
        return tuple(enumerate(chance.sample(changed, len(changed)), start=2))

    return [replace(table, rows=rows(table)) for table in tables], {new: old for old, new in renamed.items()}


def paraphrased(tables):
    """The planted offers in other words."""
    return [told_otherwise(table) if table.title == "Предложения" else table for table in tables]


def told_otherwise(table):
    company, title, about = (table.header.index(name) for name in ("Код", "Наименование", "Описание"))
    rows = []
    for number, cells in table.rows:
        told = dict(enumerate(cells))
        told[title], told[about] = PARAPHRASES.get((told[company], told[title]), (told[title], told[about]))
        rows.append((number, tuple(told.values())))
    return replace(table, rows=tuple(rows))


@pytest.fixture(scope="module")
def installed(demo_services, tmp_path_factory):
    """Makes installations of tables, beside the demo and with its encoder."""
    opened = []

    def install(tables):
        folder = tmp_path_factory.mktemp("planted")
        (folder / "vectors").symlink_to(REAL_ENCODER.with_name("vectors"))
        services = bootstrap(Settings(data_dir=folder), demo_services.encoder)
        opened.append(services)
        with services.database.changing("cli", "test") as session:
            assert import_tables(session, tables).rejected == 0
        services.reindexer.build()
        services.live.refresh()
        return services

    yield install
    for services in opened:
        services.database.close()


@pytest.fixture(scope="module")
def as_they_are(demo_services):
    tables = demo_tables()
    known = [*codes(tables, "Компании"), *codes(tables, "Звенья", "Код звена")]
    return World("as they are", demo_services, {code: code for code in known})


@pytest.fixture(scope="module")
def under_other_codes(installed):
    tables, original = shuffled(demo_tables())
    return World("under other codes", installed(tables), original)


@pytest.fixture(scope="module")
def in_other_words(installed):
    tables, original = shuffled(paraphrased(demo_tables()))
    return World("in other words", installed(tables), original)


@pytest.fixture(params=["as_they_are", "under_other_codes", "in_other_words"])
def world(request):
    return request.getfixturevalue(request.param)


def test_planted_suppliers_are_among_the_first_three_of_their_slots(world):
    slots = world.slots()
    missed = {code for code, right in SUPPLIERS.items() if not right & world.companies(slots[code])}
    assert missed == set(NOT_YET[world.name])


def test_planted_gaps_are_gaps(world):
    slots = world.slots()
    assert {code for code in GAPS if slots[code].state != "open"} == set()
    assert {code for code in GAPS if any(c.grade == "fits" for c in slots[code].candidates)} == set()


def test_every_open_slot_of_the_demo_was_planted(as_they_are):
    open_slots = {code for code, gap in as_they_are.slots().items() if gap.state == "open"}
    assert open_slots == SUPPLIERS.keys() | GAPS


def test_every_paraphrase_is_of_an_offer_of_the_demo():
    tables = demo_tables()
    offers = set(zip(codes(tables, "Предложения"), codes(tables, "Предложения", "Наименование"), strict=True))
    assert PARAPHRASES.keys() <= offers
    assert len(PARAPHRASES) == 20
