import io

import pytest
from openpyxl import load_workbook

from service.drawing.sheet import xlsx
from tests.service.drawing.chains import consumer, picture, project, slot


def sheets(drawn):
    book = load_workbook(io.BytesIO(xlsx(drawn)))
    return {sheet.title: [[cell.value for cell in row] for row in sheet] for sheet in book}


def test_the_workbook_tells_what_the_picture_shows():
    drawn = picture(
        slot("1", "filled", note="материал, 40 т", companies=("Аэротех", "ЖБИ-3")),
        slot("2", title="Известь"),
        project("p", companies=("Поревит",), note="идея"),
        consumer("c"),
        consumer("d", title="Спрашивают", companies=("Стройтрест", "Мостострой")),
        edges=[("1", "p"), ("p", "c"), ("p", "d")],
    )
    assert sheets(drawn) == {
        "Звенья": [
            ["Проект", "Звено", "Вид и объём", "Состояние", "Компании"],
            ["Газоблок", "Цемент", "материал, 40 т", "закрыто", "Аэротех, ЖБИ-3"],
            [None, "Известь", "материал", "открыто", None],
        ],
        "Проекты": [
            ["Проект", "Примечание", "Инициатор", "Потребители"],
            ["Газоблок", "идея", "Поревит", "Застройщик; Спрашивают: Стройтрест, Мостострой"],
        ],
    }


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r="])
def test_no_cell_is_a_formula(start):
    text = start + 'HYPERLINK("http://evil")'
    drawn = picture(
        slot("1", title=text, note=text, companies=(text,)), project("p", text), edges=[("1", "p")]
    )
    row = load_workbook(io.BytesIO(xlsx(drawn)))["Звенья"][2]
    assert [cell.data_type for cell in row] == ["s"] * 5
    assert row[1].value == text.strip()
