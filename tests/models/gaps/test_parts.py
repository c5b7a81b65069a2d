import pytest

from models.gaps.parts import parts_of


def things(title):
    return [part.text for part in parts_of(title)]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Плёнка и лента", ["Плёнка", "лента"]),
        ("сетки и каркасы; фиксаторы", ["сетки", "каркасы", "фиксаторы"]),
        ("Известь, гипс и цемент навалом", ["Известь", "гипс", "цемент навалом"]),
        ("Керамзитовый гравий и песок", ["Керамзитовый гравий", "песок"]),
        ("Кассеты и стальные формы под 160 и 380 мм", ["Кассеты", "стальные формы под 160 и 380 мм"]),
        ("Гнутые профили и уголки", ["Гнутые профили", "уголки"]),
    ],
)
def test_a_title_may_name_several_things(title, expected):
    assert things(title) == expected


@pytest.mark.parametrize(
    "title",
    [
        "Цемент М500",
        "Силос цемента и извести на 100–120 т",  # of both, one silo
        "Линия с каландром и пультом",  # with both, one line
        "Этикетка на ведро и банку",
        "Панели наружные и внутренние",
        "Ведро полипропиленовое 11 и 20 л",
        "Песок речной мытый, Мк 1,6–1,9",  # a comma alone brings a property
        "Углекислота жидкая, налив",
        "и",
        "",
    ],
)
def test_a_title_of_one_thing_has_no_parts(title):
    assert parts_of(title) == ()


def test_a_thing_is_found_in_another_text_by_its_noun_in_any_form():
    film, tape = parts_of("Плёнка и лента")
    assert film.is_named_in("Рукав и плёнки любые")
    assert not tape.is_named_in("Рукав и плёнки любые")


def test_the_noun_counts_and_not_its_adjective():
    gravel, _ = parts_of("Керамзитовый гравий и песок")
    assert gravel.is_named_in("Гравий гранитный")
    assert not gravel.is_named_in("Блок керамзитовый")


def test_of_a_very_long_text_the_beginning_is_read():
    film, _ = parts_of("Плёнка и лента")
    assert film.is_named_in("плёнка " + "слово " * 2_000)
    assert not film.is_named_in("слово " * 2_000 + "плёнка")


def test_a_long_list_is_looked_for_in_long_texts_at_once():
    listed = parts_of(", ".join(f"тара{letter}" for letter in "абвгдежзиклмнопрст") + " и лента")
    texts = [f"Плёнка {number} " + "слово " * 3_000 for number in range(60)]
    assert len(listed) == 19
    assert not any(part.is_named_in(text) for part in listed for text in texts)
