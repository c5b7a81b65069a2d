"""What a product code is called officially."""

from data.references import okpd2_names


def okpd2_name(code: str | None) -> str | None:
    """The name of the code, else of the nearest wider one that ships; None when none does."""
    while code:
        if code in okpd2_names():
            return okpd2_names()[code]
        code = code.rpartition(".")[0]
    return None
