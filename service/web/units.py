"""Units of trade that forms suggest; any other may be typed."""

UNITS = ("т", "кг", "м³", "м²", "м", "пог. м", "шт.", "тыс. шт.", "л", "поддон", "биг-бэг", "машина", "вагон")
