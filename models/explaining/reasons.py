"""Why a pair is proposed, point by point: met, unknown or in conflict, with the words that it rests on."""

from collections.abc import Callable, Iterator

from data import vocabulary
from data.places import Places
from data.vocabulary import russian
from models.explaining.purpose_reasons import not_refused, same_condition, same_purpose
from models.explaining.reason import Reason, State, title_of
from models.explaining.spec_reasons import same_specification
from models.explaining.supply_reasons import enough_capacity, within_reach
from models.explaining.word_reasons import shared_words
from models.ranking.agreements import Pair, code_agreement, kind_agreement

Rule = Callable[[Pair, Places], Iterator[Reason]]

# whatever the probability, such a pair is never proposed; `blocked` of the features says it in numbers
BLOCKING = ("not_refused", "same_condition", "within_reach")
_CODES: dict[float, tuple[State, str]] = {
    1.0: ("met", "ОКПД2 из одной группы"),
    0.0: ("unknown", "ОКПД2 близки, но группы разные"),
    -1.0: ("conflict", "ОКПД2 из разных классов"),
}


def reasons(pair: Pair, places: Places) -> list[Reason]:
    """All points that can be said of a pair; conflicts stand out by their state, not by their place."""
    return [reason for rule in RULES for reason in rule(pair, places)]


def conflicts(found: list[Reason]) -> list[str]:
    """What contradicts, in words, the decisive first."""
    against = [reason for reason in found if reason.state == "conflict"]
    against.sort(key=lambda reason: reason.feature not in BLOCKING)
    return list(dict.fromkeys(reason.text for reason in against))


def unconfirmed(pair: Pair, _places: Places) -> Iterator[Reason]:
    """Компания ещё не описала предложения: вывод сделан по её описанию и ОКВЭД."""
    if pair.offer.provisional:
        yield Reason(
            "unconfirmed",
            "unknown",
            "Предварительно, не подтверждено: предложений компания не заводила, вывод — по описанию и ОКВЭД",
            offer_quote=title_of(pair.offer),
            question=f"Поставляете ли вы «{title_of(pair.need)}»?",
        )


def same_kind(pair: Pair, places: Places) -> Iterator[Reason]:
    """Нужен тот же вид: товар, оборудование либо работа или услуга."""
    agreement = kind_agreement(pair)
    if agreement == 0 or pair.need.kind is None or any(same_purpose(pair, places)):
        return
    wanted, offered = (russian(vocabulary.KINDS, kind) for kind in (pair.need.kind, pair.offer.kind))
    if agreement > 0:
        yield Reason("same_kind", "met", f"Вид совпадает: {offered}")
    else:
        yield Reason("same_kind", "conflict", f"Нужно: {wanted}, а предлагают: {offered}")


def same_code(pair: Pair, _places: Places) -> Iterator[Reason]:
    """Код ОКПД2 потребности и предложения из одной группы."""
    wanted, offered = pair.need.okpd2, pair.offer.okpd2
    if wanted and offered:
        state, text = _CODES[code_agreement(pair)]
        question = f"Относится ли это к ОКПД2 {wanted}?" if state == "unknown" else None
        yield Reason("same_code", state, f"{text}: {wanted} и {offered}", question=question)


RULES: tuple[Rule, ...] = (
    unconfirmed,
    not_refused,
    same_condition,
    shared_words,
    same_purpose,
    same_kind,
    same_code,
    same_specification,
    within_reach,
    enough_capacity,
)
