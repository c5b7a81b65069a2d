"""What is said under a field of a company while somebody types: right or wrong, and who has it already."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from data.exchange.cells import CellError
from data.exchange.columns import COMPANIES
from data.exchange.rows import sentence
from data.phones import phones, whole_numbers
from data.references import region_of
from data.store.duplicates import company_by_inn
from data.tables.pool import CompanyRow
from service.api.context import caller, services

CHECKED = ("inn", "ogrn", "name", "phone", "contact_phone")
MIN_NAME = 4
MAX_NAME = 300  # a comparison takes time with the square of the length
ALIKE = "Похожие уже есть"
LOCAL_ONLY = "Номер без кода города: из другого города по нему не дозвониться"


@dataclass(frozen=True)
class FieldCheck:
    """`wrong` is a mistake, `right` what is well, `remark` neither.

    `companies` have the value already, or a similar one.
    """

    wrong: str = ""
    right: str = ""
    found: str = ""
    remark: str = ""
    companies: tuple[CompanyRow, ...] = ()


def checked_field(name: str, value: str, own_id: int | None) -> FieldCheck:
    """What to say of a value of one of CHECKED; `own_id` is the company that is being edited."""
    return _CHECKS[name](value.strip(), own_id)


def checks_beside(
    errors: Mapping[str, str], typed: Mapping[str, str], own_id: int | None
) -> dict[str, FieldCheck]:
    """What to say after a form was sent: where a field has a message already, only who has the value."""
    checks = {name: checked_field(name, value, own_id) for name, value in typed.items()}
    return {name: replace(check, wrong="") if name in errors else check for name, check in checks.items()}


def _inn(value: str, own_id: int | None) -> FieldCheck:
    try:
        inn = COMPANIES.column("inn").read(value)
    except CellError as error:
        return FieldCheck(wrong=sentence(str(error)))
    if not inn:
        return FieldCheck()
    with services().database.reading() as session:
        owner = company_by_inn(session, inn)
    if owner and owner.id != own_id:
        return FieldCheck(wrong="Этот ИНН уже есть в пуле", companies=(owner,))
    region = region_of(inn)
    return FieldCheck(right="Контрольная сумма верна" + (f"; регион по ИНН: {region}" if region else ""))


def _ogrn(value: str, own_id: int | None) -> FieldCheck:
    try:
        ogrn = COMPANIES.column("ogrn").read(value)
    except CellError as error:
        return FieldCheck(wrong=sentence(str(error)))
    return FieldCheck(right="Контрольный знак верен") if ogrn else FieldCheck()


def _phone(value: str, own_id: int | None) -> FieldCheck:
    try:
        phones(value)
    except CellError as error:
        return FieldCheck(wrong=sentence(str(error)))
    return FieldCheck(remark=LOCAL_ONLY if value and not whole_numbers(value) else "")


def _name(value: str, own_id: int | None) -> FieldCheck:
    if len(value) < MIN_NAME:
        return FieldCheck()
    alike = services().duplicates.alike(caller(), value[:MAX_NAME], own_id)
    return FieldCheck(found=ALIKE, companies=tuple(alike)) if alike else FieldCheck()


_CHECKS: Mapping[str, Callable[[str, int | None], FieldCheck]] = {
    "inn": _inn,
    "ogrn": _ogrn,
    "name": _name,
    "phone": _phone,
    "contact_phone": _phone,
}
