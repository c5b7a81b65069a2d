"""The quality page: which models answer, how often they are right, and what administrators do about it."""

from datetime import datetime

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from data.vocabulary import VERDICTS
from service.access import may_keep_models, may_rebuild
from service.api.context import caller, services
from service.drawing.charts import Estimate, LineChart, reliability_chart
from service.quality.quality import Judged
from service.quality.reliability import MIN_JUDGED
from service.quality.upkeep import REBUILD, TRAIN
from service.web.blueprint import blueprint, is_in_place
from service.web.notices import Notice, leave_notice
from service.web.presenting import snapshot_moment

CURVE = "Сказанная вероятность и доля верных"


@blueprint.app_template_filter()
def local_moment(iso: str) -> str:
    """«27.11.2026, 15:05» in the zone of the server."""
    return f"{datetime.fromisoformat(iso).astimezone():%d.%m.%Y, %H:%M}"


@blueprint.get("/quality")
def quality() -> str:
    """All figures of this moment."""
    found = services().quality.current(caller())
    return render_template(
        "quality.html",
        found=found,
        verdict_words=VERDICTS,
        jobs={REBUILD: found.rebuild, TRAIN: found.training},
        snapshot_moment=snapshot_moment,
        **_judged(found.judged),
        **_rights(),
    )


@blueprint.get(f"/quality/<any({REBUILD}, {TRAIN}):name>")
def upkeep_progress(name: str) -> str | Response:
    """How far a job has come: the part of the page that asks again by itself."""
    if not is_in_place():
        return redirect(url_for("web.quality", _anchor=name))
    job = services().quality.job(caller(), name)
    return render_template("_quality_job.html", name=name, job=job, **_rights())


@blueprint.get("/quality/judged")
def quality_judged() -> str | Response:
    """The part about judged pairs, which asks again while they are looked at."""
    if not is_in_place():
        return redirect(url_for("web.quality", _anchor="judged"))
    return render_template("_quality_judged.html", **_judged(services().quality.judged(caller())))


@blueprint.post(f"/quality/{REBUILD}")
def rebuild_snapshot() -> str | Response:
    """Begins; the form tells which job was the latest, so that a double click begins one."""
    job = services().upkeep.rebuild(caller(), request.form.get("seen", ""))
    return _begun(REBUILD, job)


@blueprint.post(f"/quality/{TRAIN}")
def train_scorer() -> str | Response:
    """Begins training; the scorer in use is replaced only by a better one."""
    job = services().upkeep.train(caller(), request.form.get("seen", ""))
    return _begun(TRAIN, job)


@blueprint.post("/quality/scorer/roll-back")
def roll_scorer_back() -> Response:
    """To the scorer that worked before the one that the form names."""
    left = request.form.get("scorer", "")
    if services().upkeep.roll_scorer_back(caller(), left):
        undo = url_for("web.take_scorer_up", name=left)
        leave_notice(Notice("Работает прежняя оценка", undo, "Отменить", is_post=True))
    else:
        leave_notice(Notice("Оценку уже сменили: ниже то, что работает сейчас"))
    return redirect(url_for("web.quality", _anchor="scorer"), 303)


@blueprint.post("/quality/scorer/<name>/take-up")
def take_scorer_up(name: str) -> Response:
    """The undo of a roll-back."""
    services().upkeep.take_scorer_up(caller(), name)
    leave_notice(Notice("Оценка снова работает"))
    return redirect(url_for("web.quality", _anchor="scorer"), 303)


@blueprint.post("/quality/snapshots/<name>/publish")
def publish_snapshot(name: str) -> Response:
    """To an earlier snapshot of the pool as it is."""
    left = services().upkeep.publish_snapshot(caller(), name)
    undo = url_for("web.publish_snapshot", name=left) if left and left != name else ""
    label = "Отменить" if undo else ""
    leave_notice(Notice("Поиск переходит на этот снимок", undo, label, is_post=bool(undo)))
    return redirect(url_for("web.quality", _anchor="snapshots"), 303)


def _begun(name: str, job: object) -> str | Response:
    if is_in_place():
        return render_template("_quality_job.html", name=name, job=job, **_rights())
    return redirect(url_for("web.quality", _anchor=name), 303)


def _rights() -> dict[str, object]:
    return {"may_begin": {REBUILD: may_rebuild(caller()), TRAIN: may_keep_models(caller())}}


def _judged(judged: Judged) -> dict[str, object]:
    return {"judged": judged, "curve": _curve(judged), "min_judged": MIN_JUDGED}


def _curve(judged: Judged) -> LineChart | None:
    if not judged.curve:
        return None
    estimates = [Estimate(one.told, one.found.mean or 0.0, *one.found.interval) for one in judged.curve]
    return reliability_chart(CURVE, estimates)
