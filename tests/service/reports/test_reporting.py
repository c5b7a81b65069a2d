"""What a report may say of niches, and how it names its periods."""

from datetime import date

import pytest

from data.classifiers.classifier import CodeNames
from data.periods import Period
from data.references import okpd2_names, places
from data.tables.pool import CompanyRow
from models.demands.demand import Demand
from models.niches.niche import Niche
from service.market.niche_names import told_title
from service.recruiting.told_demands import Telling
from service.reports.words import period_name
from tests.factory import need

ASKER = CompanyRow(id=7, code="СТ-1", name="ООО «Стройтрест»", municipality="Тобольск")
TELLING = Telling([ASKER], places(), CodeNames(okpd2_names()))


def told(*niche_of, **fields):
    return told_title(niche(*niche_of, **fields), TELLING)


def niche(title, *needs, okpd2=None):
    demands = tuple(Demand("need", one, one.id) for one in needs)
    return Niche("н", title, okpd2, demands, len(needs), (), (), (), (), 0)


def test_private_words_are_not_told():
    assert told("Щебень для Стройтреста", need("Щебень для Стройтреста"), okpd2="08.12.12.140") == "Щебень"


def test_a_code_that_is_not_shipped_is_told_by_what_it_belongs_to():
    asked = need("Наш щебень")
    assert told("Наш щебень", asked, okpd2="08.12.12.999") == told("Наш щебень", asked, okpd2="08.12.12")


def test_without_words_and_code_only_the_kind_is_told():
    assert told("Наш щебень", need("Наш щебень", kind="material")) == "Материал: код ОКПД2 не указан"
    assert told("Наш щебень", need("Наш щебень")) == "Потребность: код ОКПД2 не указан"


def test_of_a_niche_only_words_that_the_cluster_reads_are_told():
    private, open_ = need("Щебень Стройтресту"), need("Щебень гранитный", visibility="cluster")
    assert told("Щебень Стройтресту", private, open_) == "Щебень гранитный"
    assert told("Щебень гранитный", private, open_) == "Щебень гранитный"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Щебень, звонить 8 912 345-67-89", "Щебень, звонить"),
        ("Щебень для Стройтреста", "Щебень"),
        ("Щебень в Тобольск", "Щебень"),
    ],
)
def test_open_words_do_not_tell_who_asks(title, expected):
    asked = need(title, company_id=ASKER.id, visibility="cluster")
    assert told(title, asked) == expected


PERIODS = {
    ("2026-10-01", "2027-01-01"): "IV квартал 2026 года",
    ("2026-01-01", "2026-04-01"): "I квартал 2026 года",
    ("2026-01-01", "2027-01-01"): "2026 год",
    ("2026-11-01", "2026-12-01"): "ноябрь 2026 года",
    ("2026-02-01", "2026-05-01"): "с 01.02.2026 по 30.04.2026",
    ("2026-07-01", "2027-07-01"): "с 01.07.2026 по 30.06.2027",
    ("2026-10-05", "2026-10-20"): "с 05.10.2026 по 19.10.2026",
}


@pytest.mark.parametrize(("days", "name"), PERIODS.items())
def test_periods_are_called_as_people_call_them(days, name):
    assert period_name(Period(*map(date.fromisoformat, days))) == name
