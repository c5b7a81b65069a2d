"""The headline: share of judged needs whose first three companies hold a suitable one and no mistake."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from data.demo_pool import FOLDER, read_toml
from training.evaluation.asking import Given, ask_free, ask_stored
from training.judged_needs import JudgedNeed, control_needs, demo_judged_needs
from training.metrics import estimate
from training.running_service import Client

Figures = dict[str, Any]

CONTROLS = ("choosing", "judging")
NOBODY = "nobody"


def judge_demo(client: Client) -> dict[str, Figures]:
    """Figures of the demo's own needs, seen by the fit, and of the controls, not seen."""
    demo = demo_judged_needs()
    answers = ask_stored(client, demo)
    figures = {"demo": judge_needs(demo, answers)}
    for name in CONTROLS:
        judged = control_needs(name)
        figures[f"control_{name}"] = judge_needs(judged, ask_free(client, judged))
    return figures


def judge_needs(judged: Sequence[JudgedNeed], answers: Sequence[Given]) -> Figures:
    """The share, in all, by trap, by trade; and every failure, for people to look at."""
    trades = company_trades()
    pairs = list(zip(judged, answers, strict=True))
    suitable = [(need, given) for need, given in pairs if need.suits]
    return {
        "headline": _share(pairs),
        "by_trap": _shares(pairs, lambda need: need.trap),
        "by_trade": _shares(pairs, lambda need: trade(need, trades)),
        "meaning_only": _share([pair for pair in pairs if pair[0].meaning_only]),
        "a_suitable_one_shown": _mean(bool(n.suits.intersection(_codes(g))) for n, g in suitable),
        "no_mistake_shown": _mean(not n.mistakes.keys() & set(_codes(g)) for n, g in pairs),
        "failures": [failure(n, g) for n, g in pairs if not n.is_right(_codes(g))],
    }


def rightness(judged: Sequence[JudgedNeed], answers: Sequence[Given]) -> list[float]:
    """1 or 0 a need."""
    return [float(n.is_right(_codes(g))) for n, g in zip(judged, answers, strict=True)]


def failure(need: JudgedNeed, given: Given) -> Figures:
    """What was asked, who was shown, who suits, and what is wrong with it."""
    shown = _codes(given)
    mistakes = {code: trap for code, trap in need.mistakes.items() if code in shown}
    wrong = [f"показана ошибка: {code} ({trap})" for code, trap in mistakes.items()]
    if need.suits and not need.suits.intersection(shown):
        wrong.append("нет подходящей" if shown else "сказано «никто»")
    if not need.suits and shown and not mistakes:
        wrong.append("предложены, а не подходит никто")
    return {
        "need": need.code,
        "text": f"{need.need.title}. {need.need.description}".removesuffix(". "),
        "trap": need.trap,
        "meaning_only": need.meaning_only,
        "first_three": [found.as_dict() for found in given.first],
        "suits": sorted(need.suits),
        "mistakes": mistakes,
        "wrong": "; ".join(wrong),
    }


def trade(need: JudgedNeed, trades: dict[str, str]) -> str:
    """The trade of most of the companies that suit; «nobody» when none does."""
    found = sorted(trades[code] for code in need.suits)
    return max(found, key=found.count, default=NOBODY)


def company_trades() -> dict[str, str]:
    """Company code to the name of the file of the demo pool where it stands."""
    paths = sorted((FOLDER / "companies").glob("*.toml"))
    return {company["code"]: path.stem for path in paths for company in read_toml(path)["company"]}


def _codes(given: Given) -> list[str]:
    return [found.company for found in given.first]


def _shares(
    pairs: Sequence[tuple[JudgedNeed, Given]], group: Callable[[JudgedNeed], str]
) -> dict[str, Figures]:
    groups: dict[str, list[tuple[JudgedNeed, Given]]] = defaultdict(list)
    for need, given in pairs:
        groups[group(need)].append((need, given))
    return {name: _share(groups[name]) for name in sorted(groups)}


def _share(pairs: Sequence[tuple[JudgedNeed, Given]]) -> Figures:
    return _mean(need.is_right(_codes(given)) for need, given in pairs)


def _mean(values: Iterable[bool]) -> Figures:
    found = np.array(list(values), dtype=np.float64)
    return estimate(found).as_dict() | {"n": len(found)}
