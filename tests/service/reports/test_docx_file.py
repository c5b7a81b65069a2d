"""The report as Word reads it."""

from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from data.store.figures import ChainSlots, Sum
from service.reports.docx_file import report_docx
from tests.service.report_worlds import SECTIONS, report, stocks


def opened(made):
    return Document(BytesIO(report_docx(made)))


def headings(document):
    return [p.text for p in document.paragraphs if p.style.name == "Heading 1"]


def table_under(document, title):
    """Rows of the table that follows a heading, as texts."""
    seen = False
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            if seen:
                return [[cell.text for cell in row.cells] for row in block.rows]
        elif block.text == title:
            seen = True
    raise AssertionError(f"no table under {title}")


def test_every_section_has_a_real_heading():
    assert headings(opened(report())) == SECTIONS


def test_what_happened_stands_beside_the_period_before():
    table = table_under(opened(report()), "За период")
    assert table[0] == ["Что произошло", *["Число"] * 3, *["Сумма, млн\u00a0руб."] * 3]
    assert table[1][1:4] == ["за период", "за прошлый", "изменение"]
    assert table[2] == ["Заведено компаний", "7", "5", "+2", "—", "—", "—"]
    assert table[3] == ["Заключено договоров", "3", "1", "+2", "2,5", "4", "−1,5"]
    assert table[4][1:4] == ["10", "10", "без изменений"]


def test_how_things_stand_is_set_beside_what_was_kept():
    before = stocks(companies={"member": 20, "joining": 61}, chains={"forming": Sum(1, 3.6e9)})
    document = opened(report(before))
    assert table_under(document, "Компании по статусам")[2:4] == [
        ["участник", "21", "20", "+1"],
        ["вступает", "60", "61", "−1"],
    ]
    row = table_under(document, "Цепочки по стадиям")[3]
    assert row == ["формируется", "2", "1", "+1", "4\u00a0408,5", "3\u00a0600", "+808,5"]
    assert "Сравнивается с цифрами справки от 20.06.2026" in "\n".join(p.text for p in document.paragraphs)


def test_where_nothing_was_kept_no_number_is_made_up():
    document = opened(report())
    assert table_under(document, "Потребности") == [
        ["Потребности", "Число"],
        ["Открытые", "120"],
        ["Срок прошёл", "0"],
        ["Закрытые", "8"],
        ["Всего", "128"],
    ]
    assert [p.text for p in document.paragraphs].count("Данных за прошлый период нет.") == 8


def test_a_chain_that_is_gone_has_lost_its_slots():
    before = stocks(slots=(ChainSlots("Ц-9", "Ушедшая", 0, 1, 2),))
    rows = table_under(opened(report(before)), "Звенья цепочек")[2:]
    assert rows[0] == ["Ушедшая", *("0", "0", "без изменений"), *("0", "1", "−1"), *("0", "2", "−2")]
    assert rows[1][:4] == ["Стеновые изделия", "4", "0", "+4"]
    assert rows[2][0] == "Всего" and rows[2][-3:] == ["17", "2", "+15"]


def test_the_paper_is_a4_on_its_side_in_russian_and_heads_come_again():
    document = opened(report())
    section = document.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (29.7, 21.0)
    assert document.core_properties.title == "Справка о работе промышленного кластера"
    assert document.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "ru-RU"
    rows = document.tables[0].rows
    repeated = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in rows]
    assert repeated == [True, True, False, False, False, False, False]


@pytest.mark.parametrize("title", ["Стены\x00\x0b\ud800", "Стены\ufffe"])
def test_characters_that_no_document_holds_are_left_out(title):
    made = report(slots=(ChainSlots("Ц-1", title, 1, 0, 0),))
    assert table_under(opened(made), "Звенья цепочек")[1][0] == "Стены"


def test_before_the_first_snapshot_there_are_no_niches():
    document = opened(report(niches=None))
    assert headings(document)[-1] == "Инвестиционные ниши"
    assert document.paragraphs[-1].text == "Ниши ещё не посчитаны: снимка пула нет."


def test_every_table_is_as_wide_as_the_paper_lets_it():
    document = opened(report(stocks()))
    widths = {round(sum(cell.width.cm for cell in table.rows[-1].cells), 1) for table in document.tables}
    assert widths == {25.7}
