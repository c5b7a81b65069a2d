"""The classifier that counts: loaded or shipped, the same for every worker, for those who may look."""

import pytest

from service.access import COMMAND_LINE, Caller
from service.classifiers.classifiers import Classifiers
from service.errors import ForbiddenError, NotFoundError
from tests.data.classifier_files import GOODS
from tests.service.classifiers.worlds import load_goods

MEMBER = Caller("user:9", "member")


def test_shipped_codes_serve_until_a_classifier_is_loaded(services, tmp_path):
    assert services.classifiers.names("okpd2").of("23.51") == "Цемент"
    load_goods(services, tmp_path)
    assert services.classifiers.names("okpd2").of("23.51") == ""
    assert services.classifiers.names("okpd2").of("23.61.11.140") == "Блоки силикатные"
    assert services.classifiers.names("okved2").of("23.51") == "Производство цемента"


def test_another_worker_sees_a_new_edition_at_once(services, tmp_path):
    other = Classifiers(services.database)
    assert not other.edition("okpd2").is_loaded
    load_goods(services, tmp_path)
    assert other.edition("okpd2").file_name == "окпд2.csv"
    load_goods(services, tmp_path, *GOODS[:2])
    assert len(other.edition("okpd2").catalogue.entries) == 2


def test_an_edition_is_read_once(services, tmp_path):
    load_goods(services, tmp_path)
    assert services.classifiers.edition("okpd2") is services.classifiers.edition("okpd2")


def test_codes_that_a_loaded_classifier_has_not_are_told(services, tmp_path):
    assert services.classifiers.unknown("okpd2", ["99.99", None]) == []
    load_goods(services, tmp_path)
    assert services.classifiers.unknown("okpd2", ["99.99", "23.61", None]) == ["99.99"]


def test_a_node_stands_among_its_neighbours(services, tmp_path):
    load_goods(services, tmp_path)
    node = services.classifiers.node(COMMAND_LINE, "okpd2", "23.61.11.140")
    assert [entry.code for entry in node.above] == ["23", "23.6", "23.61", "23.61.1", "23.61.11"]
    assert [entry.code for entry in node.below] == ["23.61.11.141"]


@pytest.mark.parametrize(("kind", "code"), [("okpd2", "99.99"), ("okato", "")])
def test_what_is_not_there_is_not_found(services, kind, code):
    with pytest.raises(NotFoundError):
        services.classifiers.node(COMMAND_LINE, kind, code)


def test_readers_look_codes_up_too(services):
    reader = Caller("user:8", "staff", role="reader")
    assert services.classifiers.find(reader, "okpd2", "цемент", 1)[0].entry.code == "23.51"


def test_only_staff_look_codes_up(services):
    with pytest.raises(ForbiddenError):
        services.classifiers.find(MEMBER, "okpd2", "бетон", 5)
    with pytest.raises(ForbiddenError):
        services.classifiers.node(MEMBER, "okpd2", "")
