"""Cards of companies and of their records."""

import re

import pytest
from sqlalchemy import event

from data.tables.journal import RequestEventRow, RequestRow
from data.tables.pool import ChainRow, CompanyRow, ContractRow, ProjectRow, SlotRow
from service.access import COMMAND_LINE
from service.judging.feedback import Judgement
from tests.service.merging_worlds import enter_twice


def told(browser, path):
    page = browser.get(path)
    assert page.status_code == 200, page.text
    return " ".join(re.sub(r"<[^>]+>", "", page.text).split())


@pytest.fixture
def contract(pool):
    sides = {"supplier_id": pool.company("beton").id, "customer_id": pool.company("okna").id}
    told = {"subject": "Бетон на год", "amount_rub": 1_500_000, "signed_on": "01.03.2026"}
    return pool.add(ContractRow, **sides | told)


@pytest.fixture
def slot(pool):
    chain = pool.add(ChainRow, title="Стены")
    project = pool.add(ProjectRow, chain_id=chain.id, title="Линия", product="Панель")
    return pool.add(SlotRow, project_id=project.id, title="Арматура А500С", kind="product")


def test_a_company_shows_its_contracts_but_for_archived_ones(browser, services, pool, contract):
    path = f"/companies/{pool.company('okna').id}"
    assert "Бетон на год Бетонный двор заказчик 1 500 000 01.03.2026" in told(browser, path)
    assert "Бетон на год Окна Сибири поставщик" in told(browser, f"/companies/{pool.company('beton').id}")
    services.pool_entry.archive(COMMAND_LINE, ContractRow, contract.id)
    assert "Договоров с компаниями пула нет" in told(browser, path)


def test_a_company_is_linked_to_public_registers_unless_it_is_fictional(browser, pool):
    row = pool.add(CompanyRow, name="Завод", inn="7707083893")
    page = browser.get(f"/companies/{row.id}").text
    assert 'href="https://bo.nalog.gov.ru/search?query=7707083893" rel="noopener noreferrer"' in page
    assert "nalog" not in browser.get(f"/companies/{pool.company('okna').id}").text


def test_the_history_tells_who_changed_which_field_and_what_was_said(browser, services, pool):
    company = pool.company("armatura")
    browser.post(
        f"/companies/{company.id}/edit",
        **browser.form(f"/companies/{company.id}/edit") | {"phone": "1-11-11"},
    )
    need, offer = pool.need("Арматура А500С для перемычек"), pool.offer("Арматура А500С 12 мм")
    services.feedback.give(
        COMMAND_LINE, Judgement("suitable", need_id=need.id, offer_id=offer.id, snapshot="s")
    )
    services.inviting.mark_invited(COMMAND_LINE, company.id)
    page = told(browser, f"/companies/{company.id}")
    assert "Маша: Компания изменена: Телефон" in page
    assert "командная строка: Вердикт: подходит: Арматура А500С для перемычек" in page
    assert "командная строка: Отмечена приглашённой" in page


def test_the_journal_of_a_company_is_on_its_card(browser, services, pool):
    okna, beton = pool.company("okna"), pool.company("beton")
    with services.database.changing("cli", "test") as session:
        asked = RequestRow(text="Нужен бетон М500", channel="call", asked_by=okna, created_by="cli")
        asked.events.append(RequestEventRow(by="cli", kind="declined", company=beton, amount_rub=5))
        session.add(asked)
    assert "О чём просила Нужен бетон М500 черновик" in told(browser, f"/companies/{okna.id}")
    assert "О чём спрашивали Нужен бетон М500: отказ, 5 руб." in told(browser, f"/companies/{beton.id}")
    assert f'href="/journal/{asked.id}"' in browser.get(f"/companies/{beton.id}").text


def test_offers_needs_contracts_and_slots_have_cards(browser, pool, contract, slot):
    need, offer = pool.need("Бетон М500 для фундамента"), pool.offer("Бетон товарный М500")
    assert "Найти поставщиков" in told(browser, f"/needs/{need.id}")
    assert "Стройтрест" in told(browser, f"/needs/{need.id}")
    assert "Радиус поставки, км 100" in told(browser, f"/offers/{offer.id}")
    assert "Поставщик Бетонный двор" in told(browser, f"/contracts/{contract.id}")
    page = browser.get(f"/slots/{slot.id}").text
    assert f'href="/projects/{slot.project_id}"' in page and f"gaps#slot-{slot.id}" in page
    assert "Арматура А500С" in told(browser, f"/projects/{slot.project_id}")


def test_verdicts_are_on_the_cards_of_the_need_and_of_the_offer(browser, services, pool):
    need, offer = pool.need("Арматура А500С для перемычек"), pool.offer("Арматура А500С 12 мм")
    given = Judgement("unsuitable", need_id=need.id, offer_id=offer.id, reason="far", snapshot="s")
    services.feedback.give(COMMAND_LINE, given)
    assert "Арматура Плюс — Арматура А500С 12 мм: не подходит, далеко" in told(browser, f"/needs/{need.id}")
    assert "Арматура А500С для перемычек: не подходит, далеко" in told(browser, f"/offers/{offer.id}")


def test_an_archived_record_has_a_card_with_the_way_back_only(browser, services, pool):
    offer = pool.offer("Бетон товарный М500")
    browser.post(f"/offers/{offer.id}/archive")
    page = browser.get(f"/offers/{offer.id}").text
    assert "в архиве" in page and f"/offers/{offer.id}/restore" in page and "Изменить" not in page
    assert "возвращено из архива" in browser.follow(f"/offers/{offer.id}/restore").text
    assert pool.offer("Бетон товарный М500").archived_at is None


@pytest.mark.parametrize(
    "path", ["/offers/999", "/needs/0", "/contracts/9999999999999", "/chains/1/fields/title"]
)
def test_what_is_not_there_is_told(browser, path):
    assert browser.get(path).status_code == 404


def test_a_merged_company_leads_to_the_one_that_it_is_a_part_of(browser, services):
    kept, merged = enter_twice(services)
    services.merging.merge(COMMAND_LINE, kept, merged, {})
    answer = browser.get(f"/companies/{merged}")
    assert answer.location == f"/companies/{kept}"
    assert "теперь часть этой карточки" in browser.get(answer.location).text


def test_a_card_asks_the_database_a_fixed_number_of_times(browser, services, pool, contract):
    company = pool.company("okna")
    few = num_statements(services, lambda: browser.get(f"/companies/{company.id}"))
    for number in range(5):
        pool.add(
            type(pool.need("Арматура А500С для перемычек")), company_id=company.id, title=f"Щебень {number}"
        )
        sides = {"supplier_id": pool.company("beton").id, "customer_id": company.id}
        pool.add(ContractRow, subject=f"Щебень {number}", **sides)
    many = num_statements(services, lambda: browser.get(f"/companies/{company.id}"))
    assert (many, many <= 29) == (few, True)


def num_statements(services, ask):
    seen = []
    note = lambda *args: seen.append(args[2])  # noqa: E731
    event.listen(services.database.engine, "before_cursor_execute", note)
    ask()
    event.remove(services.database.engine, "before_cursor_execute", note)
    return len(seen)
