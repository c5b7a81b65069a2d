"""Codes in a browser without scripts: their page, fields that take words, names beside codes."""

import io

import pytest

from data.tables.pool import CompanyRow, OfferRow
from tests.data.classifier_files import GOODS, HEADER
from tests.data.sheet_files import csv_text
from tests.service.classifiers.worlds import load_goods
from tests.service.web.conftest import FormValues


@pytest.fixture
def loaded(services, tmp_path):
    load_goods(services, tmp_path)


def new_offer(pool):
    return f"/companies/{pool.company('beton').id}/offers/new"


def upload(browser, rows, name="окпд2.csv"):
    file = (io.BytesIO(csv_text(rows).encode()), name)
    return browser.client.post("/import", data={"csrf_token": browser.token(), "file": file})


def test_codes_are_found_by_words_and_tell_their_groups(browser, loaded):
    page = browser.get("/codes", kind="okpd2", q="газоблок").text
    assert "<strong>23.61.11.140</strong> Блоки силикатные" in page
    assert "Изделия минеральные неметаллические" in page
    assert "7\u00a0кодов, файл «окпд2.csv»" in page


def test_the_tree_leads_from_classes_down(browser, loaded):
    assert "<strong>23</strong>" in browser.get("/codes").text
    page = browser.get("/codes", kind="okpd2", code="23.61").text
    assert "<strong>23.61.1</strong> Изделия строительные из бетона" in page
    assert "Эта группировка не включает" in page


def test_without_a_classifier_the_page_says_so_and_where_to_load_it(browser):
    page = browser.get("/codes").text
    assert "ОКПД2 не загружен" in page
    assert 'href="/import"' in page


def test_what_does_not_fit_and_what_is_not_there_are_told(browser, loaded):
    assert "Подходящих кодов нет" in browser.get("/codes", q="щшзц").text
    assert browser.get("/codes", code="99.99").status_code == 404
    assert browser.get("/codes/okato", q="бетон").status_code == 404


def test_suggestions_are_options_of_a_list_box(browser, loaded):
    options = browser.get("/codes/okpd2", q="силикатные").text
    assert 'role="option" data-code="23.61.11.140"' in options
    assert browser.get("/codes/okpd2").text.strip() == ""


def test_names_are_escaped(browser, services, tmp_path):
    load_goods(services, tmp_path, *GOODS, ("23.7", "<script>камень</script>", None))
    assert "<script>камень" not in browser.get("/codes/okpd2", q="камень").text
    assert "&lt;script&gt;камень" in browser.get("/codes", q="камень").text


def test_strangers_see_no_codes(anybody):
    assert "/sign-in" in anybody.get("/codes").location
    assert "/sign-in" in anybody.get("/codes/okpd2", q="бетон").location


def test_words_in_a_field_come_back_as_a_choice_and_nothing_is_lost(browser, pool, loaded):
    response = browser.post(new_offer(pool), title="Блок D500", kind="product", okpd2="газоблок")
    assert response.status_code == 422
    assert '<option value="23.61.11.140">23.61.11.140 — Блоки силикатные</option>' in response.text
    typed = FormValues(response.text).values
    assert (typed["title"], typed["okpd2"]) == ("Блок D500", "газоблок")


def test_the_chosen_code_takes_the_place_of_the_words(browser, pool, loaded):
    values = {"title": "Блок D500", "kind": "product", "okpd2": "газоблок", "okpd2-chosen": "23.61.11.140"}
    assert browser.post(new_offer(pool), **values).status_code == 303
    assert pool.offer("Блок D500").okpd2 == "23.61.11.140"


def test_of_several_codes_only_the_words_are_replaced(browser, pool, loaded):
    company = pool.company("beton")
    path = f"/companies/{company.id}/edit"
    values = {"name": company.name, "okved2": "23.61; производство цемента", "okved2-chosen": "23.51"}
    assert browser.post(path, **browser.form(path) | values).status_code == 303
    assert pool.company("beton").okved2 == ["23.61", "23.51"]


def test_the_search_form_takes_words_too(browser, loaded):
    page = browser.get("/", text="Блок", okpd2="газоблок")
    assert page.status_code == 422
    assert '<select id="okpd2-chosen"' in page.text
    found = browser.get("/", text="Блок", okpd2="газоблок", **{"okpd2-chosen": "23.61.11.140"})
    assert found.status_code == 200
    assert "ОКПД2 23.61.11.140 — Блоки силикатные" in found.text


def test_codes_show_their_names_on_a_card(browser, pool):
    pool.add(OfferRow, company_id=pool.company("beton").id, title="Цемент", okpd2="23.51")
    pool.add(CompanyRow, name="Цемзавод", status="prospect", okved2="23.51", code="cem")
    assert "ОКПД2 23.51 — Цемент" in browser.get(f"/companies/{pool.company('beton').id}").text
    card = browser.get(f"/companies/{pool.company('cem').id}").text
    assert "23.51 — Производство цемента" in card


def test_a_code_that_the_classifier_has_not_is_kept_with_a_warning(browser, pool, loaded):
    page = browser.follow(new_offer(pool), title="Лес", kind="product", okpd2="02.20")
    assert "Проверьте код: в загруженном ОКПД2 нет 02.20" in page.text
    assert pool.offer("Лес").okpd2 == "02.20"


def test_a_classifier_is_loaded_and_undone_in_the_wizard(browser, services):
    steps = upload(browser, [HEADER, *GOODS]).location.rsplit("/", 1)[0]
    assert "ОКПД2" in browser.get(f"{steps}/preview").text
    result = browser.post(f"{steps}/confirm").location
    assert services.classifiers.edition("okpd2").is_loaded
    page = browser.follow(f"{result}/undo").text
    assert "ОКПД2: загруженного больше нет, остались коды из поставки" in page
    assert not services.classifiers.edition("okpd2").is_loaded


def test_which_classifier_it_is_may_be_chosen(browser, services):
    steps = upload(browser, [HEADER, *GOODS[:5]], "коды.csv").location.rsplit("/", 1)[0]
    fields = {"column-0-0": "code", "column-0-1": "name", "column-0-2": "description"}
    browser.post(f"{steps}/match", **fields, **{"sheet-0": "okpd2", "was-0": "okpd2"})
    browser.post(f"{steps}/confirm")
    assert services.classifiers.edition("okpd2").is_loaded
    assert not services.classifiers.edition("okved2").is_loaded
