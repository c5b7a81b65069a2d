"""The demo pool is data, yet it promises things: how many, how checked, how varied."""

import re
from collections import Counter, defaultdict

import pytest
from sqlalchemy import func, select

from data import demo_pool
from data.demo_pool import FOLDER, demo_companies, demo_needs, demo_tables, load_demo, read_toml
from data.identifiers import classifier_code, inn, ogrn
from data.references import okpd2_names, okved2_names, places
from data.store.pool import load_pool, pool_revision
from data.tables.pool import ChallengeRow
from data.text_folding import folded

RUN = 5
COMPANIES, NEEDS = demo_companies(), demo_needs()
CHAINS = read_toml(FOLDER / "chains.toml")["chain"]
PAPERS = read_toml(FOLDER / "contracts.toml")
OFFERS = [offer for company in COMPANIES for offer in company.get("offer", [])]
PROJECTS = [project for chain in CHAINS for project in chain["project"]]
SLOTS = [slot for project in PROJECTS for slot in project["slot"]]
COMPANY_BY_CODE = {company["code"]: company for company in COMPANIES}
JUDGED = [need for need in NEEDS if need.get("suits") or need.get("mistake") or need.get("nobody")]
CODED = [*OFFERS, *NEEDS, *PROJECTS, *SLOTS]


def codes(records):
    return [record["code"] for record in records]


def twice(values):
    return [value for value, count in Counter(values).items() if count > 1]


def mistakes(need):
    return [mistake["company"] for mistake in need.get("mistake", [])]


def test_the_pool_has_the_size_of_the_association():
    by_status = Counter(company["status"] for company in COMPANIES)
    assert by_status == {"участник": 21, "вступает": 60, "в проработке": 159, "внешний заказчик": 6}


def test_of_some_companies_little_is_known():
    assert len([c for c in COMPANIES if not c.get("offer") and c["status"] != "внешний заказчик"]) >= 40


def test_there_are_enough_records_to_match():
    assert len(OFFERS) >= 800
    assert len(NEEDS) >= 300
    assert len(JUDGED) >= 150
    assert sum(bool(need.get("meaning_only")) for need in NEEDS) >= 20


def test_codes_and_registrations_are_used_once():
    assert twice(codes(COMPANIES)) == twice(codes(NEEDS)) == []
    assert twice(c["inn"] for c in COMPANIES) == twice(c["ogrn"] for c in COMPANIES if "ogrn" in c) == []
    assert twice(folded(c["name"]) for c in COMPANIES) == []
    assert twice(codes(CHAINS)) == twice(codes(PROJECTS)) == twice(codes(SLOTS)) == []


def test_registrations_are_valid_and_of_no_region():
    assert [c["code"] for c in COMPANIES if inn(c["inn"]) != c["inn"] or c["inn"][:2] != "00"] == []
    numbers = [(c["code"], c["ogrn"]) for c in COMPANIES if "ogrn" in c]
    # a sign, two digits of the year, two of the region
    assert [code for code, number in numbers if ogrn(number) != number or number[3:5] != "00"] == []


def test_addresses_belong_to_nobody():
    text = "".join(path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.toml"))
    hosts = re.findall(r"(?:@|https?://)([^\s\"/]+)", text)
    assert [host for host in hosts if not host.endswith(".example.org")] == []
    fields = ("website", "email", "contact_email")
    addresses = [c[field] for c in COMPANIES for field in fields if c.get(field)]
    assert [a for a in addresses if not re.fullmatch(r"(https://|[\w.-]+@)[\w.-]+\.example\.org", a)] == []


def test_places_of_companies_are_known():
    unknown = [c["code"] for c in COMPANIES if not places().find(c.get("municipality"), c.get("region"))]
    assert unknown == []


def runs(text):
    words = re.findall(r"\w+", folded(text))
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def test_no_two_descriptions_share_half_of_their_words_in_a_row():
    texts = [c.get("about") for c in COMPANIES] + [r.get("description") for r in (*OFFERS, *NEEDS)]
    shingles = [found for text in texts if text and (found := runs(text))]
    holders = defaultdict(list)
    for number, found in enumerate(shingles):
        for run in found:
            holders[run].append(number)
    shared = Counter(
        (a, b) for numbers in holders.values() for i, a in enumerate(numbers) for b in numbers[i + 1 :]
    )
    alike = [
        pair for pair, n in shared.items() if 2 * n >= min(len(shingles[pair[0]]), len(shingles[pair[1]]))
    ]
    assert [[" ".join(min(shingles[i])) for i in pair] for pair in alike] == []


def test_needs_are_of_companies_that_exist():
    assert [need["code"] for need in NEEDS if need["company"] not in COMPANY_BY_CODE] == []


def test_judged_companies_exist_and_each_is_judged_once():
    for need in JUDGED:
        judged = [*need.get("suits", []), *mistakes(need)]
        assert set(judged) <= COMPANY_BY_CODE.keys(), need["code"]
        assert twice(judged) == [], need["code"]


def test_who_asks_is_never_who_suits():
    assert [need["code"] for need in NEEDS if need["company"] in need.get("suits", [])] == []


def test_where_nobody_suits_nobody_is_named():
    assert [need["code"] for need in NEEDS if need.get("nobody") and need.get("suits")] == []


def test_an_outside_customer_never_suits():
    suiting = {code for need in NEEDS for code in need.get("suits", [])}
    assert [code for code in suiting if COMPANY_BY_CODE[code]["status"] == "внешний заказчик"] == []


def test_every_mistake_is_told_with_its_reason():
    assert [
        need["code"]
        for need in NEEDS
        for m in need.get("mistake", [])
        if not m.get("why") or not m.get("trap")
    ] == []


def test_product_codes_are_in_the_classifier_that_ships():
    used = {record["okpd2"] for record in CODED if record.get("okpd2")}
    assert sorted(code for code in used if classifier_code(code) not in okpd2_names()) == []


def test_activity_codes_are_in_the_classifier_that_ships():
    used = {code for company in COMPANIES for code in company.get("okved2", [])}
    assert sorted(used - okved2_names().keys()) == []


def test_the_two_chains_are_those_that_were_described():
    assert [(len(c["project"]), c["investment_rub"]) for c in CHAINS] == [
        (4, 3_600_000_000),
        (5, 808_500_000),
    ]
    assert [sum(p["investment_rub"] for p in c["project"]) for c in CHAINS] == [3_600_000_000, 808_500_000]
    assert len(SLOTS) >= 30


@pytest.mark.parametrize(
    "word", ["стенов", "газоблок", "плитк", "керамзитоб", "экстр", "мембран", "краск", "контейнер", "очист"]
)
def test_each_product_of_the_chains_has_its_project(word):
    assert [p["code"] for p in PROJECTS if word in folded(f"{p['title']} {p['product']} {p['description']}")]


def test_slots_are_filled_by_companies_of_the_pool_that_supply():
    fillers = {code for slot in SLOTS for code in slot["filled_by"]}
    assert sorted(fillers - COMPANY_BY_CODE.keys()) == []
    assert [s["code"] for s in SLOTS if bool(s["filled_by"]) != bool(s.get("basis"))] == []
    assert {min(len(slot["filled_by"]), 2) for slot in SLOTS} == {0, 1, 2}


def test_contracts_and_challenges_are_of_companies_of_the_pool():
    sides = {c[side] for c in PAPERS["contract"] for side in ("supplier", "customer")}
    assert sorted((sides | {c["company"] for c in PAPERS["challenge"]}) - COMPANY_BY_CODE.keys()) == []


def test_no_field_of_the_files_is_lost_on_its_way_into_the_tables():
    known = {
        column.field for sheet in demo_pool.SHEETS for column in sheet.columns
    } | demo_pool._FIELDS.keys()
    judgement = {"suits", "mistake", "trap", "meaning_only", "nobody"}
    parts = {"offer", "project", "slot", "company", "volume"}
    records = [*COMPANIES, *OFFERS, *NEEDS, *CHAINS, *PROJECTS, *SLOTS, *PAPERS["contract"]]
    assert {key for record in records for key in record} - known - judgement - parts == set()


@pytest.fixture
def demo(database):
    with database.changing("test", "demo") as session:
        report = load_demo(session)
    return database, report


def test_it_loads_with_no_rejected_row_and_twice_changes_nothing(demo):
    database, first = demo
    assert (first.problems, first.rejected, first.updated) == ([], 0, 0)
    assert first.created == first.read == sum(len(table.rows) for table in demo_tables())
    with database.changing("test", "demo") as session:
        second = load_demo(session)
    assert (second.unchanged, second.read) == (first.read, first.read)
    with database.reading() as session:
        assert pool_revision(session) == 1
        assert session.scalar(select(func.count()).select_from(ChallengeRow)) == len(PAPERS["challenge"])


def test_all_of_it_is_known_to_be_fictional(demo):
    database, _ = demo
    with database.reading() as session:
        pool = load_pool(session)
    assert (len(pool.companies), len(pool.offers), len(pool.needs)) == (246, len(OFFERS), len(NEEDS))
    assert all(company.fictional for company in pool.companies)
