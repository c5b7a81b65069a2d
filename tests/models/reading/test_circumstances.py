import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.profiles import Need
from data.references import places
from models.reading.circumstances import completed, core_text, read_circumstances
from models.reading.text import READ_AT_MOST


def core(text):
    return core_text(Need(title=text), places())


def test_place_volume_and_term_are_read_out_of_a_half_sentence():
    text = "нужен бетон М300 на фундамент с доставкой в Ялуторовск, 40 кубов до конца месяца"
    found = read_circumstances(text, places())
    assert (found.place, found.volume, found.unit) == ("Ялуторовск", 40, "м³")
    assert core(text) == "бетон М300 на фундамент"


@pytest.mark.parametrize(
    ("text", "volume", "unit"),
    [
        ("20 тн", 20, "т"),
        ("1 200 шт.", 1200, "шт."),
        ("3,5 тыс. шт", 3.5, "тыс. шт."),
        ("250 м2", 250, "м²"),
        ("5 поддонов", 5, "поддон"),
        ("60 пог. м", 60, "пог. м"),
    ],
)
def test_units_of_trade_are_read_however_they_are_written(text, volume, unit):
    found = read_circumstances(f"кирпич {text}", places())
    assert (found.volume, found.unit) == (volume, unit)


@pytest.mark.parametrize(
    "text", ["геотекстиль 200 г/м2", "блок 600х300х200", "арматура 12 мм", "ЦЕМ I 42,5Н"]
)
def test_densities_sizes_and_grades_are_no_volumes(text):
    assert read_circumstances(text, places()).volume is None
    assert core(text) == text


@pytest.mark.parametrize("text", ["в Тюмени", "г. Тюмень", "доставка до Тюмени", "Тюмень"])
def test_a_place_is_read_in_any_case_of_grammar(text):
    assert completed(Need(title=f"щебень {text}"), places()).place == "Тюмень"


def test_a_place_in_lower_case_needs_a_preposition():
    assert read_circumstances("щебень в нижнюю тавду", places()).place == "Нижняя Тавда"
    assert read_circumstances("победа над мирным надымом", places()).place is None


def test_what_was_filled_in_by_hand_is_kept():
    need = Need(title="бетон 40 кубов в Ялуторовск", place="Тобольск", volume=5, unit="т")
    assert completed(need, places()) == need


def test_a_text_of_circumstances_alone_stays_whole():
    assert core("в Тюмень 40 кубов до конца месяца") != ""


@given(st.text(max_size=200))
def test_any_text_can_be_read(text):
    assert isinstance(core_text(Need(title=text), places()), str)


def test_a_text_full_of_places_and_numbers_is_read_from_its_beginning():
    for text in ("в Тюмени " * 1_100, "1 " * 5_000, "111 " * 2_500):
        spans = read_circumstances(text, places()).spans
        assert all(start < end <= READ_AT_MOST for start, end in spans)


def test_a_place_brings_only_the_words_before_it_that_announce_it():
    text = "кирпич " * 20 + "с доставкой в Тюмень"
    assert [text[a:b] for a, b in read_circumstances(text, places()).spans] == ["с доставкой в Тюмень"]


def test_a_volume_is_no_endless_row_of_numbers():
    assert read_circumstances("кирпич 1 200 000 шт", places()).volume == 1_200_000
    assert read_circumstances("кирпич " + "111 " * 50 + "шт", places()).volume == 111_111_111_111_111
