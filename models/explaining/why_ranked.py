"""The steps after the texts are compared: put forward, reach, refusal, thresholds, place in the answer."""

from collections.abc import Iterator, Sequence
from math import ceil

from models.candidates import Candidate
from models.explaining.contributions import lacking
from models.explaining.reason import Reason
from models.explaining.why_steps import Step
from models.matcher import RANKED, Matcher
from models.ranking.agreements import pair_distance_km
from models.ranking.scoring import Scorer

OTHER_SUBJECTS = ("same_purpose", "same_kind")


def retrieval_step(passed: bool) -> Step:
    """Whether any pair of the company was looked at closely."""
    if passed:
        return Step(
            "retrieved", "", True, f"Предлагает похожее: среди {RANKED} ближайших предложений есть её"
        )
    text = f"Похожего не предлагает: {RANKED} предложений других компаний ближе к тому, что нужно"
    return Step("retrieved", "not_retrieved", False, text, ("предложение того, что нужно",))


def score_steps(matcher: Matcher, own: Candidate, best: float | None) -> Iterator[Step]:
    """Of the company's best pair, explained; `best` is the highest probability of the answer, if any."""
    yield from _reach(matcher, own)
    yield _refusal(own.reasons)
    yield _probability(matcher.scorer, own)
    scorer = matcher.scorer
    if best is not None and scorer.near_best and own.probability >= scorer.shown:
        yield _near_best(own.probability, best, scorer.near_best)


def limit_step(rank: int, limit: int) -> Step:
    """Whether the answer is long enough to reach the company."""
    text = f"Место в ответе: {rank}, показывают первые {limit}"
    remedy = f"больший предел ответа: сейчас {limit}, а место — {rank}"
    return Step("limit", "beyond_limit", rank <= limit, text, (remedy,))


def best_probability(ranking: Sequence[Candidate]) -> float | None:
    """The highest probability among those that are proposed."""
    return max((c.probability for c in ranking if c.grade), default=None)


def _reach(matcher: Matcher, own: Candidate) -> Iterator[Step]:
    reason = next((r for r in own.reasons if r.feature == "within_reach"), None)
    if reason:
        distance = pair_distance_km(own.pairs[0].pair, matcher.places) or 0.0
        remedy = f"радиус поставки от {ceil(distance)} км"
        yield Step("reach", "near_miss", reason.state != "conflict", reason.text, (remedy,))


def _refusal(found: Sequence[Reason]) -> Step:
    for reason in found:
        if reason.feature in ("not_refused", "same_condition"):
            text = f"{reason.text}: «{reason.need_quote}»"
            remedy = "предложение, которого потребность не исключает"
            return Step("refusal", "near_miss", False, text, (remedy,))
    return Step("refusal", "", True, "Потребность такого не исключает")


def _probability(scorer: Scorer, own: Candidate) -> Step:
    told, shown = _apart(own.probability, scorer.shown)
    if own.probability >= scorer.shown:
        fits, _ = _apart(scorer.fits, scorer.shown)
        text = f"Оценка {told}: предлагают от {shown}, «подходит» — от {fits}"
        return Step("probability", "", True, text)
    missing = " и ".join(lacking(scorer, own.pairs[0].features))
    remedy = f"оценка не ниже {shown}, сейчас {told}" + (f": не хватает {missing}" if missing else "")
    text = f"За неё говорит слишком мало: оценка {told}, предлагают от {shown}"
    return Step("probability", "near_miss", False, text, (*_other_offers(own.reasons), remedy))


def _other_offers(found: Sequence[Reason]) -> Iterator[str]:
    """Which offer would have been another matter: «предложение D500»."""
    for reason in found:
        if reason.state != "conflict":
            continue
        if reason.feature == "same_specification":
            yield f"предложение {reason.need_quote}"
        elif reason.feature in OTHER_SUBJECTS:
            yield "предложение того рода, что нужно"


def _near_best(probability: float, best: float, near_best: float) -> Step:
    needed = near_best * best
    told, least = _apart(probability, needed)
    if probability >= needed:
        return Step(
            "near_best", "", True, f"Не намного слабее первой в ответе: оценка {told}, нужна от {least}"
        )
    text = f"Другие предложения подходят лучше: лучшая оценка {_apart(best, probability)[0]}, здесь {told}"
    remedy = f"оценка не ниже {least} при такой лучшей, сейчас {told}"
    return Step("near_best", "near_miss", False, text, (remedy,))


def _apart(a: float, b: float) -> tuple[str, str]:
    """Both numbers with as many digits as it takes to tell them apart."""
    digits = next((n for n in (2, 3, 4) if f"{a:.{n}f}" != f"{b:.{n}f}"), 4)
    told = (f"{value:.{digits}f}".replace(".", ",") for value in (a, b))
    return next(told), next(told)
