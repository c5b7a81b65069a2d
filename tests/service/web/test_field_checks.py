"""INN, OGRN and names checked while somebody types."""

import pytest

from data.tables.pool import CompanyRow
from service.access import COMMAND_LINE


def check(browser, name, value, **more):
    answer = browser.get(f"/checks/{name}", **{name: value}, **more)
    assert answer.status_code == 200
    return " ".join(answer.text.split())


@pytest.fixture
def known(pool):
    return pool.add(CompanyRow, name="ООО «Кирпичный завод»", inn="7202000006")


def test_a_right_inn_is_told_with_its_region(browser):
    assert "✓ Контрольная сумма верна; регион по ИНН: Москва" in check(browser, "inn", " 7707083893 ")


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("inn", "7707083894", "✗ ИНН «7707083894» неверен"),
        ("inn", "<b>", "✗ ИНН «&lt;b&gt;» неверен"),
        ("ogrn", "1027700132196", "✗ ОГРН «1027700132196» неверен"),
        ("phone", "+7 3452 11-22-334", "✗ Нужен номер вида +7 3452 11-22-33"),
        ("phone", "3452-40", "Номер без кода города"),
        ("ogrn", "1027700132195", "✓ Контрольный знак верен"),
    ],
)
def test_a_wrong_number_is_told_in_words(browser, name, value, told):
    assert told in check(browser, name, value)


@pytest.mark.parametrize("name", ["inn", "ogrn", "name"])
def test_nothing_is_said_of_nothing(browser, name):
    assert check(browser, name, "") == ""
    assert check(browser, name, "x" * 5_000 if name == "name" else " ") == ""


def test_an_inn_of_the_pool_is_shown_with_its_card_also_from_the_archive(browser, services, known):
    said = check(browser, "inn", "7202000006")
    assert "уже есть в пуле" in said and f'href="/companies/{known.id}"' in said
    services.pool_entry.archive(COMMAND_LINE, CompanyRow, known.id)
    assert "в архиве, можно вернуть" in check(browser, "inn", "7202000006")


def test_a_company_is_not_told_of_itself(browser, known):
    assert "уже есть" not in check(browser, "inn", "7202000006", of=known.id)
    assert check(browser, "name", "Кирпичный завод", of=known.id) == ""


def test_companies_called_alike_are_shown(browser, known):
    said = check(browser, "name", "кирпичный зав")
    assert "Похожие уже есть:" in said and f'href="/companies/{known.id}"' in said


def test_without_scripts_the_card_is_shown_when_the_form_comes_back(browser, known):
    page = browser.post("/companies/new", name="Кирпичный завод", inn="7202000006").text
    assert page.count("ИНН 7202000006 уже есть в пуле") == 2  # in the list of errors and at the field
    assert page.count(f'href="/companies/{known.id}"') == 2  # at the name and at the INN


def test_a_company_that_came_in_although_alike_is_told_so(browser, known):
    page = browser.follow("/companies/new", name="Кирпичный завод").text
    assert "Похожие уже есть: «ООО «Кирпичный завод»»" in page and "Сравнить и объединить" in page
