"""The name of what is asked for, out of the sentence that asks: volume, term and place have own fields."""

import re
from dataclasses import dataclass

from data.places import Places
from models.reading.request_amounts import read_amount, without_amounts
from models.reading.request_term import read_term
from models.reading.spans import folded
from models.reading.tokens import is_finite_verb, is_noun

# «они начинают второй корпус, нужна арматура», «Стройтрест просит найти поставщика форм»: nothing before
# these words is the thing, unless nothing after them is
_WISH = re.compile(
    r"(?<![\w-])(?:нуж(?:ен|н[аоы])|требу[ею]тся|необходим[аоы]?|надо|понадоб\w+|ищ(?:у|ем|ет|ут)|"
    r"интересу\w+|куп(?:лю|им|ят)|приобрет[её]м|закуп(?:аем|им|ает|ают)|рассмотрим|"
    r"(?:хот(?:им|ят|ел[аи]?|елось)|хочет)(?: бы)?(?: купить| заказать| взять| приобрести| закупить)?|"
    r"(?:прос(?:им|ят|ит|ил[аи]?)|прошу|помогите)(?:\s+(?:вас|нас))?(?:\s+(?:предложить|подобрать|найти|дать))?|"
    r"спрашива\w+|спросил\w*|потребность в|заявка на)"
    r"(?:\s+(?:нам|им|ему|ей|вам|мне|срочно|ещ[её]|также|поставщик(?:а|ов)))*(?![\w-])(?P<gap>\s*)",
    re.IGNORECASE,
)
_ASKS_WHO = re.compile(r",\s+(?=(?:кто|где|куда|чем|как|есть ли|сколько)\b)")
_WISH_LAST = re.compile(
    r",?\s+(?:срочно\s+)?(?:нуж(?:ен|н[аоы])|требу[ею]тся|необходим[аоы]?|надо)$", re.IGNORECASE
)
_SPEECH = re.compile(r"^(?:спрашива|спросил|интересу)", re.IGNORECASE)
_VERB = re.compile(r"^\w+(?:ть|ти|чь)(?:ся)?\b", re.IGNORECASE)
_JOINING = re.compile(
    r"^(?:в|во|на|до|к|с|со|по|для|от|из|и|а|но|под|без|за|у|не|чтобы?|что|как)\b", re.IGNORECASE
)
_FILLER = re.compile(
    r"^(?:(?:короче|в общем|вобщем|значит|так вот|итак|в целом|смотрите|слушайте|кстати)\b[\s,:—–-]*)+",
    re.IGNORECASE,
)
_PIECE = re.compile(r"\s*[,;]\s+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# how it is brought, paid for and taken, and what is told of it besides: not what it is
_CONDITION = re.compile(
    r"^(?:можно|желательно|лучше|если|но|а|чтобы|потому|поэтому|так как|иначе|потом|дальше|затем|остальн\w+|"
    r"(?:со?|без|возможна|нужна|плюс)?\s*(?:доставк|поставк|отгрузк|разгрузк|выгрузк|самовывоз|подвоз)\w*|"
    r"(?:по|со?|без)?\s*(?:оплат|отсрочк|рассрочк|предоплат|аванс|ндс|безнал|нал\b|факту)\w*|график\w*|"
    r"(?:по\s+)?(?:част(?:ями|ям)|парти(?:ями|ям))|перв(?:ая|ую|ые|ой) \w+|(?:на|для)?\s*объект\w*|"
    r"адрес\w*|цен[аеуы]\b|бюджет\w*|раз в|кажд\w+|ежедневно|еженедельно|по \d[\d ]*(?:[.,]\d+)? ?\w+\.? (?:в|за) )\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"^(?:котор\w+|кто|где|куда|чем)\b", re.IGNORECASE)
_WHOM_TO_CALL = re.compile(
    r"^(?:по|пере)?звон(?:ить|ите|и)\b|^(?:спро(?:сить|сите)|контакт|связь|тел)\b", re.IGNORECASE
)
_NEAR = r"(?:около|примерно|до|порядка|приблизительно|где-то|всего|итого)"
_NEARLY = re.compile(rf"^{_NEAR}\s+")
_NUMBER_FIRST = re.compile(rf"^(?:{_NEAR}\s*)*\d", re.IGNORECASE)
# «бетон М500 40 кубов»; kilograms and litres are told of a packing more often than of a volume
_AMOUNT_LAST = re.compile(
    rf"\s+(?:[—–-]\s*)?(?P<amount>(?:{_NEAR}\s+)?\d[\d ]*(?:[.,]\d+)?\s*(?!кг|л\b)[^\d\s]\S*)$", re.IGNORECASE
)
_AMOUNT_FIRST = re.compile(
    rf"^(?:{_NEAR}\s+)?\d[\d ]*(?:[.,]\d+)?\s*[^\d\W][\w.²³]*\s+(?=[^\W\d])", re.IGNORECASE
)
_PLACE_LAST = re.compile(
    r"\s+(?:[—–-]\s*)?(?:с доставкой |доставка )?"
    r"(?:в|во|на|до|под)\s+(?P<place>[А-ЯЁ][\w-]+(?: [А-ЯЁ][\w-]+)?)$"
)
_DELIVERY_LAST = re.compile(
    r"\s+(?:с доставкой|доставка|доставить|самовывоз\w*|на объект)\b.*$", re.IGNORECASE
)
_TO_PLACE = re.compile(
    r"^(?:г\.\s*|в|во|на|до|под|с доставкой в|доставка в|доставка|город)\s+", re.IGNORECASE
)


@dataclass(frozen=True)
class Asked:
    """The thing, and what the same sentence tells of it besides; neither holds what has a field of its own."""

    title: str
    besides: tuple[str, ...] = ()


def asked_thing(sentence: str, places: Places) -> Asked:
    """Without who called, the asking word and all that is told before it; the title is never empty."""
    asked = sentence.strip().rstrip(". ")
    first, *others = _PIECE.split(asked[_thing_start(asked, places) :])
    named = _ended(_FILLER.sub("", first), places)
    kept = [named] if named.strip() else []
    besides = []
    for piece in others:
        if _has_its_field(piece, places):
            continue
        if kept and (_CONDITION.match(piece) or _tells_doing(piece)):
            besides.append(piece)
        else:
            kept.append(_amount_cut(piece))
    return Asked(", ".join(kept).strip() or sentence, tuple(besides))


def request_title(sentence: str, places: Places) -> str:
    """The thing alone."""
    return asked_thing(sentence, places).title


def _thing_start(asked: str, places: Places) -> int:
    """Where the thing begins: after the first asking word that something named follows."""
    for wish in _WISH.finditer(asked):
        if who := _ASKS_WHO.match(asked, wish.end()):
            return who.end() if _SPEECH.match(wish.group()) else wish.start()
        rest = asked[wish.end() :]
        if not wish["gap"] and wish.end() == len(asked):
            continue
        if _VERB.match(rest):
            return wish.start()
        piece = _PIECE.split(rest)[0]
        if wish["gap"] and not _JOINING.match(piece) and _names_something(_ended(piece, places)):
            return wish.end()
    return 0


def _names_something(piece: str) -> bool:
    words = _WORD.findall(without_amounts(piece))
    term = folded(read_term(piece) or "")
    return any(len(word) > 1 and is_noun(word) and folded(word) not in term for word in words)


def _ended(piece: str, places: Places) -> str:
    """Without the place, the term and the volume that begin or end it, in whichever order."""
    piece = _WISH_LAST.sub("", piece)
    for _ in range(3):
        if (last := _PLACE_LAST.search(piece)) and places.find(last["place"]):
            piece = piece[: last.start()]
        if (term := read_term(piece)) and piece.endswith(term) and len(term) < len(piece):
            piece = piece[: -len(term)].rstrip(" —–-")
        piece = _amount_cut(piece)
        piece = _DELIVERY_LAST.sub("", piece)
    if (amount := _AMOUNT_FIRST.match(piece)) and not without_amounts(
        _NEARLY.sub("", amount.group())
    ).strip():
        piece = piece[amount.end() :]
    return piece


def _amount_cut(piece: str) -> str:
    last = _AMOUNT_LAST.search(piece)
    is_amount = last and not without_amounts(_NEARLY.sub("", last["amount"])).strip()
    return piece[: last.start()] if last and is_amount else piece


def _tells_doing(piece: str) -> bool:
    """«обещали сдать дом в мае», but «которая выдержит мороз» says which one."""
    return not _RELATIVE.match(piece) and any(map(is_finite_verb, _WORD.findall(folded(piece))))


def _has_its_field(piece: str, places: Places) -> bool:
    if _WHOM_TO_CALL.match(piece):
        return True
    if _NUMBER_FIRST.match(piece) and read_amount(piece):
        return True
    if (term := read_term(piece)) and len(term) >= len(piece) - 1:
        return True
    return places.find(_TO_PLACE.sub("", piece)) is not None
