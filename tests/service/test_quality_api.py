"""Quality over HTTP: the figures, and a snapshot built anew."""

import time

from models.snapshot import published_name
from tests.service.conftest import ApiClient, assert_problem


def test_figures_tell_what_answers(api, services):
    found = api.get("/quality").json
    assert found["scorer"]["source"] == "shipped" and found["fresh"] is True
    assert [(s["companies"], s["offers"], s["published"]) for s in found["snapshots"]] == [(5, 5, True)]
    assert found["verdicts"]["suitable"] == 0 and found["rebuild"] is None
    assert found["judged"]["both"] == {"right": 0, "of": 0, "mean": None, "low": 0.0, "high": 1.0}


def test_a_rebuild_is_begun_and_its_end_is_told(api, services):
    before = published_name(services.settings.snapshots)
    begun = api.post("/quality/rebuild", {})
    assert begun.status_code == 202 and begun.json["state"] == "running"
    until = time.monotonic() + 20
    while api.get("/quality").json["rebuild"]["state"] == "running" and time.monotonic() < until:
        time.sleep(0.05)
    assert api.get("/quality").json["rebuild"]["state"] == "done"
    assert published_name(services.settings.snapshots) != before


def test_strange_fields_are_refused(api):
    assert_problem(api.post("/quality/rebuild", {"force": True}), 422, pointer="/force")


def test_a_reader_looks_and_begins_nothing(app, services):
    reader = ApiClient(app, services.accounts.create_key("staff", role="reader").key)
    assert reader.get("/quality").status_code == 200
    assert_problem(reader.post("/quality/rebuild", {}), 403)
    assert services.jobs.latest("rebuild") is None
