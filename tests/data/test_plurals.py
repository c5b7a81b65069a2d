import pytest

from data.plurals import counted_form


@pytest.mark.parametrize(
    ("count", "form"),
    [
        (1, "рулон"),
        (21, "рулон"),
        (2, "рулона"),
        (1.5, "рулона"),
        (5, "рулонов"),
        (11, "рулонов"),
        (0, "рулонов"),
    ],
)
def test_a_number_has_its_form_of_a_word(count, form):
    assert counted_form(count, "рулон", "рулона", "рулонов") == form
