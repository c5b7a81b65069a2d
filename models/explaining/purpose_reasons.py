"""Whether need and offer are after the same: a thing, its rental, its repair; and what the need excludes."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from data.places import Places
from models.explaining.reason import Reason, State, quoted
from models.ranking.agreements import Pair, purpose_agreement
from models.reading.intent import Intent, need_intent, offer_intent
from models.reading.refusal_clauses import Span
from models.reading.refusals import condition_conflict, refused_by, wanted_condition

EXCLUDED = "Прямо исключено потребностью"
INTENT_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "goods": "товар",
        "equipment": "оборудование",
        "rental": "аренда",
        "repair": "ремонт",
        "inspection": "проверка, испытания",
        "work": "работы",
        "transport": "перевозка",
        "design": "проектирование",
        "disposal": "вывоз, приём",
        "service": "услуга",
    }
)


def same_purpose(pair: Pair, _places: Places) -> Iterator[Reason]:
    """Речь об одном и том же: о вещи, её аренде, ремонте, проверке, перевозке или работе с нею."""
    asked, given = need_intent(pair.need), offer_intent(pair.offer)
    if asked is None or given is None or pair.offer.provisional or not _has_words(asked, given):
        return
    if asked.name == given.name == "goods":  # a grade or a volume shows as much: nothing worth a line
        return
    wanted, offered = INTENT_WORDS[asked.name], INTENT_WORDS[given.name]
    quotes = (quoted(pair.need_text, _span(asked)), quoted(pair.offer_text, _span(given)))
    told: dict[float, tuple[State, str, str | None]] = {
        1.0: ("met", f"Нужно и предлагают одно: {wanted}", None),
        0.0: (
            "unknown",
            f"Нужно: {wanted}, а названо: {offered}",
            f"У вас названо: {offered}. А нужно: {wanted}. Возьмётесь?",
        ),
        -1.0: ("conflict", f"Нужно: {wanted}, а предлагают: {offered}", None),
    }
    state, text, question = told[purpose_agreement(pair)]
    yield Reason("same_purpose", state, text, *quotes, question)


def not_refused(pair: Pair, _places: Places) -> Iterator[Reason]:
    """Потребность прямо говорит, что этого не надо: такое не предлагается никогда."""
    need, offer = pair.need_text, pair.offer_text
    found = refused_by(need, pair.offer.title, offer)
    if found:
        yield Reason("not_refused", "conflict", EXCLUDED, quoted(need, found[0]), quoted(offer, found[1]))


def same_condition(pair: Pair, _places: Places) -> Iterator[Reason]:
    """Нужно новое, а предлагают бывшее в употреблении, или наоборот: такое не предлагается никогда."""
    need, offer = pair.need_text, pair.offer_text
    found = condition_conflict(need, offer)
    if found:
        words = ("новое", "б/у") if wanted_condition(need)[0] == "new" else ("б/у", "новое")
        text = f"{EXCLUDED}: нужно {words[0]}, а предлагают {words[1]}"
        yield Reason("same_condition", "conflict", text, quoted(need, found[0]), quoted(offer, found[1]))


def _has_words(asked: Intent, given: Intent) -> bool:
    """Whether texts tell it, not kinds alone: of a thing one of them, of two doings both."""
    if asked.name == given.name or {asked.name, given.name} & {"goods", "equipment"}:
        return asked.start is not None or given.start is not None
    return asked.start is not None and given.start is not None


def _span(intent: Intent) -> Span | None:
    return None if intent.start is None or intent.end is None else (intent.start, intent.end)
