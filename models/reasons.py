"""Why a pair is proposed, point by point: met, unknown or in conflict, with the words that it rests on."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from data import vocabulary
from data.places import Places
from data.profiles import Need, Offer
from data.units import unit_of
from data.vocabulary import russian
from models.circumstances import read_circumstances
from models.features import Pair, code_agreement, kind_agreement, pair_distance_km
from models.text import need_text, offer_text
from models.tokens import Token, tokens

MAX_QUOTE = 160


@dataclass(frozen=True)
class Reason:
    """One point; quotes stand word for word in the texts of the need and of the offer."""

    feature: str
    state: str
    text: str
    need_quote: str | None = None
    offer_quote: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return asdict(self)


def reasons(pair: Pair, places: Places) -> list[Reason]:
    """All points that can be said of a pair; conflicts stand out by their state, not by their place."""
    found = [rule(pair, places) for rule in RULES]
    return [reason for reason in found if reason is not None]


def unconfirmed(pair: Pair, _places: Places) -> Reason | None:
    """Компания ещё не описала предложения: вывод сделан по её описанию и ОКВЭД."""
    if not pair.offer.provisional:
        return None
    return Reason(
        "unconfirmed",
        "unknown",
        "Предварительно, не подтверждено: предложений компания не заводила, вывод сделан по описанию и ОКВЭД",
        offer_quote=_title(pair.offer),
    )


def shared_words(pair: Pair, places: Places) -> Reason:
    """Слова потребности, которые есть и в предложении; где, сколько и к какому сроку — не в счёт."""
    need, offer = need_text(pair.need), offer_text(pair.offer)
    aside = read_circumstances(need, places).spans
    need_tokens = [t for t in tokens(need) if not any(a <= t.start < b for a, b in aside)]
    offer_tokens = tokens(offer)
    common = {t.term for t in need_tokens} & {t.term for t in offer_tokens}
    common = {term for term in common if len(term) > 1}
    if not common:
        return Reason(
            "shared_words",
            "unknown",
            "Общих слов нет, тексты близки по смыслу: прочтите предложение целиком",
            need_quote=_title(pair.need),
            offer_quote=_title(pair.offer),
        )
    return Reason(
        "shared_words",
        "met",
        "Совпадают слова",
        need_quote=_phrase(need, need_tokens, common),
        offer_quote=_phrase(offer, offer_tokens, common),
    )


def same_kind(pair: Pair, _places: Places) -> Reason | None:
    """Нужен тот же вид: товар, оборудование либо работа или услуга."""
    agreement = kind_agreement(pair)
    if agreement == 0 or pair.need.kind is None:
        return None
    wanted, offered = (russian(vocabulary.KINDS, kind) for kind in (pair.need.kind, pair.offer.kind))
    if agreement > 0:
        return Reason("same_kind", "met", f"Вид совпадает: {offered}")
    return Reason("same_kind", "conflict", f"Нужно: {wanted}, а предлагают: {offered}")


def same_code(pair: Pair, _places: Places) -> Reason | None:
    """Код ОКПД2 потребности и предложения из одной группы."""
    if not pair.need.okpd2 or not pair.offer.okpd2:
        return None
    state = {1.0: "met", 0.0: "unknown", -1.0: "conflict"}[code_agreement(pair)]
    text = {
        "met": "ОКПД2 из одной группы",
        "unknown": "ОКПД2 близки, но группы разные",
        "conflict": "ОКПД2 из разных классов",
    }[state]
    return Reason("same_code", state, f"{text}: {pair.need.okpd2} и {pair.offer.okpd2}")


def within_reach(pair: Pair, places: Places) -> Reason | None:
    """Место поставки лежит в радиусе, в котором компания работает."""
    if not pair.need.place:
        return None
    distance = pair_distance_km(pair, places)
    if distance is None:
        return Reason("within_reach", "unknown", "Расстояние неизвестно: уточните доставку")
    far = f"около {distance:.0f} км по прямой" if distance >= 1 else "недалеко: тот же населённый пункт"
    if pair.offer.radius_km is None:
        return Reason("within_reach", "unknown", f"Радиус поставки не указан, до места {far}")
    if distance <= pair.offer.radius_km:
        return Reason("within_reach", "met", f"Возят до {pair.offer.radius_km:g} км, до места {far}")
    return Reason(
        "within_reach", "conflict", f"Возят только до {pair.offer.radius_km:g} км, а до места {far}"
    )


def enough_capacity(pair: Pair, _places: Places) -> Reason | None:
    """Свободной мощности хватает на объём, если единицы одни и те же."""
    need, offer = pair.need, pair.offer
    if need.volume is None:
        return None
    if offer.capacity_per_month is None or not _same_unit(need.unit, offer.unit):
        return Reason(
            "enough_capacity", "unknown", "Свободная мощность неизвестна: спросите про объём и срок"
        )
    free = offer.capacity_per_month * (1 - (offer.utilisation_percent or 0) / 100)
    asked = f"{offer.unit} в месяц при запросе {need.volume:g} {need.unit}"
    if offer.utilisation_percent is None:
        return Reason("enough_capacity", "unknown", f"Мощность {free:g} {asked}, загрузка неизвестна")
    state = "met" if free >= need.volume else "unknown"
    return Reason("enough_capacity", state, f"Свободно около {free:g} {asked}")


RULES: tuple[Callable[[Pair, Places], Reason | None], ...] = (
    unconfirmed,
    shared_words,
    same_kind,
    same_code,
    within_reach,
    enough_capacity,
)


def _same_unit(a: str | None, b: str | None) -> bool:
    return bool(a and b) and unit_of(str(a)) == unit_of(str(b))


def _phrase(text: str, found: list[Token], common: set[str]) -> str:
    # the window of at most MAX_QUOTE characters that holds most of the shared terms
    shared = sorted((t for t in found if t.term in common), key=lambda t: t.start)
    best: tuple[int, int, int] = (0, 0, 0)
    starts = [t.start for t in shared]
    for i, first in enumerate(shared):
        limit = first.start + MAX_QUOTE
        inside = [t for t in shared[i : bisect_left(starts, limit)] if t.end <= limit]
        count = len({t.term for t in inside})
        if inside and count > best[0]:
            best = (count, first.start, max(t.end for t in inside))
    return text[best[1] : best[2]] if best[0] else _cut(text)


def _title(record: Need | Offer) -> str:
    return _cut(record.title.strip().rstrip("."))  # as it stands in the record's text


def _cut(text: str) -> str:
    return text if len(text) <= MAX_QUOTE else text[:MAX_QUOTE].rsplit(" ", 1)[0]
