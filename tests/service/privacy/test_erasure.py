"""After erasing, nothing of a company or its person is found in any file of the installation."""

import time

import pytest

from data.entry import EntryError
from data.store.erasing import EMPTIED, GONE
from data.store.rows_about import rows_about
from data.tables.consents import ConsentRow
from data.tables.contacts import ContactRow
from data.tables.mail import LetterRow
from data.tables.pool import AuditRow, Base, CompanyRow, ContractRow, OfferRow, UserRow, VerdictRow
from service.access import COMMAND_LINE, Caller
from service.errors import ForbiddenError, NotFoundError
from tests.service.privacy.planting import CANARY, PERSON, places_with, plant, plant_files
from tests.service.web.conftest import Pool

ALL = (CANARY, CANARY.upper(), *PERSON.values(), "7200000009", "1027200000009")
# rows about a company that stay: whose they are, or why they tell nothing of it
STAY = {
    "companies": "emptied field by field",
    "offers": "emptied field by field",
    "needs": "emptied field by field",
    "users": "emptied by erase_user",
    "verdicts": "emptied on the side of the company",
    "contracts": "the other side's too: the name is taken out",
    "projects": "the chain's: the initiator is taken out",
    "invitations": "a day and who invited",
    "portals": "the association's",
}

OWNERS = ("companies", "offers", "needs", "requests", "contact_requests", "letters")


@pytest.fixture
def world(services):
    """«Бетонный двор» full of canaries, another company that stays, a snapshot and files."""
    pool = Pool(services)
    beton, okna = pool.company("beton").id, pool.company("okna").id
    plant(services, beton, okna)
    services.reindexer.build()
    plant_files(services)
    while services.jobs.latest("told").is_running:
        time.sleep(0.01)
    return services, beton, okna


def left(services, words):
    services.database.engine.dispose()
    return places_with(services.settings.data_dir, words)


def test_canaries_are_everywhere_before(world):
    services, _, _ = world
    found = left(services, ALL)
    for part in ("svyazka.db", "snapshots/", "imports/", "mail/", "jobs/"):
        assert any(path.startswith(part) for path in found), part


def test_nothing_of_a_company_is_found_after_it_was_erased(world):
    services, beton, okna = world
    services.erasure.company(COMMAND_LINE, beton, "beton")
    assert left(services, ALL) == []
    with services.database.reading() as session:
        company = session.get(CompanyRow, beton)
        assert (company.code, company.name) == (f"erased-{beton}", f"Стёртая компания {beton}")
        assert session.query(ContractRow).one().subject == "Поставка от стёрто"
        assert [row.verdict for row in session.query(VerdictRow)] == ["suitable", "unsuitable"]
        assert session.get(CompanyRow, okna).name == "Окна Сибири"
        assert session.query(OfferRow).filter_by(company_id=okna).one().title == "Окна ПВХ двухкамерные"


def test_the_person_alone_is_erased_and_the_company_stays(world):
    services, beton, _ = world
    services.erasure.person(COMMAND_LINE, beton, "beton")
    assert left(services, [*PERSON.values(), f"{CANARY} прежний человек"]) == []
    with services.database.reading() as session:
        company = session.get(CompanyRow, beton)
        assert company.name == f"{CANARY} companies name" and company.contact_name is None
        assert session.query(ConsentRow).one().person is None
        assert company.email == f"{CANARY} companies email"
        assert session.query(ContactRow).one().passed == {"phone": f"{CANARY} companies phone"}
        assert {row.name for row in session.query(UserRow)} == {"Маша", "стёрто"}


def test_a_persons_address_that_was_told_as_the_general_one_goes_with_the_person(world):
    services, beton, okna = world
    services.pool_entry.update(COMMAND_LINE, CompanyRow, beton, {"email": PERSON["contact_email"].upper()})
    services.pool_entry.update(COMMAND_LINE, CompanyRow, okna, {"email": "info@okna.example"})
    services.erasure.person(COMMAND_LINE, beton, "beton")
    with services.database.reading() as session:
        assert session.get(CompanyRow, beton).email is None
        assert session.get(CompanyRow, okna).email == "info@okna.example"


def test_vectors_of_erased_texts_are_dropped(world):
    services, beton, _ = world
    cache = services.reindexer._cache
    before = len(cache)
    services.erasure.company(COMMAND_LINE, beton, "beton")
    assert len(cache) < before


def test_letters_that_have_not_gone_do_not_go(world):
    services, beton, _ = world
    with services.database.changing("test", "letters") as session:
        for letter in session.query(LetterRow).filter_by(company_id=beton):
            letter.state = "queued"
    services.erasure.company(COMMAND_LINE, beton, "beton")
    with services.database.reading() as session:
        assert {letter.state for letter in session.query(LetterRow).filter_by(company_id=beton)} == {
            "skipped"
        }


def test_erasing_is_told_without_personal_data(world):
    services, beton, _ = world
    services.erasure.company(COMMAND_LINE, beton, "beton")
    with services.database.reading() as session:
        line = session.query(AuditRow).filter_by(action="personal_data.erase_company").one()
        assert (line.actor, line.subject) == ("cli", str(beton))


@pytest.mark.parametrize("typed", ["", "okna", "BETON"])
def test_whoever_does_not_type_the_code_erases_nothing(world, typed):
    services, beton, _ = world
    with pytest.raises(EntryError, match="наберите код"):
        services.erasure.company(COMMAND_LINE, beton, typed)
    with services.database.reading() as session:
        assert session.get(CompanyRow, beton).code == "beton"


def test_only_administrators_erase(services):
    id_ = Pool(services).company("beton").id
    for caller in (Caller("user:1", "staff"), Caller("user:2", "member", company_id=id_)):
        with pytest.raises(ForbiddenError):
            services.erasure.company(caller, id_, "beton")
        with pytest.raises(ForbiddenError):
            services.erasure.person(caller, id_, "beton")
    with pytest.raises(NotFoundError):
        services.erasure.company(COMMAND_LINE, 10**6, "beton")


def test_every_table_about_companies_is_treated(world):
    services, beton, _ = world
    with services.database.reading() as session:
        found = set(rows_about(session, [beton]))
    assert found - set(EMPTIED) - set(GONE) - set(STAY) == set()
    pointing = {
        table.name for table in Base.metadata.tables.values()
        for column in table.columns for key in column.foreign_keys
        if key.column.table.name in OWNERS
    }  # fmt: skip
    assert pointing - {"slots"} - set(EMPTIED) - set(GONE) - set(STAY) == set()
