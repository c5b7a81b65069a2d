from data.tables.pool import NeedRow
from service.access import COMMAND_LINE
from service.shortlists.shortlist import Mark
from tests.service.conftest import ApiClient, assert_problem


def need_of(services, title="Бетон М500 для фундамента"):
    with services.database.reading() as session:
        return session.query(NeedRow).filter_by(title=title).one()


def test_the_list_holds_reasons_contacts_marks_and_notes(api, services):
    from data.store.pool import need_profile

    need = need_of(services)
    path = f"/needs/{need.id}/shortlist"
    first = api.get(path).json["lines"][0]
    mark = Mark(first["company"]["id"], kept=False, note="дорого")
    services.shortlists.mark(COMMAND_LINE, need_profile(need), [mark])
    line = api.get(path).json["lines"][0]
    assert (line["kept"], line["note"], line["in_answer"], line["verdict"]) == (False, "дорого", True, None)
    assert line["reasons"] and line["offers"][0]["title"] and line["phone"] is None
    assert "contact_email" not in api.get(path).text


def test_an_unknown_need_has_none(api):
    assert_problem(api.get("/needs/999999/shortlist"), 404)


def test_a_stranger_sees_none(app, services):
    need = need_of(services)
    assert (
        ApiClient(app, "нет").get(f"/needs/{need.id}/shortlist", headers={"Authorization": ""}).status_code
        == 401
    )
