"""Sheets whose every row holds a company and what it offers or needs, told apart into two known sheets."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from data.exchange.columns import COMPANIES, NEEDS, OFFERS, SHEETS, Column, Sheet, folded_header

_TITLES = ("Наименование", "Название")  # of a record, when the company has a header of its own


@dataclass(frozen=True)
class JoinedSheet(Sheet):
    """Columns of a company under their own fields, those of `part` under «offers.title»."""

    part: Sheet

    def columns_under(self, headers: Iterable[str]) -> list[Column | None]:
        """The column that each header names; of two names of a company one is the record's."""
        told = list(headers)
        found = super().columns_under(told)
        fields = [column.field if column else "" for column in found]
        title = self.column(f"{self.part.name}.title")
        if fields.count("name") > 1 and title.field not in fields:
            named = {folded_header(told[at]): at for at, field in enumerate(fields) if field == "name"}
            at = next((named[name] for name in map(folded_header, _TITLES) if name in named), None)
            if at is not None:
                found[at] = title
        return found

    def of_company(self, columns: Mapping[int, Column]) -> dict[int, Column]:
        """Position to column of what is told of the company."""
        return {at: column for at, column in columns.items() if "." not in column.field}

    def of_part(self, columns: Mapping[int, Column]) -> dict[int, Column]:
        """Position to column of what the company offers or needs, without whose it is."""
        prefix = f"{self.part.name}."
        own = ((at, column) for at, column in columns.items() if column.field.startswith(prefix))
        return {at: replace(column, field=column.field.removeprefix(prefix)) for at, column in own}

    def of_owner(self, columns: Mapping[int, Column]) -> dict[int, Column]:
        """Position to column of whose the record is, as the other sheet asks for it."""
        keys = ((at, column.field) for at, column in columns.items() if column.field in self.keys)
        return {at: self.part.column(f"company_{field}") for at, field in keys}


def _joined(title: str, part: Sheet, prefix: str) -> JoinedSheet:
    own = [column for column in part.columns if not column.field.startswith("company_")]
    columns = tuple(
        replace(
            column,
            title=f"{prefix}: {_inside(column.title)}",
            field=f"{part.name}.{column.field}",
            synonyms=(column.title, *column.synonyms),
        )
        for column in own
    )
    return JoinedSheet(title, f"companies_{part.name}", (*COMPANIES.columns, *columns), COMPANIES.keys, part)


def _inside(title: str) -> str:
    return title if title[:2].isupper() else title[:1].lower() + title[1:]


JOINED = (
    _joined("Компании с предложениями", OFFERS, "Предложение"),
    _joined("Компании с потребностями", NEEDS, "Потребность"),
)
# in the order in which rows can refer to rows that stand before them
ALL_SHEETS: tuple[Sheet, ...] = (COMPANIES, *JOINED, *(sheet for sheet in SHEETS if sheet is not COMPANIES))
