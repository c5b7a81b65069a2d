"""The quality page: what it tells, and what only administrators may begin on it."""

import re
import time

import pytest

from data.profiles import Need
from data.tables.pool import AuditRow, OfferRow
from models.publishing import current_name
from models.ranking.scorer_store import promote
from models.snapshot import published_name
from service.access import COMMAND_LINE, Caller
from service.errors import ForbiddenError
from service.judging.feedback import Judgement
from service.quality.reliability import MIN_JUDGED
from tests.service.scorer_files import scorer_file
from tests.service.web.conftest import PASSWORD, Browser

IN_PLACE = {"HX-Request": "true"}


def signed_in(app, services, role):
    services.accounts.create_user(f"with-{role}", role, PASSWORD, role)
    browser = Browser(app)
    browser.sign_in(f"with-{role}", PASSWORD)
    return browser


@pytest.fixture
def administrator(app, services):
    return signed_in(app, services, "administrator")


def ended(services, name):
    until = time.monotonic() + 20
    while (job := services.jobs.latest(name)).is_running and time.monotonic() < until:
        time.sleep(0.02)
    return job


def plain(text):
    """With ordinary spaces."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def snapshot_names(services):
    return {path.parent.name for path in services.settings.snapshots.glob("*/manifest.json")}


def seen(page, name):
    part = page[page.index(f'id="{name}"') :]
    return re.search(r'name="seen" value="([^"]*)"', part)[1]


def test_the_page_tells_models_snapshot_and_that_nothing_was_judged(administrator, services):
    page = plain(administrator.get("/quality").text)
    assert "из поставки" in page and "273 размеченные потребности" in page
    assert "свежий" in page and published_name(services.settings.snapshots) in page
    assert "мало данных: 0" in page and "Вердиктов пока нет" in page and "Ещё не измеряли" in page


def test_names_of_files_and_models_are_folded_away(administrator, services):
    page = administrator.get("/quality").text
    told = re.sub(r"<details><summary>Подробности для администратора.*?</details>", "", page, flags=re.S)
    folded = "".join(re.findall(r"<details><summary>Подробности для администратора.*?</details>", page, re.S))
    assert "Его отпечаток" in folded and published_name(services.settings.snapshots) in folded
    assert "Пороги вероятности" in folded and "service evaluate" in folded
    for technical in ("отпечаток", "Пороги", "service evaluate", published_name(services.settings.snapshots)):
        assert technical not in told


def test_a_stale_snapshot_is_told(administrator, pool):
    pool.add(OfferRow, company_id=pool.company("okna").id, title="Двери", kind="product")
    assert "устарел" in administrator.get("/quality").text


def test_a_rebuild_goes_on_in_the_background_and_is_audited(administrator, services):
    before = published_name(services.settings.snapshots)
    answer = administrator.post("/quality/rebuild", seen="")
    assert (answer.status_code, answer.location) == (303, "/quality#rebuild")
    job = ended(services, "rebuild")
    now = published_name(services.settings.snapshots)
    assert job.state == "done" and now != before and now in job.told
    assert "5 компаний, 4 предложения, 2 потребности" in plain(job.lines[0])
    assert job.told in administrator.get("/quality").text
    with services.database.reading() as session:
        row = session.query(AuditRow).filter_by(action="snapshot.rebuild").one()
    assert row.subject == now and row.actor == job.by


def test_a_double_click_builds_once(administrator, services):
    for _ in range(2):
        administrator.post("/quality/rebuild", seen="")
        ended(services, "rebuild")
    assert len(snapshot_names(services)) == 2


def test_a_finished_rebuild_can_be_begun_again_from_the_page_that_shows_it(administrator, services):
    administrator.post("/quality/rebuild", seen="")
    ended(services, "rebuild")
    administrator.post("/quality/rebuild", seen=seen(administrator.get("/quality").text, "rebuild"))
    ended(services, "rebuild")
    assert len(snapshot_names(services)) == 3


def test_progress_is_a_part_of_the_page_that_asks_again_only_while_it_runs(administrator, services):
    going = services.jobs.start(
        "rebuild", "user:1", lambda say: (say("половина"), time.sleep(0.5)) and "Готово"
    )
    part = administrator.client.get("/quality/rebuild", headers=IN_PLACE).text
    assert 'hx-trigger="every 2s"' in part and "<html" not in part and going.is_running
    ended(services, "rebuild")
    part = administrator.client.get("/quality/rebuild", headers=IN_PLACE).text
    assert "hx-trigger" not in part and "Готово" in part
    assert administrator.get("/quality/rebuild").location == "/quality#rebuild"


def test_training_without_verdicts_says_why_not_in_one_sentence(administrator, services):
    administrator.post("/quality/train", seen="")
    assert ended(services, "train").state == "failed"
    assert "Учиться не на чем" in administrator.get("/quality").text


def test_the_scorer_before_comes_back_once_and_that_can_be_undone(administrator, services, tmp_path):
    folder = services.settings.scorers
    first, second = (
        promote(folder, scorer_file(tmp_path / "c.json", intercept=number), "cli", {"verdicts": 9})
        for number in (-1.0, -2.0)
    )
    assert second in administrator.get("/quality").text
    page = administrator.follow("/quality/scorer/roll-back", scorer=second).text
    assert "Работает прежняя оценка" in page and f"/quality/scorer/{second}/take-up" in page
    again = administrator.follow("/quality/scorer/roll-back", scorer=second).text
    assert "Оценку уже сменили" in again and current_name(folder) == first
    administrator.post(f"/quality/scorer/{second}/take-up")
    assert current_name(folder) == second


@pytest.mark.parametrize("name", ["nothing", "..", "x" * 200, "%00"])
def test_a_scorer_that_was_never_promoted_is_not_taken_up(administrator, services, name):
    assert administrator.post(f"/quality/scorer/{name}/take-up").status_code in (404, 405, 422)
    assert administrator.post("/quality/scorer/roll-back", scorer=name).status_code == 303
    assert current_name(services.settings.scorers) is None


def test_an_earlier_snapshot_of_the_same_pool_can_be_returned_to_and_back(administrator, services):
    root = services.settings.snapshots
    first = published_name(root)
    services.reindexer.build()
    second = published_name(root)
    answer = administrator.follow(f"/quality/snapshots/{first}/publish")
    assert published_name(root) == first and f"/quality/snapshots/{second}/publish" in answer.text
    assert "Отменить" in answer.text
    services.follower.step()
    assert published_name(root) == first  # nothing has changed: nothing is built


def test_a_snapshot_of_an_earlier_pool_is_refused_for_the_next_one_would_replace_it(
    administrator, services, pool
):
    first = published_name(services.settings.snapshots)
    pool.add(OfferRow, company_id=pool.company("okna").id, title="Двери", kind="product")
    services.reindexer.build()
    answer = administrator.post(f"/quality/snapshots/{first}/publish")
    assert answer.status_code == 422 and "тут же построила бы новый" in answer.text
    assert published_name(services.settings.snapshots) != first


def test_a_damaged_or_unknown_snapshot_is_not_returned_to(administrator, services):
    root = services.settings.snapshots
    first = published_name(root)
    services.reindexer.build()
    second = published_name(root)
    (root / first / "pool.json").write_text("{}", encoding="utf-8")
    assert administrator.post(f"/quality/snapshots/{first}/publish").status_code == 503
    assert administrator.post("/quality/snapshots/nothing/publish").status_code == 404
    assert published_name(root) == second


def test_staff_may_rebuild_and_not_train_readers_only_look(app, services):
    staff, reader = signed_in(app, services, "staff"), signed_in(app, services, "reader")
    assert "Пересобрать снимок" in staff.get("/quality").text
    assert "Обучить оценку" not in staff.get("/quality").text
    assert staff.post("/quality/train", seen="").status_code == 403
    assert staff.post("/quality/scorer/roll-back", scorer="x").status_code == 403
    assert reader.get("/quality").status_code == 200
    assert "Пересобрать снимок" not in reader.get("/quality").text
    assert reader.post("/quality/rebuild", seen="").status_code == 403
    assert services.jobs.latest("rebuild") is None and services.jobs.latest("train") is None


@pytest.mark.parametrize("ask", ["current", "judged"])
def test_members_see_nothing_of_it(services, ask):
    with pytest.raises(ForbiddenError):
        getattr(services.quality, ask)(Caller("key:1", "member"))


def judge(services, pool, count, verdict="suitable", **more):
    """Verdicts on free texts of one offer, each of its own need."""
    offer = pool.offer("Бетон товарный М500")
    for number in range(count):
        need = Need(title=f"Бетон товарный М500 {number}")
        given = Judgement(verdict=verdict, snapshot="s", need=need, offer_id=offer.id, **more)
        services.feedback.give(COMMAND_LINE, given)


def measured(services):
    until = time.monotonic() + 20
    while services.quality.judged(COMMAND_LINE).measured.num_waiting and time.monotonic() < until:
        time.sleep(0.02)
    return services.quality.judged(COMMAND_LINE)


def test_precision_is_of_verdicts_about_goods_only(administrator, services, pool):
    judge(services, pool, 3)
    judge(services, pool, 1, "unsuitable", reason="wrong_product")  # replaces one of the three
    judge(services, pool, 1, "unsuitable", reason="expensive")  # replaces that, and says nothing of goods
    found = measured(services)
    assert (found.precision["both"].right, found.precision["both"].of) == (2, 2)
    assert "мало данных: 2" in administrator.get("/quality").text


def test_with_enough_verdicts_the_curve_is_drawn_with_its_table(administrator, services, pool):
    judge(services, pool, MIN_JUDGED)
    assert len(measured(services).curve) >= 1
    page = administrator.get("/quality").text
    assert 'role="img"' in page and "Сказано в среднем" in page and "style=" not in page


def test_what_was_judged_is_measured_again_for_another_snapshot(services, pool):
    judge(services, pool, 2)
    before = measured(services).measured.pairs
    services.reindexer.build()
    services.live.refresh()
    assert services.quality.judged(COMMAND_LINE).measured.num_waiting == 2
    assert measured(services).measured.pairs == before


def test_pairs_that_left_the_pool_are_told_apart(services, pool):
    judge(services, pool, 1)
    services.pool_entry.archive(COMMAND_LINE, OfferRow, pool.offer("Бетон товарный М500").id)
    pool.rebuild()
    found = measured(services).measured
    assert (found.pairs, found.num_gone) == ((), 1)
