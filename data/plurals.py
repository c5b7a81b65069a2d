"""Which form of a Russian word stands by a number."""


def counted_form(count: float, one: str, few: str, many: str) -> str:
    """«рулон» of 1 and 21, «рулона» of 2 to 4 and of fractions, «рулонов» of 5 and 11."""
    if not float(count).is_integer():
        return few
    tail, tens = abs(count) % 10, abs(count) % 100
    if tail == 1 and tens != 11:
        return one
    return few if tail in (2, 3, 4) and tens not in (12, 13, 14) else many
