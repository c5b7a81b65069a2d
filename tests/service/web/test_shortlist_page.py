"""The shortlist of a need: who is on it, notes, and its files."""

import io
import re

import openpyxl
import pytest
from pypdf import PdfReader

from data.tables.pool import CompanyRow, NeedRow, OfferRow
from service.access import COMMAND_LINE
from tests.service.web.readers import reader_of

CONCRETE = "Бетон товарный М500"


@pytest.fixture
def need(pool):
    return pool.need("Бетон М500 для фундамента")


@pytest.fixture
def beton(pool):
    return pool.company("beton")


@pytest.fixture
def second(pool):
    """Another company that fits."""
    made = pool.add(CompanyRow, name="=Бетон-2", phone="+7 3452 11-22-33", status="prospect")
    pool.add(OfferRow, company_id=made.id, title=CONCRETE)
    pool.rebuild()
    return made


def sheet(response):
    book = openpyxl.load_workbook(io.BytesIO(response.data))
    return [list(row) for row in book.active.iter_rows()]


def column(response, name):
    rows = sheet(response)
    at = next(i for i, row in enumerate(rows) if row[0].value == "№")
    place = [cell.value for cell in rows[at]].index(name)
    return [row[place].value for row in rows[at + 1 :]]


def test_whoever_fits_is_on_the_list_with_reasons_and_questions(browser, need, second):
    page = browser.get(f"/needs/{need.id}/shortlist").text
    assert page.index("Бетонный двор") < page.index("=Бетон-2")
    assert page.count('name="kept"') >= 2 and "+7 3452 11-22-33" in page
    assert "Почему: " in page and "Отмечено: 2" in page and "%" not in re.sub(r"<[^>]*>", "", page)


def test_the_answer_of_a_search_leads_to_its_list(browser, need):
    assert f'href="/needs/{need.id}/shortlist' in browser.get("/", need_id=need.id).text
    assert 'href="/shortlist?' in browser.get("/", text=CONCRETE).text
    assert "/shortlist" not in browser.get("/", side="buyers", text=CONCRETE).text


def test_who_is_taken_off_is_not_in_the_files_and_notes_are(browser, need, beton, second):
    marks = {"shown": [beton.id, second.id], "kept": [second.id], f"note-{second.id}": " =звонили "}
    response = browser.post(f"/needs/{need.id}/shortlist", **marks)
    assert (response.status_code, response.location) == (303, f"/needs/{need.id}/shortlist")
    file = browser.get(f"/needs/{need.id}/shortlist.xlsx")
    assert column(file, "Компания") == ["=Бетон-2\nв проработке"]
    assert column(file, "Заметка") == ["=звонили"]
    assert "Отмечено: 1" in browser.get(f"/needs/{need.id}/shortlist").text


def test_no_cell_of_the_workbook_is_a_formula(browser, need, second):
    file = browser.get(f"/needs/{need.id}/shortlist.xlsx")
    assert {cell.data_type for row in sheet(file) for cell in row if cell.value is not None} == {"s", "n"}
    assert column(file, "№") == [1, 2]


def test_the_pdf_can_be_searched_numbers_its_pages_and_names_nobody_who_asks(browser, need, second):
    response = browser.get(f"/needs/{need.id}/shortlist.pdf")
    assert response.mimetype == "application/pdf"
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(response.data)).pages)
    for words in ("Бетонный двор", "уточните", "+7 3452 11-22-33", "стр. 1", "Бетон М500 для фундамента"):
        assert words in text, words
    assert "Совпадают" in text and "Стройтрест" not in text


def test_the_workbook_does_not_name_who_asks_either(browser, need):
    told = [str(cell.value) for row in sheet(browser.get(f"/needs/{need.id}/shortlist.xlsx")) for cell in row]
    assert "Стройтрест" not in " ".join(told)


PLANTED = {
    "title": "Бетон М500 на объект (ул. Мельникайте, 140), звонить Марине Ковалёвой 8-912-345-67-89",
    "description": "Звонила Марина Сергеевна Ковалёва, снабженец Стройтреста. Подача насосом",
    "place": "Ялуторовск",
}
SECRETS = ("мельникайте", "140", "ковалёв", "марин", "345-67-89", "стройтрест", "ялуторовск")


@pytest.mark.parametrize("kind", ["xlsx", "pdf"])
def test_no_file_tells_address_person_phone_or_asker_out_of_the_words_of_the_need(
    browser, need, beton, services, kind
):
    services.pool_entry.update(COMMAND_LINE, NeedRow, need.id, PLANTED)
    browser.post(f"/needs/{need.id}/shortlist", shown=[beton.id], kept=[beton.id])
    response = browser.get(f"/needs/{need.id}/shortlist.{kind}")
    if kind == "pdf":
        text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(response.data)).pages)
    else:
        text = "\n".join(str(cell.value) for row in sheet(response) for cell in row)
    assert "Бетон М500" in text and "Подача насосом" in text and "Бетонный двор" in text
    assert [secret for secret in SECRETS if secret in text.casefold()] == []


def test_a_text_that_was_only_searched_for_is_told_as_carefully(browser):
    typed = f"{PLANTED['title']}, Стройтрест"
    text = " ".join(str(c.value) for row in sheet(browser.get("/shortlist.xlsx", text=typed)) for c in row)
    assert "Бетон М500" in text
    assert [secret for secret in SECRETS if secret in text.casefold()] == []


def test_a_free_text_has_a_list_of_its_own(browser, beton):
    browser.post(f"/shortlist?text={CONCRETE}", shown=[beton.id], **{f"note-{beton.id}": "дорого"})
    page = browser.get("/shortlist", text=CONCRETE.upper())
    assert 'value="дорого"' in page.text and "Отмечено: 0" in page.text
    assert 'value="дорого"' not in browser.get("/shortlist", text=f"{CONCRETE} другой").text


def test_whom_somebody_kept_stays_when_the_search_proposes_others(browser, need, beton, pool, services):
    browser.post(f"/needs/{need.id}/shortlist", shown=[beton.id], kept=[beton.id])
    page = browser.get(f"/needs/{need.id}/shortlist", status="joining").text
    assert "Сейчас не в ответе" in page and "Бетонный двор" in page


def test_a_near_miss_is_on_the_list_only_once_it_is_ticked(browser):
    page = browser.get("/shortlist", text="Арматура А500С для стен и чего-то ещё в Омск").text
    assert page.count('name="shown"') >= page.count(" checked>")
    empty = browser.get("/shortlist", text="саженцы яблони")
    assert empty.status_code == 200 and " checked>" not in empty.text
    assert browser.get("/shortlist.pdf", text="саженцы яблони").status_code == 200


def test_a_note_that_is_too_long_keeps_everything_typed(browser, need, beton):
    page = browser.post(f"/needs/{need.id}/shortlist", shown=[beton.id], **{f"note-{beton.id}": "я" * 501})
    assert page.status_code == 422
    assert f'id="note-{beton.id}-error">Слишком длинно: 501' in page.text and "я" * 501 in page.text
    assert " checked>" not in page.text.split("<ol")[1].split("</li>")[0]


@pytest.mark.parametrize("shown", ["999999", "много", "9" * 30])
def test_marks_of_strange_companies_are_refused(browser, need, shown):
    assert browser.post(f"/needs/{need.id}/shortlist", shown=shown).status_code == 422


@pytest.mark.parametrize(
    ("path", "status"),
    [("/needs/999999/shortlist", 404), ("/needs/999999/shortlist.pdf", 404), ("/shortlist", 422),
     ("/shortlist.xlsx", 422), ("/shortlist?text=+", 422), ("/shortlist?text=a&side=buyers", 422),
     ("/shortlist.doc?text=a", 404)],
)  # fmt: skip
def test_what_is_no_need_has_no_list(browser, path, status):
    assert browser.get(path).status_code == status


def test_a_reader_sees_the_list_and_its_files_and_changes_nothing(app, services, need, beton):
    reader = reader_of(app, services)
    page = reader.get(f"/needs/{need.id}/shortlist")
    assert page.status_code == 200 and "Сохранить список" not in page.text
    assert reader.get(f"/needs/{need.id}/shortlist.pdf").status_code == 200
    assert reader.post(f"/needs/{need.id}/shortlist", shown=[beton.id]).status_code == 403


def test_a_form_needs_its_token(browser, need, beton):
    assert browser.client.post(f"/needs/{need.id}/shortlist", data={"shown": beton.id}).status_code == 400


@pytest.mark.parametrize("kind", ["xlsx", "pdf"])
def test_a_file_is_made_of_the_ticks_as_they_stand_on_the_page(browser, need, beton, second, kind):
    path = f"/needs/{need.id}/shortlist"
    page = browser.get(path).text
    assert f'form="shortlist-form" name="file" value="{kind}"' in page
    assert page.index("<button form=") < page.index('name="file"')  # Enter in a note only saves
    marks = {"shown": [beton.id, second.id], "kept": [second.id], "file": kind}
    made = browser.post(path, **marks)
    assert (made.status_code, made.location) == (303, f"{path}.{kind}")
    assert column(browser.get(f"{path}.xlsx"), "Компания") == ["=Бетон-2\nв проработке"]


def test_a_reader_downloads_the_list_as_it_was_kept(app, services, need):
    page = reader_of(app, services).get(f"/needs/{need.id}/shortlist").text
    assert f'href="/needs/{need.id}/shortlist.pdf"' in page and 'name="file"' not in page
