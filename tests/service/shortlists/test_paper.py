"""What the files of a shortlist say."""

from datetime import date

from data.classifiers.classifier import CodeNames
from data.profiles import Need
from service.journal.need_telling import ToldNeed
from service.shortlists.paper import paper_of
from service.shortlists.shortlist import Shortlist

NAMES = CodeNames({"23.63.10": "Бетон, готовый для заливки"})


def facts(code):
    need = Need(title="Бетон М300", okpd2=code)
    return paper_of(Shortlist(need, (), "снимок"), ToldNeed(need), date(2026, 11, 28), None, NAMES).facts


def test_a_code_is_told_with_its_name_and_an_unknown_one_as_it_is():
    assert "ОКПД2: 23.63.10 («Бетон, готовый для заливки»)" in facts("23.63.10")
    assert "ОКПД2: 23.99" in facts("23.99")
