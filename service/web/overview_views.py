"""The dashboard: how the cluster stands, what is new, what is to be done today."""

from collections.abc import Mapping
from datetime import date

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from data.store.figures import Sum
from data.store.glance import News
from data.vocabulary import REQUEST_STATES, SLOT_STATES, STATUSES, VERDICTS, russian
from service.api.context import caller, services
from service.drawing.charts import BarChart, Value, bar_chart
from service.errors import NotReadyError
from service.web.blueprint import blueprint, is_in_place
from service.wording import number

SHORT_MONTHS = ("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
MILLION = 1_000_000
KINDS_OF_NEWS = {
    "company": "новая компания|новые компании|новых компаний",
    "offer": "предложение|предложения|предложений",
    "need": "потребность|потребности|потребностей",
    "contract": "договор|договора|договоров",
    "verdict": "вердикт|вердикта|вердиктов",
    "invitation": "приглашение|приглашения|приглашений",
    "import": "загрузка|загрузки|загрузок",
}


@blueprint.get("/overview")
def overview() -> str:
    """One look at everything; what has to be ranked first comes by itself afterwards."""
    found = services().overview.current(caller())
    return render_template(
        "overview.html",
        found=found,
        market=found.market,
        charts=_charts(found.months),
        months=[(f"{SHORT_MONTHS[month.month - 1]} {month.year}", of) for month, of in found.months.items()],
        statuses=STATUSES,
        states=REQUEST_STATES,
        slot_states=SLOT_STATES,
        kinds_of_news=KINDS_OF_NEWS,
        told=_told,
    )


@blueprint.get("/overview/market")
def overview_market() -> str | Response:
    """The tile of unmet needs and niches, found now."""
    if not is_in_place():
        return redirect(url_for("web.niches"))
    try:
        return render_template("_overview_market.html", market=services().overview.market(caller()))
    except NotReadyError as error:
        return render_template("_overview_market.html", market=None, why=str(error))


def _charts(months: Mapping[date, Sum]) -> tuple[BarChart, BarChart]:
    labels = [SHORT_MONTHS[month.month - 1] for month in months]
    counts = [
        Value(label, of.count, str(of.count)) for label, of in zip(labels, months.values(), strict=True)
    ]
    sums = [
        Value(label, of.rub, number(round(of.rub / MILLION, 1 if of.rub < 10 * MILLION else 0)))
        for label, of in zip(labels, months.values(), strict=True)
    ]
    return bar_chart("Договоры по месяцам, число", counts), bar_chart("Сумма договоров, млн ₽", sums)


def _told(news: News, title: str) -> str:
    return russian(VERDICTS, title) if news.kind == "verdict" else title
