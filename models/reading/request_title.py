"""The name of what is asked for, out of the sentence that asks: volume, term and place have own fields."""

import re
from dataclasses import dataclass

from data.places import Places
from models.reading.request_amounts import read_amount, without_amounts
from models.reading.request_conditions import PIECE, is_condition
from models.reading.request_term import read_term
from models.reading.spans import folded
from models.reading.tokens import is_noun

# «они начинают второй корпус, нужна арматура», «Стройтрест просит найти поставщика форм»: nothing before
# these words is the thing, unless nothing after them is
_WISH = re.compile(
    r"(?<![\w-])(?:нуж(?:ен|н[аоы])|требу[ею]тся|необходим[аоы]?|надо|понадоб\w+|ищ(?:у|ем|ет|ут)|"
    r"интересу\w+|куп(?:лю|им|ят)|приобрет[её]м|закуп(?:аем|им|ает|ают)|рассмотрим|"
    r"(?:хот(?:им|ят|ел[аи]?|елось)|хочет)(?: бы)?(?: купить| заказать| взять| приобрести| закупить)?|"
    r"(?:прос(?:им|ят|ит|ил[аи]?)|прошу|помогите)(?:\s+(?:вас|нас))?"
    r"(?:\s+(?:предложить|подобрать|найти|дать|рассмотреть|посчитать|рассчитать)(?:\s+возможность)?)?|"
    r"спрашива\w+|спросил\w*|потребность в|заявка на)"
    r"(?:\s+(?:нам|им|ему|ей|вам|мне|срочно|ещ[её]|также|поставщик(?:а|ов)|поставк[уи]|закупк[уи]))*(?![\w-])"
    r"(?:,\s+(?:говор\w+|сказал\w*|мол)\b,?)?(?P<gap>\s*)",
    re.IGNORECASE,
)
_ASKS_WHO = re.compile(r",?\s*(?=(?:кто|где|куда|чем|есть ли)\b)")
_SPEECH = re.compile(r"^(?:спрашива|спросил|интересу)", re.IGNORECASE)
_WISH_LAST = re.compile(
    r",?\s+(?:срочно\s+)?(?:нуж(?:ен|н[аоы])|требу[ею]тся|необходим[аоы]?|надо)$", re.IGNORECASE
)
_VERB = re.compile(r"^\w+(?:ть|ти|чь)(?:ся)?\b", re.IGNORECASE)
_JOINING = re.compile(
    r"^(?:в|во|на|до|к|с|со|по|для|от|из|и|а|но|под|без|за|у|не|чтобы?|что|как)\b", re.IGNORECASE
)
_FILLER = re.compile(
    r"^(?:(?:короче|в общем|вобщем|значит|так вот|итак|в целом|смотрите|слушайте|кстати)\b[\s,:—–-]*)+",
    re.IGNORECASE,
)
_POLITE = re.compile(r"^(?:спасибо|заранее|благодар\w+|пожалуйста)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_WHOM_TO_CALL = re.compile(
    r"^(?:по|пере)?звон(?:ить|ите|и)\b|^(?:спро(?:сить|сите)|контакт|связь|тел)\b", re.IGNORECASE
)
_NEAR = r"(?:около|примерно|до|порядка|приблизительно|где-то|всего|итого)"
_NEARLY = re.compile(rf"^{_NEAR}\s+", re.IGNORECASE)
_NUMBER_FIRST = re.compile(rf"^(?:{_NEAR}\s*)*\d", re.IGNORECASE)
_AMOUNT = rf"(?P<amount>(?:{_NEAR}\s+)?\d[\d ]*(?:[.,]\d+)?\s*(?!кг|л\b)[^\d\s]\S*)"
# «бетон М500 40 кубов»; kilograms and litres are told of a packing more often than of a volume
_AMOUNT_LAST = re.compile(rf"(?<!\sна)(?<!\sпо)(?<!\sв)(?<!\sза)\s+(?:[—–-]\s*)?{_AMOUNT}$", re.IGNORECASE)
_AMOUNT_FIRST = re.compile(rf"^{_AMOUNT}\s+(?=[^\W\d])", re.IGNORECASE)
_AMOUNT_FOR = re.compile(rf"\s+{_AMOUNT}\s+(?=для\s)", re.IGNORECASE)
_UNIT_FIRST = re.compile(rf"^{_NEAR}?\s*[^\W\d]+\s+{_NEAR}?\s*\d[\d ]*$", re.IGNORECASE)
_PLACE_LAST = re.compile(
    r"\s+(?:[—–-]\s*)?(?:с доставкой |доставка )?"
    r"(?:в|во|на|до|под)\s+(?P<place>[А-ЯЁ][\w-]+(?: [А-ЯЁ][\w-]+)?)$"
)
_DELIVERY_LAST = re.compile(
    r"\s+(?:с доставкой|доставка|доставить|самовывоз\w*|на объект)\b.*$", re.IGNORECASE
)
_TO_PLACE = re.compile(
    r"^(?:г\.\s*|(?:в|во|на|до|под|с доставкой в|доставка в|доставка|город)\s+)", re.IGNORECASE
)


@dataclass(frozen=True)
class Asked:
    """The thing, what the sentence tells of it besides, and the sentence from the word on that asks.

    What has a field of its own is in neither of the first two.
    """

    title: str
    besides: tuple[str, ...]
    told: str


def asked_thing(sentence: str, places: Places) -> Asked:
    """Without the asking word and all that is told before it; of a text that asks for nothing, all of it."""
    asked = sentence.strip().rstrip(". ")
    wish, start = _thing_start(asked, places)
    first, *others = PIECE.split(asked[start:])
    named, besides = _named(_ended(_FILLER.sub("", first), places)), []
    for piece in others:
        if _POLITE.match(piece) or _has_its_field(_WISH.sub("", piece, count=1), places):
            continue
        if named and is_condition(piece):
            besides.append(piece)
        else:
            named.append(_amount_cut(piece))
    return Asked(", ".join(named).strip() or sentence, tuple(besides), asked[wish:])


def request_title(sentence: str, places: Places) -> str:
    """The thing alone."""
    return asked_thing(sentence, places).title


def _thing_start(asked: str, places: Places) -> tuple[int, int]:
    """The first asking word that something named follows, and where the thing begins."""
    for wish in _WISH.finditer(asked):
        if who := _ASKS_WHO.match(asked, wish.end()):
            return wish.start(), who.end() if _SPEECH.match(wish.group()) else wish.start()
        rest = asked[wish.end() :]
        if _VERB.match(rest):
            return wish.start(), wish.start()
        piece = PIECE.split(rest)[0]
        if wish["gap"] and not _JOINING.match(piece) and _names_something(_ended(piece, places)):
            return wish.start(), wish.end()
    return 0, 0


def _names_something(piece: str) -> bool:
    words = _WORD.findall(without_amounts(piece))
    term = folded(read_term(piece) or "")
    return any(len(word) > 1 and is_noun(word) and folded(word) not in term for word in words)


def _named(piece: str) -> list[str]:
    """What the first piece names; «окна 24 шт для посёлка» is two pieces without the amount."""
    amount = _AMOUNT_FOR.search(piece)
    if amount is None or not _is_amount(amount):
        return [piece] if piece.strip() else []
    return [piece[: amount.start()], piece[amount.end() :]]


def _ended(piece: str, places: Places) -> str:
    """Without the place, the term and the volume that begin or end it, in whichever order."""
    for _ in range(3):
        piece = _WISH_LAST.sub("", piece)
        if (last := _PLACE_LAST.search(piece)) and places.find(last["place"]):
            piece = piece[: last.start()]
        if (term := read_term(piece)) and piece.endswith(term) and len(term) < len(piece):
            piece = piece[: -len(term)].rstrip(" —–-")
        piece = _DELIVERY_LAST.sub("", _amount_cut(piece))
    first = _AMOUNT_FIRST.match(piece)
    return piece[first.end() :] if first and _is_amount(first) else piece


def _amount_cut(piece: str) -> str:
    last = _AMOUNT_LAST.search(piece)
    return piece[: last.start()] if last and _is_amount(last) else piece


def _is_amount(found: re.Match[str]) -> bool:
    """Whether nothing but an amount was found."""
    return not without_amounts(_NEARLY.sub("", found["amount"])).strip()


def _has_its_field(piece: str, places: Places) -> bool:
    if not piece or _WHOM_TO_CALL.match(piece):
        return True
    if (_NUMBER_FIRST.match(piece) or _UNIT_FIRST.match(piece)) and read_amount(piece):
        return True
    if (term := read_term(piece)) and len(term) >= len(piece) - 1:
        return True
    return places.find(_TO_PLACE.sub("", piece)) is not None
