from data.exchange.columns import COMPANIES
from service.web.presenting import cell_text, snapshot_moment


def test_a_name_that_is_no_moment_is_shown_as_it_is():
    assert snapshot_moment("golden") == "golden"
    assert "2026" in snapshot_moment("20261122T220429-34de7d48")


def test_cells_are_written_in_the_words_of_the_sheet():
    assert cell_text(COMPANIES.column("roles"), ["manufacturer", "carrier"]) == "производитель; перевозчик"
    assert cell_text(COMPANIES.column("minpromtorg"), False) == "нет"
    assert cell_text(COMPANIES.column("inn"), None) == ""
