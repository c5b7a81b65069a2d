"""What each feature of a pair adds to its score, in words for staff."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from models.ranking.features import FEATURES
from models.ranking.scoring import Scorer

INTERCEPT = "intercept"
FEATURE_TEXTS: Mapping[str, str] = MappingProxyType(
    {
        INTERCEPT: "Начало отсчёта: пара, о которой ничего не известно, чаще не подходит",
        "meaning": "Тексты потребности и предложения близки по смыслу целиком",
        "meaning_passage": "То, что нужно, близко по смыслу к одному из мест предложения",
        "trade": "Тексты похожи так, как бывают похожи описания одного товара в отрасли",
        "trade_passage": "Одно из мест предложения похоже на то, что нужно, как описания одного товара",
        "words": "В предложении встречаются слова потребности, редкие весят больше",
        "ngrams": "Совпадают части слов: другие окончания и опечатки не мешают",
        "title_coverage": "Слова о том, что нужно, стоят в самом наименовании предложения",
        "only_words": "Ни вида, ни ОКПД2 в потребности нет: судить можно только по словам",
        "code_agreement": "Код ОКПД2 из той же группы, что и у потребности",
        "kind_agreement": "Предлагают тот же вид: товар, оборудование либо работу или услугу",
        "purpose_agreement": "Речь об одном: вещь, её аренда, ремонт, проверка, перевозка или работа с ней",
        "spec_agreement": "Марки, размеры и классы потребности есть и в предложении",
        "spec_conflict": "Марки, размеры или классы предложения противоречат потребности",
        "reach": "Место поставки лежит в радиусе, в котором компания работает",
        "refused": "Потребность прямо говорит, что этого не надо",
    }
)
# what a pair that suits has of a feature at least, and what is missing where it has less; what nobody knows
# (no code, no kind) is not missing
_GOOD: Mapping[str, tuple[float, str]] = MappingProxyType(
    {
        "meaning": (3.0, "описания того же по смыслу"),
        "meaning_passage": (3.0, "описания того же по смыслу"),
        "trade": (3.0, "описания того же по смыслу"),
        "trade_passage": (3.0, "описания того же по смыслу"),
        "words": (3.0, "слов, которыми названа потребность"),
        "ngrams": (3.0, "слов, которыми названа потребность"),
        "title_coverage": (1.0, "слов, которыми названа потребность"),
        "code_agreement": (0.0, "ОКПД2 той же группы"),
        "kind_agreement": (0.0, "того же вида"),
        "purpose_agreement": (0.0, "того же назначения"),
        "spec_conflict": (0.0, "нужных марок и размеров"),
    }
)


@dataclass(frozen=True)
class Contribution:
    """A feature, its value in the pair and what it adds to the log-odds; `text` is a sentence for staff."""

    feature: str
    text: str
    value: float
    contribution: float


def contributions(scorer: Scorer, row: tuple[float, ...]) -> list[Contribution]:
    """The intercept, then every feature in order of FEATURES; they sum to the logit of the probability."""
    values = {INTERCEPT: 1.0} | dict(zip(FEATURES, row, strict=True))
    added = scorer.contributions(np.array(row, dtype=np.float32))
    return [Contribution(name, FEATURE_TEXTS.get(name, name), values[name], added[name]) for name in added]


def lacking(scorer: Scorer, row: tuple[float, ...], count: int = 2) -> list[str]:
    """What the pair lacks most against one that suits well: «слов, которыми названа потребность»."""
    gains: dict[str, float] = {}
    for name, weight, value in zip(FEATURES, scorer.weights, row, strict=True):
        good, what = _GOOD.get(name, (value, ""))
        gains[what] = gains.get(what, 0.0) + weight * (good - value)
    most = sorted((what for what in gains if what and gains[what] > 0), key=lambda what: -gains[what])
    return most[:count]
