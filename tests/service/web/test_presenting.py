from datetime import UTC, datetime

from data.exchange.columns import COMPANIES
from service.settings import live_in
from service.web.presenting import cell_text, moment, moment_day, snapshot_moment


def test_moments_are_told_by_the_clock_of_the_association(monkeypatch):
    monkeypatch.setenv("TZ", "UTC")  # put back after the test
    live_in("Asia/Yekaterinburg")
    late = datetime(2026, 11, 28, 20, 30, tzinfo=UTC)
    assert (moment(late), moment_day(late)) == ("29.11.2026 01:30", "29.11.2026")


def test_a_name_that_is_no_moment_is_shown_as_it_is():
    assert snapshot_moment("golden") == "golden"
    assert "2026" in snapshot_moment("20261122T220429-34de7d48")


def test_cells_are_written_in_the_words_of_the_sheet():
    assert cell_text(COMPANIES.column("roles"), ["manufacturer", "carrier"]) == "производитель; перевозчик"
    assert cell_text(COMPANIES.column("minpromtorg"), False) == "нет"
    assert cell_text(COMPANIES.column("inn"), None) == ""
