from html import escape
from html.parser import HTMLParser

import pytest

from training.evaluation.report_page import interval, report_page, share
from training.evaluation.targets import MISSED, NOT_MEASURED, REACHED, TARGETS, judged_targets
from training.metrics import MEASURES

NASTY = 'Бетон <script>alert("x")</script> & щебень'


def est(mean):
    return {"mean": mean, "low": mean - 0.05, "high": mean + 0.05, "n": 10}


def needs(headline):
    failure = {
        "need": "П-1",
        "text": NASTY,
        "trap": "grade",
        "meaning_only": False,
        "first_three": [{"company": "БС-01", "probability": 0.7, "grade": "fits"}],
        "suits": [],
        "mistakes": {},
        "wrong": "нет подходящей",
    }
    shares = ("headline", "meaning_only", "a_suitable_one_shown", "no_mistake_shown")
    return {name: est(headline) for name in shares} | {
        "by_trap": {"grade": est(0.85), "place": est(0.5)},
        "by_trade": {"raw_materials": est(0.6)},
        "failures": [failure],
    }


def figures(**more):
    found = {
        "model": {"name": "кодировщик <b>"},
        "scorer": {"fits": 0.8},
        "demo": needs(0.91),
        "control_choosing": needs(0.6),
        "control_judging": needs(0.6),
        "benchmarks": {},
        "skipped": [],
    } | more
    return found | {"targets": judged_targets(found)}


def with_benchmark():
    measures = {m: est(0.8) for m in MEASURES}
    systems = {"Связка": {"measures": measures}, "BM25": {"measures": measures, "ours_better_by": measures}}
    curve = [
        {"threshold": 0.9, "coverage": 0.5, "wrong": 0.0},
        {"threshold": 0.7, "coverage": 0.9, "wrong": 0.2},
    ]
    return figures(
        benchmarks={"need_to_catalogue": systems},
        fits={"precision": est(0.92), "precision_of_first_three": est(0.93), "coverage": est(0.5)},
        coverage={
            "curve": curve,
            "withdrawn_curve": [{"threshold": 0.9, "wrong": 0.1}, {"threshold": 0.7, "wrong": 0.3}],
            "precision_wanted": 0.9,
            "these_would_choose": curve[0],
        },
        abstention={"no_match": est(0.7), "wrong_fits": est(0.1)},
        calibration={
            "pairs": 2,
            "base_rate": 0.5,
            "calibration_error": est(0.04),
            "brier": est(0.2),
            "brier_skill": est(0.25),
            "bins": [{"probability": 0.2, "right": 0.3, "pairs": 1}],
        },
        ablations={"Связка": {m: est(0.8) | {"full_better_by": est(0.0)} for m in ("ndcg", "headline")}},
    )


class Tags(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.tags, self.addresses = [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.addresses += [value for name, value in attrs if name in ("src", "href") and value]


def test_texts_of_needs_are_escaped():
    page = report_page(figures())
    assert "<script" not in page and "кодировщик <b>" not in page
    assert "Бетон &lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt; &amp; щебень" in page


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.title)
def test_every_target_is_named_with_its_bound(target):
    page = report_page(figures())
    assert escape(target.title) in page
    assert share(target.bound) in page


def test_a_target_is_reached_missed_or_not_measured_in_words():
    verdicts = {t["title"]: t["verdict"] for t in with_benchmark()["targets"]}
    assert verdicts["потребности демо: верные первые три"] == REACHED
    assert verdicts["контроль для суда: верные первые три"] == MISSED
    assert verdicts["need_to_catalogue: hit@1"] == REACHED
    assert verdicts["item_to_section: nDCG@10"] == NOT_MEASURED
    assert verdicts["ошибка калибровки первых трёх"] == REACHED  # at most
    assert verdicts["«подходит»: доля потребностей, получивших такую компанию"] == MISSED


def test_a_whole_report_has_its_plots_inside_and_asks_for_nothing_outside():
    found = Tags(report_page(with_benchmark()))
    assert found.tags.count("svg") == 3 + 1 + 2  # by trap, the benchmark, coverage and calibration
    assert [address for address in found.addresses if not address.startswith("#")] == []
    assert "script" not in found.tags


def test_what_was_skipped_is_said():
    assert "Пропущено: наборы" in report_page(figures(skipped=["наборы"]))


def test_figures_are_written_as_people_write_shares():
    assert [share(0.8134), share(1.0), share(-0.0204), share(None)] == [".813", "1.000", "−.020", "—"]
    assert interval({"mean": 0.5, "low": 0.4, "high": 0.6}) == ".500 [.400; .600]"
    assert interval({"mean": None, "low": None, "high": None}) == "—"
    assert interval(None) == "—"
