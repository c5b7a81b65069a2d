"""Where bars and points stand: from zero, to scale, inside of the picture."""

import pytest

from service.drawing.charts import Estimate, Value, bar_chart, reliability_chart


def bars(*numbers):
    return bar_chart("Договоры", [Value(str(n), n, str(n)) for n in numbers])


def test_heights_are_to_scale_and_stand_on_the_ground():
    chart = bars(0, 5, 10)
    low, middle, high = chart.bars
    assert low.height == 0 and high.height == pytest.approx(2 * middle.height)
    assert {bar.y + bar.height for bar in chart.bars} == {chart.ground}


def test_bars_stand_in_order_without_touching_inside_of_the_picture():
    chart = bars(*range(12))
    edges = [edge for bar in chart.bars for edge in (bar.x, bar.x + bar.width)]
    assert edges == sorted(edges) and edges[0] >= 0 and edges[-1] <= chart.width


def test_nothing_but_zeros_is_flat():
    assert [bar.height for bar in bars(0, 0).bars] == [0, 0]
    assert bars().bars == ()


def test_a_true_estimate_lies_on_the_diagonal_with_its_interval_around():
    chart = reliability_chart("Кривая", [Estimate(1.0, 1.0, 0.5, 1.0), Estimate(0.0, 0.0, 0.0, 0.5)])
    first, last = chart.ticks[0], chart.ticks[-1]
    assert [(dot.x, dot.y) for dot in chart.dots] == [first[1:], last[1:]]
    assert chart.dots[1].top == last[2] and chart.dots[1].bottom == chart.ticks[2][2]
