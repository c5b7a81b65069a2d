"""Numbers that name things outside of the pool: tax and registration ids, codes of the classifiers."""

import re
from datetime import date

from stdnum.ru import inn as inn_number

from data.exchange.cells import Cell, CellError, shortened, text

_CODE = re.compile(r"\d{2}(\.\d{1,3}){0,4}", re.ASCII)


def classifier_code(cell: Cell) -> str | None:
    """A code of OKPD2 or OKVED2, as in 23.61.11.130; mends what Excel made a date or a number."""
    if isinstance(cell, date):
        return f"{cell.day:02d}.{cell.month:02d}"
    value = text(cell)
    if value is None:
        return None
    head, dot, rest = value.partition(".")
    value = head.zfill(2) + dot + rest
    if not _CODE.fullmatch(value):
        raise CellError(f"нужен код вида 23.61.11, а здесь «{shortened(value)}»")
    return value


def classifier_codes(cell: Cell) -> list[str]:
    """Several codes, separated by a semicolon, a comma or a new line."""
    if not isinstance(cell, str):
        code = classifier_code(cell)
        return [code] if code else []
    return [code for part in re.split(r"[;,\n]", cell) if (code := classifier_code(part))]


def inn(cell: Cell) -> str | None:
    """A tax id of 10 or 12 digits with a right checksum; leading zeros that Excel dropped are put back."""
    value = text(cell)
    if value is None:
        return None
    digits = re.sub(r"[\s-]", "", value)
    if digits.isascii() and digits.isdigit() and digits.strip("0"):
        for length in (10, 12):
            padded = digits.zfill(length)
            if len(padded) == length and inn_number.is_valid(padded):
                return padded
    raise CellError(f"ИНН «{shortened(value)}» неверен: нужно 10 или 12 цифр с верной контрольной суммой")


def ogrn(cell: Cell) -> str | None:
    """A registration id of 13 or 15 digits with a right check digit."""
    value = text(cell)
    if value is None:
        return None
    digits = re.sub(r"[\s-]", "", value)
    if digits.isascii() and digits.isdigit() and digits.strip("0") and len(digits) in (13, 15):
        # https://ru.wikipedia.org/wiki/Основной_государственный_регистрационный_номер
        check = int(digits[:-1]) % (len(digits) - 2) % 10
        if check == int(digits[-1]):
            return digits
    raise CellError(f"ОГРН «{shortened(value)}» неверен: нужно 13 или 15 цифр с верным контрольным знаком")
