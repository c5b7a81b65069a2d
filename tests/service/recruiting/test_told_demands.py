"""Demands as an outsider is told of them."""

from data.chains.profiles import Slot
from data.classifiers.classifier import CodeNames
from data.profiles import Need
from data.references import okpd2_names, places
from data.tables.pool import CompanyRow
from models.demands.demand import Demand
from models.invitations.greedy import Closing
from models.invitations.wanted import Supply, Wanted
from service.recruiting.told_demands import Telling
from tests.factory import company
from tests.models.invitations.cases import candidate

ASKER = CompanyRow(
    id=1, name="ООО «Простенок»", municipality="Боровский", region="Тюменская область", code="БС-1"
)
OKPD2 = CodeNames(okpd2_names())
SUPPLIER = company(id=2, status="prospect")


def closing(title, slot=None, **fields):
    """A need of the asker, or a slot, that the supplier could meet."""
    asked = Need(title=title, company_id=1, **{"visibility": "cluster"} | fields)
    supply = Supply(candidate(SUPPLIER, wanted=asked), 1.0, False)
    return Closing(Wanted(Demand("need", asked), 1.0, (supply,), slot), supply, 1.0, 1.0)


def told(title, slot=None, asker=ASKER, **fields):
    """The line of a letter."""
    (line,) = Telling([asker], places(), OKPD2).told([closing(title, slot, **fields)])
    return str(line)


def test_an_open_need_is_told_in_its_own_words_with_volume_and_region():
    asked = {"volume": 1200.5, "unit": "т", "place": "Ялуторовск"}
    assert told("цемент навалом", **asked) == "Цемент навалом — 1\u00a0200,5 т, Тюменская область"


def test_a_private_need_is_told_by_the_name_of_its_code_with_a_round_volume():
    asked = {"visibility": "private", "okpd2": "23.51.12.111", "volume": 3217, "unit": "т"}
    line = told("Цемент для Простенка по секретной рецептуре", **asked)
    assert line == "Портландцемент без минеральных добавок — около 3\u00a0000 т, Тюменская область"


def test_without_a_code_the_product_is_told_and_then_the_companys_own_offer():
    assert told("Газоблок с тайной добавкой", visibility="private").startswith("Газоблок")
    assert "тайн" not in told("Газоблок с тайной добавкой", visibility="private")
    assert told("Тайная вещь", visibility="private").startswith("«Тайная вещь»")


def test_a_code_that_has_no_name_is_told_by_its_group():
    line = told("Секрет", visibility="private", okpd2="23.51.99.999")
    assert line.startswith("Цемент")


def test_a_slot_asks_every_month():
    line = told(
        "Известь", Slot(3, 4, "Известь"), okpd2="23.52.10", volume=400, unit="т", visibility="private"
    )
    assert "около 400 т в месяц" in line


def test_a_volume_that_the_title_tells_is_not_told_twice():
    assert told("мембраны 8040, 60 шт", volume=60, unit="шт.") == "Мембраны 8040, 60 шт — Тюменская область"
    assert told("Кран 50 т", volume=3, unit="смена") == "Кран 50 т — 3 смены, Тюменская область"


def test_a_unit_that_nobody_knows_is_not_told():
    assert told("Песок", volume=5, unit="машин до Простенка") == "Песок — Тюменская область"


def test_a_region_that_is_none_is_not_told():
    assert told("Песок", place="Площадка Простенок") == "Песок — Тюменская область"
    stranger = CompanyRow(id=1, name="ООО «Простенок»", region="у Простенка", code="БС-1")
    assert told("Песок", asker=stranger) == "Песок"


def test_where_the_thing_itself_had_to_be_hidden_the_code_is_told():
    assert told("«Простенок» просит песок", okpd2="08.12.11").startswith("Пески")


def test_the_same_line_is_told_once_and_a_long_one_is_cut():
    long = closing("песок " * 100)
    (line,) = Telling([ASKER], places(), OKPD2).told([long, long])
    assert len(line.title) <= 160 and line.title.endswith("…")


def test_a_volume_of_next_to_nothing_is_told():
    line = told("Песок", visibility="private", okpd2="08.12.11", volume=5e-324, unit="т")
    assert line.endswith("около 0 т, Тюменская область")


def test_one_thing_of_one_region_is_one_line_with_its_first_volume():
    asked = {"visibility": "private", "okpd2": "23.51.12.111", "unit": "т", "place": "Тюмень"}
    closings = [closing("Цемент", volume=volume, **asked) for volume in (300, 50)]
    lines = Telling([ASKER], places(), OKPD2).told(closings)
    assert [line.volume for line in lines] == ["около 300 т"]
