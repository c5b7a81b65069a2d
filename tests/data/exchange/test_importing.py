from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from data import entry
from data.exchange import columns
from data.exchange.exporting import export_pool
from data.exchange.importing import import_tables
from data.exchange.spreadsheets import SpreadsheetError, Table, read_tables
from data.store.pool import pool_revision
from data.tables.pool import (
    AuditRow,
    ChainRow,
    CompanyRow,
    ContractRow,
    NeedRow,
    OfferRow,
    ProjectRow,
    SlotRow,
)
from tests.data.cell_strategies import cells
from tests.data.sheet_files import (
    COMPANIES,
    NEEDS,
    OFFERS,
    bring_in,
    counts,
    told,
    write_csv,
    write_workbook,
)


def only(database, table):
    with database.reading() as session:
        return session.scalars(select(table)).one()


def all_of(database, column):
    with database.reading() as session:
        return session.scalars(select(column).order_by(column)).all()


@pytest.fixture
def stocked(database, tmp_path):
    bring_in(database, write_workbook(tmp_path / "запас.xlsx", Компании=COMPANIES))
    return database


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_csv_of_companies_goes_in(database, tmp_path, encoding, delimiter):
    rows = (
        ("Статус", "Название", "Код", "ИНН", "Роли", "Реестр Минпромторга", "Подтверждено"),
        ("Участник", "ООО «Ёлка»; цех", "007", "7707083893", "завод, подрядчик", "да", "15.09.2026"),
    )
    report = bring_in(database, write_csv(tmp_path / "a.csv", *rows, delimiter=delimiter, encoding=encoding))
    company = only(database, CompanyRow)
    assert counts(report) == (1, 1, 0, 0, 0)
    assert (company.code, company.name, company.inn, company.status) == (
        "007",
        "ООО «Ёлка»; цех",
        "7707083893",
        "member",
    )
    assert (company.roles, company.minpromtorg, company.confirmed_on) == (
        ["manufacturer", "contractor"],
        True,
        date(2026, 9, 15),
    )


def test_every_field_of_an_offer_goes_in_from_a_workbook(stocked, tmp_path):
    header = ("Код", "Код записи", "Вид", "Наименование", "Описание", "ОКПД2", "Ед. изм.", "Мощность в месяц")
    more = (
        "Загрузка, %",
        "Мин. партия",
        "Срок поставки, дн.",
        "ГОСТ/ТУ",
        "Радиус поставки, км",
        "Подтверждено",
    )
    row = (
        "К-1",
        7,
        "Материал",
        "Песок",
        "Мытый",
        8.12,
        "т",
        "1 200,5",
        85,
        20,
        3.0,
        "ГОСТ 8736",
        90,
        datetime(2026, 9, 15),
    )
    bring_in(stocked, write_workbook(tmp_path / "a.xlsx", Предложения=[header + more, row]))
    offer = only(stocked, OfferRow)
    assert (offer.code, offer.kind, offer.title, offer.description, offer.okpd2) == (
        "7",
        "material",
        "Песок",
        "Мытый",
        "08.12",
    )
    assert (offer.unit, offer.capacity_per_month, offer.utilisation_percent, offer.min_batch) == (
        "т",
        1200.5,
        85,
        "20",
    )
    assert (offer.lead_time_days, offer.standard, offer.radius_km) == (3, "ГОСТ 8736", 90)
    assert offer.confirmed_on == date(2026, 9, 15)


def test_every_field_of_a_need_goes_in_from_a_csv(stocked, tmp_path):
    header = (
        "Код",
        "Код записи",
        "Вид",
        "Наименование",
        "Описание",
        "ОКПД2",
        "Объём",
        "Ед. изм.",
        "Срок",
        "Место",
    )
    more = ("Сейчас покупаем у", "Импорт", "Видимость")
    row = (
        "К-2",
        "П-1",
        "",
        "Бетон",
        "М300",
        "23.63",
        "40",
        "м³",
        "до конца месяца",
        "Ялуторовск",
        "ООО «Х»",
        "нет",
        "кластер",
    )
    bring_in(stocked, write_csv(tmp_path / "a.csv", header + more, row))
    need = only(stocked, NeedRow)
    assert (need.code, need.kind, need.title, need.description, need.okpd2) == (
        "П-1",
        "product",
        "Бетон",
        "М300",
        "23.63",
    )
    assert (need.volume, need.unit, need.due, need.place) == (40, "м³", "до конца месяца", "Ялуторовск")
    assert (need.current_supplier, need.imported, need.visibility) == ("ООО «Х»", False, "cluster")


def test_a_need_is_private_unless_it_says_otherwise(stocked, tmp_path):
    bring_in(stocked, write_csv(tmp_path / "needs.csv", *NEEDS))
    assert only(stocked, NeedRow).visibility == "private"


def test_an_inn_that_excel_made_a_number_is_mended_and_finds_its_company(database, tmp_path):
    companies = [("ИНН", "Название"), ("0057534769", "Завод")]
    offers = [("ИНН", "Наименование"), (57534769.0, "Песок")]
    report = bring_in(database, write_workbook(tmp_path / "a.xlsx", Предложения=offers, Компании=companies))
    assert counts(report) == (2, 2, 0, 0, 0)
    assert only(database, CompanyRow).code == "0057534769"


def test_a_date_for_a_code_is_rejected_and_the_good_rows_go_in(database, tmp_path):
    rows = [("Код", "Название"), (datetime(2026, 2, 1), "Завод"), ("К-2", "Стройка")]
    report = bring_in(database, write_workbook(tmp_path / "a.xlsx", Компании=rows))
    assert counts(report) == (2, 1, 0, 0, 1)
    ((sheet, row, column, message),) = told(report)
    assert (sheet, row, column) == ("Компании", 2, "Код")
    assert "формат «Текстовый»" in message


def test_a_bad_row_is_told_with_every_column_that_is_wrong(database, tmp_path):
    rows = (
        ("Код", "Название", "ИНН", "E-mail", "Сайт"),
        ("К-1", "", "7707083894", "завод", "javascript:alert(a.b)"),
        ("", "Без кода", "", "", ""),
        ("К-3", "Хорошая", "7707083893", "a@zavod.example.org", "zavod.example.org"),
    )
    report = bring_in(database, write_csv(tmp_path / "a.csv", *rows))
    assert counts(report) == (3, 1, 0, 0, 2)
    assert told(report) == [
        ("Компании", 2, "Название", "Ячейка пуста, а она обязательна"),
        ("Компании", 2, "ИНН", "ИНН «7707083894» неверен: нужно 10 или 12 цифр с верной контрольной суммой"),
        ("Компании", 2, "Общая почта", "Нужен один адрес вида name@site.ru, а здесь «завод»"),
        (
            "Компании",
            2,
            "Сайт",
            "Нужен адрес сайта вида site.ru или https://site.ru, а здесь «javascript:alert(a.b)»",
        ),
        ("Компании", 3, None, "Нужен Код или ИНН: неясно, о какой компании строка"),
    ]


def test_a_problem_below_a_quoted_line_break_names_the_row_that_excel_shows(database, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('Код;Название;О компании\nК-1;Завод;"раз\nдва\nтри"\n\nК-2;;\n', encoding="utf-8")
    assert told(bring_in(database, path)) == [("Компании", 4, "Название", "Ячейка пуста, а она обязательна")]


def test_unknown_columns_and_sheets_are_passed_over_and_named(database, tmp_path):
    rows = [("Код", "Цвет забора", "Название"), ("К-1", "синий", "Завод")]
    report = bring_in(
        database, write_workbook(tmp_path / "a.xlsx", Компании=rows, Заметки=[("Разное",), ("х",)])
    )
    assert counts(report) == (1, 1, 0, 0, 0)
    assert report.notes == [
        "Лист «Заметки» не распознан и пропущен",
        "Лист «Компании»: столбцы не нужны и пропущены: Цвет забора",
    ]


@pytest.mark.parametrize(
    ("name", "header", "message"),
    [
        ("a.csv", ("Имя", "Возраст"), "для листа «Компании» не хватает столбцов: Код или ИНН, Название"),
        (
            "Договоры.csv",
            ("Код", "Наименование"),
            "для листа «Договоры» не хватает столбцов: Поставщик, Заказчик, Предмет",
        ),
        ("Компании.csv", ("Код", "Статус"), "для листа «Компании» не хватает столбцов: Название"),
    ],
)
def test_a_header_that_fits_no_sheet_is_one_line_that_names_what_is_missing(
    database, tmp_path, name, header, message
):
    with pytest.raises(SpreadsheetError, match=f"{message}$"):
        bring_in(database, write_csv(tmp_path / name, header, ("1", "2")))


def test_a_file_with_a_column_twice_leaves_nothing(database, tmp_path):
    twice = [("Код", "Наименование", "Название"), ("К-1", "Песок", "Песок")]
    path = write_workbook(tmp_path / "a.xlsx", Компании=COMPANIES, Предложения=twice)
    with pytest.raises(SpreadsheetError, match="«Наименование» встречается дважды"):
        bring_in(database, path)
    assert all_of(database, CompanyRow.code) == []


def test_the_same_file_twice_changes_nothing(database, tmp_path):
    path = write_workbook(tmp_path / "a.xlsx", Компании=COMPANIES, Предложения=OFFERS, Потребности=NEEDS)
    assert counts(bring_in(database, path)) == (4, 4, 0, 0, 0)
    with database.reading() as session:
        before = pool_revision(session)
    assert counts(bring_in(database, path)) == (4, 0, 0, 4, 0)
    with database.reading() as session:
        assert pool_revision(session) == before


def test_a_changed_cell_updates_its_record_and_keeps_columns_that_the_file_lacks(stocked, tmp_path):
    rows = (("Код", "Название"), ("К-1", "Завод имени Завода"), ("К-2", "Стройка"))
    assert counts(bring_in(stocked, write_csv(tmp_path / "a.csv", *rows))) == (2, 0, 1, 1, 0)
    with stocked.reading() as session:
        company = session.scalars(select(CompanyRow).where(CompanyRow.code == "К-1")).one()
    assert (company.name, company.name_folded, company.status) == (
        "Завод имени Завода",
        "завод имени завода",
        "member",
    )


def test_an_empty_cell_takes_an_optional_value_away_but_never_a_status(stocked, tmp_path):
    full = (("Код", "Название", "Статус", "Регион"), ("К-1", "Завод", "участник", "Тюменская область"))
    bring_in(stocked, write_csv(tmp_path / "full.csv", *full))
    bring_in(stocked, write_csv(tmp_path / "empty.csv", full[0], ("К-1", "Завод", "", "")))
    with stocked.reading() as session:
        company = session.scalars(select(CompanyRow).where(CompanyRow.code == "К-1")).one()
    assert (company.status, company.region) == ("member", None)


def test_a_row_that_stands_twice_in_a_file_counts_once_as_created(database, tmp_path):
    rows = (("Код", "Название"), ("К-1", "Завод"), ("К-1", "Завод"))
    assert counts(bring_in(database, write_csv(tmp_path / "a.csv", *rows))) == (2, 1, 0, 1, 0)


def test_two_rows_of_one_record_that_differ_are_a_problem_of_the_second(database, tmp_path):
    rows = (("Код", "Название"), ("К-1", "Завод"), ("К-1", "Другой завод"))
    report = bring_in(database, write_csv(tmp_path / "a.csv", *rows))
    assert counts(report) == (2, 1, 0, 0, 1)
    assert told(report) == [
        ("Компании", 3, None, "Та же запись уже есть в строке 2 с другими данными: Название")
    ]


def test_an_inn_belongs_to_one_company(stocked, tmp_path):
    rows = (("Код", "ИНН", "Название"), ("К-1", "7707083893", "Завод"), ("К-9", "7707083893", "Чужой"))
    report = bring_in(stocked, write_csv(tmp_path / "companies.csv", *rows))
    assert told(report) == [("Компании", 3, "ИНН", "ИНН 7707083893 уже у компании «К-1»")]


def test_a_company_that_came_without_a_code_gets_one_later(database, tmp_path):
    bring_in(database, write_csv(tmp_path / "a.csv", ("ИНН", "Название"), ("7707083893", "Завод")))
    later = write_csv(tmp_path / "b.csv", ("Код", "ИНН", "Название"), ("К-1", "7707083893", "Завод"))
    assert counts(bring_in(database, later)) == (1, 0, 1, 0, 0)
    assert counts(bring_in(database, later)) == (1, 0, 0, 1, 0)
    assert only(database, CompanyRow).code == "К-1"


def test_code_and_inn_of_two_companies_in_one_row_are_a_problem(stocked, tmp_path):
    bring_in(
        stocked, write_csv(tmp_path / "a.csv", ("Код", "ИНН", "Название"), ("К-2", "7707083893", "Стройка"))
    )
    offers = [("Код", "ИНН", "Наименование"), ("К-1", "7707083893", "Песок")]
    (problem,) = told(bring_in(stocked, write_workbook(tmp_path / "b.xlsx", Предложения=offers)))
    assert problem == ("Предложения", 2, "Код", "Код «К-1» и ИНН 7707083893 принадлежат разным компаниям")


def test_an_unknown_company_is_a_problem_of_the_row(stocked, tmp_path):
    rows = (*OFFERS, ("К-404", "товар", "Кирпич"))
    report = bring_in(stocked, write_csv(tmp_path / "offers.csv", *rows))
    assert counts(report) == (2, 1, 0, 0, 1)
    assert told(report) == [("Предложения", 3, "Код", "Компании «К-404» нет в пуле: сначала заведите её")]


def test_an_outside_customer_offers_nothing(database, tmp_path):
    companies = [("Код", "Название", "Статус"), ("К-1", "Заказчик", "внешний заказчик")]
    report = bring_in(database, write_workbook(tmp_path / "a.xlsx", Компании=companies, Предложения=OFFERS))
    assert told(report) == [("Предложения", 2, "Код", "У внешнего заказчика не бывает предложений")]


def test_a_record_without_a_code_is_known_by_company_kind_and_name(stocked, tmp_path):
    header = ("Код", "Вид", "Наименование", "Описание")
    bring_in(stocked, write_csv(tmp_path / "offers.csv", header, ("К-1", "товар", "Щебень", "5-20")))
    again = (
        header,
        ("К-1", "", " щебень ", "20-40"),
        ("К-1", "услуга", "Щебень", ""),
        ("К-2", "товар", "Щебень", ""),
    )
    assert counts(bring_in(stocked, write_csv(tmp_path / "offers.csv", *again))) == (3, 2, 1, 0, 0)


def test_records_of_one_name_are_told_apart_by_their_codes(stocked, tmp_path):
    header = ("Код", "Код записи", "Наименование", "Описание")
    rows = (
        header,
        ("К-1", "1", "Щебень", "5-20"),
        ("К-1", "2", "Щебень", "20-40"),
        ("К-2", "1", "Щебень", ""),
    )
    path = write_csv(tmp_path / "offers.csv", *rows)
    assert counts(bring_in(stocked, path)) == (3, 3, 0, 0, 0)
    assert counts(bring_in(stocked, path)) == (3, 0, 0, 3, 0)


def test_a_record_that_came_without_a_code_takes_the_code_that_comes_later(stocked, tmp_path):
    bring_in(stocked, write_csv(tmp_path / "a.csv", ("Код", "Наименование"), ("К-1", "Щебень")))
    coded = (("Код", "Код записи", "Наименование"), ("К-1", "Щ-1", "Щебень"))
    assert counts(bring_in(stocked, write_csv(tmp_path / "offers.csv", *coded))) == (1, 0, 1, 0, 0)
    assert only(stocked, OfferRow).code == "Щ-1"


@pytest.mark.parametrize("code", ["", "Щ-1"])
def test_an_archived_record_does_not_come_back_unasked(stocked, tmp_path, code):
    rows = (("Код", "Код записи", "Наименование"), ("К-1", code, "Щебень"))
    path = write_csv(tmp_path / "offers.csv", *rows)
    bring_in(stocked, path)
    with stocked.changing("test", "archive") as session:
        entry.archive(session.scalars(select(OfferRow)).one())
    message = "Запись есть в архиве: верните её из архива или уберите строку"
    assert told(bring_in(stocked, path)) == [("Предложения", 2, None, message)]


def test_an_archived_company_takes_no_rows(stocked, tmp_path):
    with stocked.changing("test", "archive") as session:
        entry.archive(session.scalars(select(CompanyRow).where(CompanyRow.code == "К-1")).one())
    path = write_workbook(tmp_path / "a.xlsx", Компании=COMPANIES, Предложения=OFFERS)
    assert told(bring_in(stocked, path)) == [
        ("Компании", 2, None, "Запись есть в архиве: верните её из архива или уберите строку"),
        ("Предложения", 2, "Код", "Компания «К-1» в архиве"),
    ]


CHAIN_SHEETS = {
    "Звенья": [
        ("Код звена", "Код проекта", "Наименование", "Закрыто кем", "Основание"),
        ("З-1", "ПР-1", "Песок", "К-1; К-2", "договор"),
    ],
    "Проекты": [
        ("Код проекта", "Код цепочки", "Название", "Продукт", "Инициатор"),
        ("ПР-1", "Ц-1", "Линия", "Блоки", "К-1"),
    ],
    "Цепочки": [("Код цепочки", "Название", "Инвестиции, руб."), ("Ц-1", "Блоки", 3_600_000_000)],
    "Договоры": [("Поставщик", "Заказчик", "Предмет", "Сумма, руб."), ("К-1", "К-2", "Песок", "1 000 000")],
    "Потребности": NEEDS,
    "Предложения": OFFERS,
    "Компании": COMPANIES,
}


def test_sheets_may_stand_in_any_order_in_a_workbook(database, tmp_path):
    path = write_workbook(tmp_path / "a.xlsx", **CHAIN_SHEETS)
    assert counts(bring_in(database, path)) == (8, 8, 0, 0, 0)
    assert counts(bring_in(database, path)) == (8, 0, 0, 8, 0)
    slot, project, chain = only(database, SlotRow), only(database, ProjectRow), only(database, ChainRow)
    assert (len(slot.filled_by), slot.basis, slot.project_id) == (2, "contract", project.id)
    assert (project.chain_id, chain.investment_rub, chain.stage) == (chain.id, 3.6e9, "conceived")
    assert only(database, ContractRow).amount_rub == 1e6


def test_what_a_chain_refers_to_must_exist(stocked, tmp_path):
    sheets = {name: CHAIN_SHEETS[name] for name in ("Звенья", "Проекты")}
    sheets["Договоры"] = [
        ("Поставщик", "Заказчик", "Предмет"),
        ("К-1", "К-1", "Песок"),
        ("К-9", "К-1", "Песок"),
    ]
    assert told(bring_in(stocked, write_workbook(tmp_path / "a.xlsx", **sheets))) == [
        ("Договоры", 2, "Заказчик", "Поставщик и заказчик — одна и та же компания"),
        ("Договоры", 3, "Поставщик", "Компании «К-9» нет в пуле: сначала заведите её"),
        ("Проекты", 2, "Код цепочки", "Цепочки «Ц-1» нет"),
        ("Звенья", 2, "Код проекта", "Проекта «ПР-1» нет"),
    ]


def test_a_contract_keeps_its_code_when_a_file_does_not_tell_it(stocked, tmp_path):
    header = ("Код записи", "Поставщик", "Заказчик", "Предмет")
    bring_in(stocked, write_csv(tmp_path / "a.csv", header, ("Д-1", "К-1", "К-2", "Песок")))
    again = write_csv(tmp_path / "b.csv", header, ("", "К-1", "К-2", "песок "))
    assert counts(bring_in(stocked, again))[1] == 0
    assert only(stocked, ContractRow).code == "Д-1"


def test_the_audit_line_counts_each_changed_record_once(stocked, tmp_path):
    companies = [
        ("Код", "Название"),
        ("К-1", "Новое имя"),
        ("К-2", "Стройка"),
        ("К-3", "Третья"),
        ("К-4", "Четвёртая"),
    ]
    bring_in(stocked, write_workbook(tmp_path / "a.xlsx", Компании=companies, Предложения=OFFERS))
    with stocked.reading() as session:
        line = session.scalars(select(AuditRow).order_by(AuditRow.id.desc())).first()
    assert line.details["counts"] == {"companies": 3, "offers": 1}


SOUP_SHEETS = (
    columns.COMPANIES,
    columns.OFFERS,
    columns.NEEDS,
    columns.CONTRACTS,
    columns.CHAINS,
    columns.PROJECTS,
    columns.SLOTS,
)
soup_cells = cells | st.sampled_from(
    ["К-1", "К-2", "7707083893", 7707083893.0, "Ц-1", "ПР-1", "товар", "участник", "Песок"]
)


@st.composite
def soup_tables(draw):
    sheet = draw(st.sampled_from(SOUP_SHEETS))
    header = draw(st.permutations([column.title for column in sheet.columns]))
    rows = draw(st.lists(st.lists(soup_cells, max_size=len(header)), max_size=6))
    return Table(
        sheet.title, tuple(header), tuple((number, tuple(row)) for number, row in enumerate(rows, 2))
    )


class UndoneError(Exception):
    pass


@given(st.lists(soup_tables(), min_size=1, max_size=4))
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_a_soup_of_cells_never_crashes_and_its_counts_add_up(stocked, tables):
    with pytest.raises(UndoneError), stocked.changing("test", "soup") as session:
        report = import_tables(session, tables)
        session.flush()
        num_kept = report.created + report.updated + report.unchanged
        assert report.read == num_kept + report.rejected == sum(len(table.rows) for table in tables)
        assert len({(p.sheet, p.row) for p in report.problems}) <= report.rejected
        raise UndoneError


@given(st.lists(soup_tables(), min_size=1, max_size=4))
@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_what_went_in_from_a_soup_is_exported_and_unchanged_when_it_comes_again(stocked, tmp_path, tables):
    with pytest.raises(UndoneError), stocked.changing("test", "soup") as session:
        import_tables(session, tables)
        session.flush()
        session.expire_all()
        num_records = export_pool(session, tmp_path / "soup.xlsx")
        report = import_tables(session, read_tables(tmp_path / "soup.xlsx"))
        assert counts(report) == (num_records, 0, 0, num_records, 0), report
        raise UndoneError


def test_the_pool_is_as_before_when_an_import_fails_half_way(stocked, tmp_path):
    with pytest.raises(UndoneError), stocked.changing("test", "import") as session:
        import_tables(session, [Table("Компании", ("Код", "Название"), ((2, ("К-3", "Третья")),))])
        raise UndoneError
    assert all_of(stocked, CompanyRow.code) == ["К-1", "К-2"]


def test_a_phone_with_a_digit_too_many_is_a_rejected_row_with_what_to_mend(database, tmp_path):
    rows = (("Код", "Название", "Телефон"), ("а", "Завод", "+7 3452 11-22-334"), ("б", "Цех", "2-22-22"))
    report = bring_in(database, write_csv(tmp_path / "телефоны.csv", *rows))
    assert counts(report) == (2, 1, 0, 0, 1)
    (problem,) = report.problems
    assert (problem.row, problem.column) == (2, "Телефон") and "нужно 11" in problem.message
    assert [row.cells[0] for row in report.rejected_rows] == ["а"]


def test_a_cell_with_its_unit_fills_the_column_of_units(stocked, tmp_path):
    rows = (("Код", "Наименование", "Объём"), ("К-1", "Плёнка", "5000 м²"))
    bring_in(stocked, write_workbook(tmp_path / "п.xlsx", Потребности=rows))
    need = only(stocked, NeedRow)
    assert (need.volume, need.unit) == (5000.0, "м²")
