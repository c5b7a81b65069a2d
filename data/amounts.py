"""Numbers and amounts as people write them."""

from data.units import counted_unit

NO_BREAK_SPACE = "\u00a0"


def number(value: float, digits: int = 2, separator: str = NO_BREAK_SPACE) -> str:
    """«12 000,5»: as many digits behind the comma as there are, `digits` at the most."""
    whole, _, fraction = f"{value:,.{digits}f}".partition(".")
    fraction = fraction.rstrip("0")
    return whole.replace(",", separator) + (f",{fraction}" if fraction else "")


def amount(value: float, unit: str | None, is_monthly: bool = False, digits: int = 2) -> str:
    """«1 200 м³ в месяц», «420 рулонов»; without a unit the number alone."""
    told = (number(value, digits), counted_unit(value, unit or ""), "в месяц" if is_monthly else "")
    return " ".join(filter(None, told))
