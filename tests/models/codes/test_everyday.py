"""Names of daily use lead to codes that can be."""

from data.identifiers import classifier_code
from models.codes.everyday import EverydayName, everyday_names


def test_every_name_has_a_code():
    assert [one for one in everyday_names() if not one.name or classifier_code(one.okpd2) != one.okpd2] == []


def test_products_inputs_and_trades_are_among_them():
    assert EverydayName("Газоблок", "23.61.11.140") in everyday_names()
    assert EverydayName("Доставка газоблока манипулятором", "49.41.20.000", True) in everyday_names()
    assert EverydayName("крыша", "43.91") in everyday_names()
