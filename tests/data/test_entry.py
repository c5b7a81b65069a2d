import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from data import entry
from data.entry import EntryError
from data.exchange.columns import COMPANIES, NEEDS, OFFERS
from data.tables.pool import CompanyRow, NeedRow, OfferRow
from tests.data.cell_strategies import cells
from tests.data.sheet_files import bring_in, counts, told, write_csv


@pytest.fixture
def session(database):
    with database.reading() as session:
        yield session


@pytest.fixture
def company(session):
    return entry.create(session, CompanyRow, {"code": "К-1", "name": "Завод", "status": "участник"})


def wrong_fields(error):
    return [(e.field, str(e)) for e in error.value.errors]


def test_a_company_by_hand_is_checked_and_cleaned_as_an_imported_one(session):
    values = {
        "name": " ООО  «Ёлка» ",
        "inn": 57534769,
        "roles": ["завод", "подрядчик"],
        "website": "elka.example.org",
    }
    row = entry.create(session, CompanyRow, values)
    assert (row.code, row.inn, row.name, row.name_folded) == (
        "0057534769",
        "0057534769",
        "ООО «Ёлка»",
        "ооо «елка»",
    )
    assert (row.status, row.roles, row.website) == (
        "prospect",
        ["manufacturer", "contractor"],
        "https://elka.example.org",
    )


def test_an_amount_typed_with_its_unit_fills_the_field_of_units(session, company):
    row = entry.create(session, NeedRow, {"company_id": company.id, "title": "Плёнка", "volume": "5000 м²"})
    assert (row.volume, row.unit) == (5000.0, "м²")
    with pytest.raises(EntryError, match=r"та же, что в поле «Ед\. изм\.», а здесь «40 т»"):
        entry.update(session, row, {"volume": "40 т", "unit": "м²"})


def test_what_was_kept_before_its_field_was_checked_hinders_no_other_change(session, company):
    company.phone = "12-34"
    entry.update(session, company, {"phone": "12-34", "about": "Бетон"})
    assert (company.phone, company.about) == ("12-34", "Бетон")
    with pytest.raises(EntryError):
        entry.update(session, company, {"phone": "1-23", "about": "Раствор"})
    assert company.about == "Бетон"


def test_a_company_without_code_and_inn_gets_a_code(session):
    codes = {entry.create(session, CompanyRow, {"name": "Завод"}).code for _ in range(2)}
    assert len(codes) == 2
    assert all(code.startswith("auto-") for code in codes)


def test_every_wrong_field_is_named_at_once(session):
    with pytest.raises(EntryError) as error:
        entry.create(session, CompanyRow, {"inn": "1", "contact_email": "завод", "status": "друг"})
    assert [field for field, _ in wrong_fields(error)] == ["contact_email", "inn", "name", "status"]
    assert ("name", "Поле нужно заполнить") in wrong_fields(error)


@pytest.mark.parametrize("name", [None, "", " ", "\x00"])
def test_a_name_is_needed(session, name):
    with pytest.raises(EntryError, match="Поле нужно заполнить"):
        entry.create(session, CompanyRow, {"name": name})


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"code": "К-1", "name": "Другой"}, "code", "Код «К-1» уже занят"),
        ({"inn": "7707083893", "name": "Другой"}, "inn", "ИНН 7707083893 уже есть в пуле"),
    ],
)
def test_code_and_inn_belong_to_one_company(session, company, values, field, message):
    entry.update(session, company, {"inn": "7707083893"})
    with pytest.raises(EntryError) as error:
        entry.create(session, CompanyRow, values)
    assert wrong_fields(error) == [(field, message)]


def test_a_refused_edit_changes_nothing(session, company):
    entry.create(session, CompanyRow, {"code": "К-2", "name": "Стройка"})
    with pytest.raises(EntryError, match="Код «К-2» уже занят"):
        entry.update(session, company, {"code": "К-2", "name": "Новое имя"})
    with pytest.raises(EntryError, match="Поле нужно заполнить"):
        entry.update(session, company, {"name": "Новое имя", "status": None})
    session.flush()
    session.refresh(company)
    assert (company.code, company.name, company.name_folded) == ("К-1", "Завод", "завод")


def test_an_edit_changes_the_given_fields_only(session, company):
    entry.update(session, company, {"name": "Ёлка", "region": "Тюменская область"})
    assert (company.name, company.name_folded, company.region, company.status) == (
        "Ёлка",
        "елка",
        "Тюменская область",
        "member",
    )
    entry.update(session, company, {"region": None})
    assert company.region is None


def test_an_offer_by_hand_is_a_product_unless_it_says_otherwise(session, company):
    offer = entry.create(
        session, OfferRow, {"company_id": company.id, "title": "Щебень", "capacity_per_month": 12}
    )
    need = entry.create(session, NeedRow, {"company_id": company.id, "title": "Песок", "kind": "материал"})
    assert (offer.kind, offer.capacity_per_month, need.kind, need.visibility) == (
        "product",
        12,
        "material",
        "private",
    )


@pytest.mark.parametrize("company_id", [None, 0, 404, 2**70])
def test_a_record_is_of_a_company_that_exists(session, company_id):
    with pytest.raises(EntryError) as error:
        entry.create(session, OfferRow, {"company_id": company_id, "title": "Щебень"})
    assert wrong_fields(error) == [("company_id", "Такой компании в пуле нет")]


def test_a_record_without_a_company_is_refused(session):
    with pytest.raises(EntryError, match="Такой компании в пуле нет"):
        entry.create(session, NeedRow, {"title": "Щебень"})


def test_fields_that_a_record_has_not_are_passed_over(session, company):
    values = {
        "company_id": company.id,
        "title": "Щебень",
        "company_code": "К-1",
        "company_inn": None,
        "id": 9,
        "x": 1,
    }
    offer = entry.create(session, OfferRow, values)
    entry.update(session, offer, {"company_code": "К-2", "company_inn": "7707083893", "id": 10})
    assert (offer.company_id, offer.title) == (company.id, "Щебень")


def test_an_archived_company_takes_no_records(session, company):
    entry.archive(company)
    with pytest.raises(EntryError, match="Такой компании в пуле нет"):
        entry.create(session, NeedRow, {"company_id": company.id, "title": "Песок"})
    entry.restore(company)
    assert entry.create(session, NeedRow, {"company_id": company.id, "title": "Песок"}).id


def test_an_outside_customer_offers_nothing_but_needs(session):
    customer = entry.create(session, CompanyRow, {"name": "Заказчик", "status": "внешний заказчик"})
    with pytest.raises(EntryError, match="У внешнего заказчика не бывает предложений"):
        entry.create(session, OfferRow, {"company_id": customer.id, "title": "Щебень"})
    assert entry.create(session, NeedRow, {"company_id": customer.id, "title": "Песок"}).id


def test_a_record_code_is_taken_once_within_a_company(session, company):
    values = {"company_id": company.id, "title": "Щебень", "code": "1"}
    entry.create(session, OfferRow, values)
    entry.create(session, NeedRow, values)
    with pytest.raises(EntryError, match="Код записи «1» у этой компании уже занят"):
        entry.create(session, OfferRow, values | {"title": "Песок"})


def test_what_was_entered_by_hand_is_the_same_to_an_import(database, tmp_path):
    with database.changing("test", "entry") as session:
        company = entry.create(session, CompanyRow, {"code": "К-1", "name": "Завод"})
        entry.create(
            session, OfferRow, {"company_id": company.id, "title": "Щебень", "capacity_per_month": "1 200"}
        )
    rows = (("Код", "Наименование", "Мощность в месяц"), ("К-1", "щебень", "1200"))
    report = bring_in(database, write_csv(tmp_path / "offers.csv", *rows))
    assert (counts(report), told(report)) == ((1, 0, 1, 0, 0), [])


TABLES = {CompanyRow: COMPANIES, OfferRow: OFFERS, NeedRow: NEEDS}


@given(st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_values_are_kept_or_refused_with_their_fields(session, company, data):
    table = data.draw(st.sampled_from(list(TABLES)))
    fields = [column.field for column in TABLES[table].columns] + ["company_id"]
    company_ids = st.sampled_from([company.id, 404, None])
    values = data.draw(st.dictionaries(st.sampled_from(fields), cells)) | {
        "company_id": data.draw(company_ids)
    }
    try:
        with session.begin_nested():
            row = entry.create(session, table, values)
            entry.update(
                session, row, {name: value for name, value in values.items() if name != "company_id"}
            )
    except EntryError as error:
        assert all(e.field in fields for e in error.errors)
    assert session.scalars(select(CompanyRow.code)).all().count("К-1") == 1
