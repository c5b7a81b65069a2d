"""The import wizard in a browser without scripts, over the small pool."""

import io
import re

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from data.store.pool import pool_revision
from data.tables.imports import ImportRow
from data.tables.pool import AuditRow, CompanyRow
from service.web.import_limiting import MAX_UPLOAD_BYTES
from tests.data.sheet_files import csv_text
from tests.service.web.conftest import FormValues

HEADER = ("Код", "Название", "Статус", "Телефон")
ROWS = (
    HEADER,
    ("novaya", "Новая компания", "вступает", ""),
    ("beton", "Бетонный двор", "вступает", ""),
    ("okna", "Окна Сибири", "вступает", ""),
    ("bad", "Без статуса", "неведомо", ""),
)


def send(browser, rows=ROWS, name="Компании.csv", content=None):
    file = (io.BytesIO(csv_text(rows).encode() if content is None else content), name)
    return browser.client.post("/import", data={"csrf_token": browser.token(), "file": file})


def steps(browser, **sent):
    """The address of an upload's steps."""
    response = send(browser, **sent)
    assert response.status_code == 303, response.text
    return response.location.rsplit("/", 1)[0]


def confirmed(browser, **sent):
    return browser.post(steps(browser, **sent) + "/confirm").location


def changes(services):
    with services.database.reading() as session:
        return pool_revision(session), len(session.scalars(select(AuditRow)).all())


def imports(services):
    with services.database.reading() as session:
        return session.scalars(select(ImportRow)).all()


def test_the_page_offers_a_sample_and_tells_what_columns_mean(browser):
    page = browser.get("/import").text
    assert 'aria-current="page">Загрузка' in page
    assert "Таблиц здесь ещё не загружали" in page
    assert "участник, вступает, в проработке, внешний заказчик" in page
    sample = browser.get("/import/sample.xlsx")
    assert load_workbook(io.BytesIO(sample.data))["Компании"]["A2"].value == "ПРИМЕР-1"


def test_a_known_table_is_previewed_at_once_and_nothing_is_changed(browser, services):
    before = changes(services)
    response = send(browser)
    page = browser.get(response.location).text
    figures = re.findall(r"<td>(\d+)</td>", page)[:5]
    assert response.location.endswith("/preview")
    assert figures == ["4", "1", "1", "1", "1"]
    assert re.search(r"<del>участник</del></td>\s*<td><ins>вступает</ins>", page)
    assert "Новая компания" in page and "неведомо" in page
    assert changes(services) == before


def test_a_confirmation_imports_in_one_step_with_one_line_in_the_log(browser, services, pool):
    revision, lines = changes(services)
    page = browser.get(confirmed(browser)).text
    assert re.findall(r"<td>(\d+)</td>", page) == ["4", "1", "1", "1", "1"]
    assert (pool.company("beton").status, pool.company("novaya").status) == ("joining", "joining")
    assert changes(services) == (revision + 1, lines + 1)


def test_a_confirmation_sent_twice_imports_once(browser, services):
    address = steps(browser)
    first, second = browser.post(address + "/confirm"), browser.post(address + "/confirm")
    assert first.location == second.location
    assert len(imports(services)) == 1


@pytest.mark.parametrize("step", ["match", "preview"])
def test_back_after_the_confirmation_leads_to_the_result(browser, step):
    address = steps(browser)
    result = browser.post(address + "/confirm").location
    assert browser.get(f"{address}/{step}").location == result


def test_rejected_rows_come_back_as_a_file(browser):
    result = confirmed(browser)
    sheet = load_workbook(io.BytesIO(browser.get(result + "/rejected.xlsx").data))["Компании"]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == (*HEADER, "Что исправить")
    assert rows[1][:3] == ("bad", "Без статуса", "неведомо") and rows[1][4].startswith("Статус: ")


def test_an_import_without_errors_has_no_such_file(browser):
    result = confirmed(browser, rows=ROWS[:2])
    assert "Что исправить" not in browser.get(result).text
    assert browser.get(result + "/rejected.xlsx").status_code == 404


def test_a_foreign_header_is_proposed_and_can_be_corrected(browser, pool):
    rows = (("Номерок", "Названние", "Тел. приёмной"), ("novaya", "Новая компания", "+7 3452 000000"))
    address = steps(browser, rows=rows)
    form = browser.form(address + "/match")
    assert form["sheet-0"] == "companies" and form["column-0-1"] == "name"
    wrong = browser.post(address + "/match", **form)
    assert wrong.status_code == 422 and "не указано, где столбцы: Код или ИНН" in wrong.text
    chosen = form | {"column-0-0": "code", "column-0-2": "phone"}
    assert browser.post(address + "/match", **chosen).location == address + "/preview"
    browser.post(address + "/confirm")
    company = pool.company("novaya")
    assert (company.name, company.phone) == ("Новая компания", "+7 3452 000000")


def test_another_sheet_gets_its_own_columns_proposed(browser):
    address = steps(browser, rows=(("Код", "Название", "Мощнсть"), ("beton", "Песок", 5)), name="a.csv")
    form = browser.form(address + "/match")
    shown = browser.post(address + "/match", **form | {"sheet-0": "offers"})
    values = FormValues(shown.text).values
    assert (shown.status_code, values["was-0"]) == (200, "offers")
    assert [values[f"column-0-{n}"] for n in range(3)] == ["company_code", "title", "capacity_per_month"]


def test_a_cancelled_upload_is_removed(browser, services):
    address = steps(browser)
    page = browser.follow(address + "/cancel").text
    assert "Загрузка отменена" in page
    assert list(services.settings.imports.iterdir()) == []
    gone = browser.get(address + "/preview")
    assert gone.status_code == 404 and "загрузите его снова" in gone.text


def test_the_uploaded_file_is_removed_when_it_is_imported(browser, services):
    confirmed(browser)
    (folder,) = services.settings.imports.iterdir()
    assert not (folder / "upload").exists()


def test_somebody_elses_upload_is_not_found(app, browser, services):
    services.accounts.create_user("petya", "Петя", "другой длинный пароль")
    address = steps(browser)
    other = type(browser)(app)
    other.sign_in("petya", "другой длинный пароль")
    found = [
        other.get(address + "/preview"),
        other.post(address + "/confirm"),
        other.post(address + "/cancel"),
    ]
    assert [response.status_code for response in found] == [404, 404, 404]
    assert imports(services) == []


def test_the_last_import_is_undone_and_says_what_came_of_it(browser, services, pool):
    result = confirmed(browser)
    page = browser.follow(result + "/undo").text
    assert "в архив — 1\u00a0запись, прежние значения возвращены 1\u00a0записи" in page
    assert pool.company("beton").status == "member"
    assert pool.company("novaya").archived_at is not None
    assert browser.post(result + "/undo").status_code == 422


def test_only_the_last_import_can_be_undone(browser, pool):
    first = confirmed(browser)
    second = confirmed(browser, rows=(HEADER, ("krany", "Молчун", "участник", "")))
    assert "Отменить можно только последнюю" in browser.get(first).text
    assert browser.post(first + "/undo").status_code == 422
    assert browser.post(second + "/undo").status_code == 303
    assert browser.post(first + "/undo").status_code == 303
    assert pool.company("beton").status == "member"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("", b"", "Файл не выбран"),
        ("a.xlsx", b"", "Файл пуст"),
        ("скан.pdf", b"%PDF-1.4 text", "Нужен файл XLSX или CSV"),
        ("a.xlsx", b"PK\x03\x04broken", "Файл повреждён"),
        ("a.xlsx", b"\x89PNG\x00\x00", "Это не таблица"),
    ],
)
def test_a_file_of_no_use_is_told_at_the_field_and_kept_nowhere(browser, services, name, content, message):
    response = send(browser, name=name, content=content)
    assert response.status_code == 422
    assert message in re.search(r'id="file-error">([^<]+)', response.text)[1]
    assert list(services.settings.imports.glob("*")) == []


def test_a_file_of_30_megabytes_is_refused_with_the_limit(browser, services):
    response = send(browser, name="a.csv", content=b"x" * MAX_UPLOAD_BYTES)
    assert response.status_code == 413 and "можно до 30 МБ" in response.text
    assert list(services.settings.imports.glob("*")) == []


def test_other_pages_take_no_large_bodies(browser):
    assert browser.post("/challenges", text="x" * 2_000_000).status_code == 413


def test_a_session_that_ended_leads_to_signing_in_and_changes_nothing(browser, services):
    address = steps(browser)
    browser.post("/sign-out")
    large = (io.BytesIO(b"x" * 2_000_000), "a.csv")
    upload = browser.client.post("/import", data={"file": large})
    assert upload.status_code == 302 and upload.location.startswith("/sign-in?next=/import")
    assert browser.post(address + "/confirm").location.startswith("/sign-in")
    assert imports(services) == []


def test_markup_in_a_file_is_shown_as_text(browser):
    rows = (HEADER, ("<b>x</b>", "<script>alert(1)</script>", "<i>", ""))
    page = browser.get(send(browser, rows=rows).location).text
    assert "<script>alert" not in page and "<i>" not in page


def test_an_import_that_is_undone_leaves_the_same_companies(browser, services):
    def companies():
        with services.database.reading() as session:
            live = session.scalars(select(CompanyRow).where(CompanyRow.archived_at.is_(None)))
            return [(row.code, row.name, row.status, row.phone) for row in live]

    before = companies()
    browser.post(confirmed(browser) + "/undo")
    assert companies() == before
