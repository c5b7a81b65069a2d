from pathlib import Path

import matplotlib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.ft2font import FT2Font

from service.drawing.texts import text_width, wrapped

LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
OTHERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 \u00a0.,:;-–—«»„“()/%№²³×·…₽"
TEXTS = st.text(st.sampled_from(LETTERS + "   --"), max_size=120)


@pytest.mark.parametrize(("file", "bold"), [("DejaVuSans.ttf", False), ("DejaVuSans-Bold.ttf", True)])
def test_no_letter_is_wider_than_estimated(file, bold):
    font = FT2Font(str(Path(matplotlib.get_data_path()) / "fonts" / "ttf" / file))
    font.set_size(100, 72)
    advances = {c: font.load_char(ord(c)).linearHoriAdvance / 65536 for c in LETTERS + OTHERS}
    too_wide = {c for c, advance in advances.items() if advance > text_width(c, 100, bold) * 1.08}
    assert too_wide == set()
    sentence = "Керамзитобетонные блоки, растворители и эмали для фасада 1200×1000"
    assert sum(advances[c] for c in sentence) <= text_width(sentence, 100, bold)


@given(TEXTS, st.floats(40, 300))
def test_every_line_fits(text, width):
    lines = wrapped(text, width, 12, num_lines=3)
    assert len(lines) <= 3
    assert all(text_width(line, 12) <= width for line in lines)


@given(TEXTS)
def test_nothing_is_lost_where_there_is_room(text):
    lines = wrapped(text, 200, 12, num_lines=200)
    assert "".join(lines).replace(" ", "").replace("-", "") == text.replace(" ", "").replace("-", "")


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("песок и щебень", 80, ("песок и", "щебень")),
        ("строительно-монтажные", 110, ("строительно-", "монтажные")),
        ("один поставщик: ООО «Ромашка»", 150, ("один поставщик:", "ООО\u00a0«Ромашка»")),
        ("песок, щебень, гравий, керамзит, зола", 120, ("песок, щебень,", "гравий…")),
        ("Поликарбоксилатные", 105, ("Поликарбокси-", "латные")),
        ("Ж" * 1_000_000, 60, ("ЖЖЖЖ-", "ЖЖЖ…")),
        ("ООО «Сибгазавтоматика»", 110, ("ООО", "«Сибгазавтома-", "тика»")),
        ("1234567890123", 60, ("1234567", "890123")),
    ],
)
def test_lines_break_where_people_break_them(text, width, lines):
    assert wrapped(text, width, 12, num_lines=max(2, len(lines))) == lines
