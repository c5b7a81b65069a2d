"""Public registers that tell of a company, by its tax id or registration id."""

from dataclasses import dataclass

from data.tables.pool import CompanyRow

_REGISTERS = (
    ("ЕГРЮЛ и ЕГРИП", "https://egrul.nalog.ru/index.html?query={number}"),
    ("Прозрачный бизнес", "https://pb.nalog.ru/search.html#mode=search-all&queryAll={number}"),
    ("Бухгалтерская отчётность", "https://bo.nalog.gov.ru/search?query={number}"),
    ("Закупки", "https://zakupki.gov.ru/epz/order/extendedsearch/results.html?searchString={number}"),
    # takes no number in its address
    ("Реестр промышленности (ГИСП)", "https://gisp.gov.ru/pp719v2/pub/org/"),
)


@dataclass(frozen=True)
class Register:
    """A public register, at the company where its address takes a number."""

    name: str
    url: str


def registers_of(company: CompanyRow) -> list[Register]:
    """None for a fictional company: its invented number may be somebody's."""
    number = None if company.fictional else company.inn or company.ogrn
    return [Register(name, url.format(number=number)) for name, url in _REGISTERS] if number else []
