"""How much a pasted request asks for, typed or said: «40 кубов», «сорок кубов», «5 тыс м2», «2 поддона»."""

import re
from dataclasses import dataclass

from data.units import unit_of
from models.reading.spoken_numbers import with_digits

_AMOUNT = re.compile(
    r"(?<![\w.,/×x*-])(?P<number>\d{1,9}(?:[ \u00a0]\d{3}){0,4}(?:[.,]\d+)?)[ \u00a0]?"
    r"(?P<unit>куб(?:ов|а|ометр\w*|\.? ?м)?|м ?3|м³|тонн?[аы]?|тн|т|кг|штук[аи]?|шт|тыс\.?[ \u00a0]?шт|"
    r"поддон(?:а|ов|ы)?|машин[аыу]?|вагон(?:а|ов|ы)?|м ?2|м²|кв\.?[ \u00a0]?м|"
    r"пог\.?[ \u00a0]?м|п\.?[ \u00a0]?м|"
    r"биг-?бэг(?:а|ов|и)?|л|литр(?:а|ов)?|меш(?:ок|ка|ков)|рулон(?:а|ов|ы)?|лист(?:а|ов|ы)?|"
    r"комплект(?:а|ов|ы)?|компл|упаков(?:ка|ки|ок)|упак|смен[аы]?)"
    r"(?![\w/²³])\.?"
)
_PACKED = frozenset({"кг", "л", "литра", "литров"})
# «кубов 60», «тонн двести»
_SAID_FIRST = re.compile(
    r"(?<!\d)(?<!\d )(?<!тыс )(?<!тыс\. )"
    r"\b(?P<unit>кубов|тонн|штук|мешков|поддонов|рулонов|листов|машин|вагонов)\s+"
    r"(?:около\s+|примерно\s+)?(?P<number>\d{1,6})\b(?![.,]?\d)(?!\s?(?:кг|мм|см|м|м2|м3|т|л|шт)\b)"
)


@dataclass(frozen=True)
class Amount:
    """A volume with its unit in the spelling of forms; None where nothing is known."""

    volume: float | None
    unit: str | None


def read_amount(text: str) -> Amount | None:
    """The first one in the text; of a packing, «мешки 120 л, 50 рулонов», only where there is no other."""
    said = _SAID_FIRST.sub(r"\g<number> \g<unit>", with_digits(text))
    amounts = list(_AMOUNT.finditer(said))
    found = next((one for one in amounts if one["unit"] not in _PACKED), amounts[0] if amounts else None)
    if found is None:
        return None
    number = float(re.sub(r"[ \u00a0]", "", found["number"]).replace(",", "."))
    unit = re.sub(r"^(м) (?=[23]$)", r"\1", found["unit"])
    return Amount(number, unit_of(re.sub(r"^куб\.? ?м$", "м3", unit)))


def without_amounts(text: str) -> str:
    """What a text says besides."""
    return _AMOUNT.sub(" ", _SAID_FIRST.sub(" ", with_digits(text)))
