"""Everything that left the pool, and its way back."""

import pytest

from data.tables.pool import (
    ChainRow,
    ChallengeRow,
    CompanyRow,
    ContractRow,
    NeedRow,
    OfferRow,
    ProjectRow,
    SlotRow,
)
from service.access import COMMAND_LINE
from tests.service.people.conftest import caller_of
from tests.service.web.conftest import Browser
from tests.service.web.test_changes_page import lines
from tests.service.web.test_people_pages import OTHER


@pytest.fixture
def archive(services):
    """Archives as the command line does."""
    return lambda table, id_: services.pool_entry.archive(COMMAND_LINE, table, id_)


@pytest.fixture
def chain(pool):
    """A chain, its project and its slot."""
    chain = pool.add(ChainRow, title="Цепочка стен")
    project = pool.add(ProjectRow, title="Проект блоков", product="Газоблок", chain_id=chain.id)
    return chain, project, pool.add(SlotRow, title="Цемент", project_id=project.id)


def test_an_empty_archive_says_so(browser):
    assert "Архив пуст" in browser.get("/archive").text


def test_what_was_archived_last_comes_first_with_who_did_it(browser, archive, pool, services):
    archive(CompanyRow, pool.company("krany").id)
    services.pool_entry.archive(
        caller_of(services, "masha"), NeedRow, pool.need("Арматура А500С для перемычек").id
    )
    need, company = lines(browser.get("/archive").text)
    for told in ("Арматура А500С для перемычек", "Потребность", "Окна Сибири", "Маша"):
        assert told in need
    assert "Молчун" in company and "командная строка" in company


def test_a_record_comes_back(browser, archive, pool):
    offer = pool.offer("Окна ПВХ двухкамерные")
    archive(OfferRow, offer.id)
    assert "возвращено из архива" in browser.follow(f"/archive/offers/{offer.id}").text
    assert "Архив пуст" in browser.get("/archive").text
    assert browser.get("/").status_code == 200


def test_a_record_of_an_archived_company_waits_for_it(browser, archive, pool):
    offer, company = pool.offer("Окна ПВХ двухкамерные"), pool.company("okna")
    archive(OfferRow, offer.id)
    archive(CompanyRow, company.id)
    waits = "Компания «Окна Сибири» в архиве: сначала верните её"
    assert waits in lines(browser.get("/archive").text)[1]
    assert waits in browser.follow(f"/archive/offers/{offer.id}").text
    browser.follow(f"/archive/companies/{company.id}")
    assert "возвращено из архива" in browser.follow(f"/archive/offers/{offer.id}").text


def test_parts_of_a_chain_come_back_from_the_outside_in(browser, archive, chain):
    for table, row in zip((SlotRow, ProjectRow, ChainRow), chain[::-1], strict=True):
        archive(table, row.id)
    chain_line, project, slot = lines(browser.get("/archive").text)
    assert "Вернуть<span" in chain_line
    assert "Цепочка «Цепочка стен» в архиве" in project and "Цепочка «Цепочка стен» в архиве" in slot
    browser.follow(f"/archive/chains/{chain[0].id}")
    assert "Проект «Проект блоков» в архиве: сначала верните его" in browser.get("/archive").text
    for table, row in zip(("projects", "slots"), chain[1:], strict=True):
        assert "возвращено из архива" in browser.follow(f"/archive/{table}/{row.id}").text


def test_challenges_and_contracts_come_back_too(browser, archive, pool, services):
    two = {"supplier_id": pool.company("beton").id, "customer_id": pool.company("trest").id}
    contract = pool.add(ContractRow, subject="Бетон на год", **two)
    archive(ContractRow, contract.id)
    challenge = services.challenges.add(COMMAND_LINE, two["supplier_id"], "staff", "Нет кадров")
    services.challenges.archive(COMMAND_LINE, challenge.id)
    page = browser.get("/archive").text
    assert "Бетонный двор, Стройтрест" in page and "Вызов" in page
    for path in (f"contracts/{contract.id}", f"challenges/{challenge.id}"):
        assert "возвращено из архива" in browser.follow(f"/archive/{path}").text
    with services.database.reading() as session:
        assert session.get(ContractRow, contract.id).archived_at is None
        assert session.get(ChallengeRow, challenge.id).archived_at is None


def test_what_an_undone_import_archived_is_in_the_archive_with_whoever_undid_it(browser, services, pool):
    with services.database.changing("user:1", "import.undo", "файл.xlsx") as session:
        from data.entry import archive as leave

        leave(session.get(CompanyRow, pool.company("krany").id))
    line = lines(browser.get("/archive").text)[0]
    assert "Маша" in line and "Загрузка отменена" in line


def test_one_kind_alone_is_shown(browser, archive, pool):
    archive(CompanyRow, pool.company("krany").id)
    archive(OfferRow, pool.offer("Окна ПВХ двухкамерные").id)
    assert len(lines(browser.get("/archive", kind="offers").text)) == 1
    assert "Здесь ничего нет" in browser.get("/archive", kind="chains").text
    assert len(lines(browser.get("/archive", kind="nonsense").text)) == 2


def test_pages_follow_one_another_without_a_gap(browser, pool, services):
    with services.database.changing("cli", "import.undo") as session:
        for number in range(60):
            row = CompanyRow(
                code=f"a-{number}", name=f"Архивная {number:02}", name_folded="а", status="member"
            )
            row.archived_at = pool.company("okna").created_at
            session.add(row)
    first = browser.get("/archive").text
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = browser.client.get(following).text
    names = [line.split("Архивная ")[1][:2] for line in lines(first) + lines(second)]
    assert names == [f"{number:02}" for number in range(60)]


@pytest.mark.parametrize(
    "after",
    [
        *("x", "~~", "2026-01-01~offers~1", "2026-01-01T00:00:00+00:00~offers~x"),
        "0001-01-01T00:00+05:00~offers~1",
    ],
)
def test_a_strange_place_in_the_archive_is_no_error(browser, after):
    assert browser.get("/archive", after=after).status_code == 200


@pytest.mark.parametrize("path", ["offers/1", "offers/404", f"chains/{10**20}", "nonsense/1", "users/1"])
def test_what_is_not_in_the_archive_is_not_found(browser, path):
    assert browser.post(f"/archive/{path}").status_code == 404


def test_a_reader_sees_the_archive_and_brings_nothing_back(app, services, archive, pool):
    services.accounts.create_user("vera", "Вера", OTHER, "reader")
    offer = pool.offer("Окна ПВХ двухкамерные")
    archive(OfferRow, offer.id)
    vera = Browser(app)
    vera.sign_in("vera", OTHER)
    page = vera.get("/archive").text
    assert "Окна ПВХ двухкамерные" in page and "Вернуть" not in page
    token = vera.client.get("/password").text.split('name="csrf_token" value="')[1].split('"')[0]
    assert vera.client.post(f"/archive/offers/{offer.id}", data={"csrf_token": token}).status_code == 403
