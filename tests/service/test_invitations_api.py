"""Invitations over HTTP: whom to invite next, marks, dossiers, letters."""

from io import BytesIO

import pytest
from docx import Document

from data.tables.pool import (
    AuditRow,
    ChainRow,
    CompanyRow,
    InvitationRow,
    NeedRow,
    OfferRow,
    ProjectRow,
    SlotRow,
)
from service.access import COMMAND_LINE, Caller
from service.errors import ForbiddenError
from tests.service.conftest import assert_problem
from tests.service.words_decide import let_words_decide

BASE = {"region": "Тюменская область"}
MESH = "сетка кладочная оцинкованная"


class Recruiting:
    """An installation whose pool asks for mesh and paint that only companies outside the cluster make."""

    def __init__(self, services, api):
        self.services, self.api = services, api
        self.member = self.company("Член", "member")
        self.first = self.company("Первая", "prospect", MESH, "Краска фасадная", inn="7707083893")
        self.twin = self.company("Вторая", "joining", MESH, "Краска фасадная")
        self.other = self.company("Третья", "prospect", "Смола катионит")
        self.slot = self.open_slot(MESH)
        self.need(self.member, "Краска фасадная", volume=40, unit="т", visibility="cluster")
        self.need(self.member, "Смола катионит")
        services.follower.step()

    def company(self, name, status, *offers, **fields):
        row = self.services.pool_entry.create(
            COMMAND_LINE, CompanyRow, BASE | {"name": name, "status": status, "code": name} | fields
        )
        for title in offers:
            values = {"company_id": row.id, "title": title, "kind": "product"}
            self.services.pool_entry.create(COMMAND_LINE, OfferRow, values)
        return row.id

    def need(self, company_id, title, **fields):
        values = {"company_id": company_id, "title": title, "kind": "product"} | fields
        return self.services.pool_entry.create(COMMAND_LINE, NeedRow, values).id

    def open_slot(self, title):
        with self.services.database.changing("test", "slot") as session:
            chain = ChainRow(code="Ц-1", title="Фасады")
            project = ProjectRow(
                code="П-1", title="Завод фасадов", product="Фасад", chain=chain, initiator_id=self.member
            )
            slot = SlotRow(code="З-1", title=title, kind="product", project=project)
            session.add(slot)
            session.flush()
            return slot.id

    def plan(self, **query):
        response = self.api.get("/invitations", query_string=query)
        assert response.status_code == 200, response.text
        return response.json

    def order(self, **query):
        return [one["company"]["name"] for one in self.plan(**query)["invitations"]]


@pytest.fixture
def services(services):
    return let_words_decide(services)


@pytest.fixture
def pool(services, api):
    return Recruiting(services, api)


def paragraphs(response):
    assert response.status_code == 200, response.text
    return [paragraph.text for paragraph in Document(BytesIO(response.data)).paragraphs]


def test_who_closes_most_comes_first_and_its_twin_after_who_closes_something_else(pool):
    assert pool.order()[:2] == ["Вторая", "Третья"]
    assert "Первая" not in pool.order()


def test_each_invitation_tells_what_it_closes_best_first(pool):
    first = pool.plan()["invitations"][0]
    slot, need = first["closes"]
    assert slot["slot"]["id"] == pool.slot
    assert slot["slot"]["state"] == "open"
    assert (slot["slot"]["project"]["title"], slot["slot"]["chain"]["title"]) == ("Завод фасадов", "Фасады")
    assert need["need"]["title"] == "Краска фасадная"
    assert need["need"]["company"]["name"] == "Член"
    assert slot["gain"] > need["gain"] > 0
    assert first["gain"] == pytest.approx(slot["gain"] + need["gain"], abs=0.001)


def test_value_is_what_was_covered_and_all_the_gains(pool):
    plan = pool.plan()
    gains = sum(one["gain"] for one in plan["invitations"])
    assert plan["value"] == pytest.approx(plan["covered_before"] + gains, abs=0.001)
    assert pool.plan(limit=1)["value"] < plan["value"]


def test_who_is_chosen_counts_as_invited_for_this_answer_only(pool):
    assert "Вторая" not in pool.order(chosen=f"{pool.twin}")
    assert "Третья" not in pool.order(chosen=f"{pool.twin},{pool.other}")
    assert pool.order()[0] == "Вторая"


def test_who_is_marked_leaves_the_list_until_the_mark_is_taken_back(pool, services):
    made = pool.api.post("/invitations", {"company_id": pool.twin})
    assert (made.status_code, made.json["company_id"]) == (201, pool.twin)
    plan = pool.plan()
    assert [one["company"]["id"] for one in plan["invited"]] == [pool.twin]
    assert "Вторая" not in [one["company"]["name"] for one in plan["invitations"]]
    assert pool.api.delete(f"/invitations/{pool.twin}").status_code == 204
    assert pool.order()[0] == "Вторая"
    assert pool.plan()["invited"] == []


def test_marking_twice_keeps_one_mark_and_each_change_one_line_of_the_audit(pool, services):
    for _ in range(2):
        assert pool.api.post("/invitations", {"company_id": pool.twin}).status_code == 201
        assert pool.api.delete(f"/invitations/{pool.other}").status_code == 204
    with services.database.reading() as session:
        marks = session.query(InvitationRow).count()
        lines = [row.action for row in session.query(AuditRow) if row.action.startswith("invitations.")]
    assert (marks, lines) == (1, ["invitations.mark"])


def test_a_mark_changes_no_snapshot(pool, services):
    pool.api.post("/invitations", {"company_id": pool.twin})
    assert not services.follower.step()


def test_a_company_that_left_the_pool_is_invited_no_more(pool, services):
    pool.api.post("/invitations", {"company_id": pool.twin})
    services.pool_entry.archive(COMMAND_LINE, CompanyRow, pool.twin)
    assert pool.plan()["invited"] == []
    assert pool.order()[0] == "Первая"


def test_a_slot_that_somebody_fills_meanwhile_is_open_no_more(pool, services):
    with services.database.changing("test", "fill") as session:
        session.get(SlotRow, pool.slot).filled_by = [pool.member, pool.other]
    closes = [c for one in pool.plan()["invitations"] for c in one["closes"]]
    assert closes and not any("slot" in c for c in closes)


@pytest.mark.parametrize("body", [{"company_id": 999}, {"company_id": 0}, {}, {"company_id": "1"}])
def test_a_company_that_is_not_there_cannot_be_marked(pool, body):
    assert_problem(pool.api.post("/invitations", body), 422, "/company_id")


def test_a_member_and_an_outside_customer_are_not_invited(pool):
    customer = pool.company("Трест Север", "outside_customer")
    for id_ in (pool.member, customer):
        assert_problem(pool.api.post("/invitations", {"company_id": id_}), 422, "/company_id")
        assert_problem(pool.api.get(f"/invitations/{id_}/dossier"), 404)
        assert_problem(pool.api.get(f"/invitations/{id_}/letter.docx"), 404)


@pytest.mark.parametrize("path", ["/invitations/999/dossier", "/invitations/999/letter.docx"])
def test_of_an_unknown_company_there_are_no_papers(api, path):
    assert_problem(api.get(path), 404)
    assert_problem(api.delete("/invitations/999"), 404)


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=много", "limit"),
        ("chosen=", "chosen"),
        ("chosen=1,", "chosen"),
        ("chosen=a", "chosen"),
        ("chosen=-1", "chosen"),
        ("chosen=999", "chosen"),
        ("chosen=" + "9" * 30, "chosen"),
        ("chosen=" + ",".join("1" * 101), "chosen"),
        ("who=1", "who"),
    ],
)
def test_a_wrong_parameter_is_named(api, query, parameter):
    assert_problem(api.get(f"/invitations?{query}"), 422, parameter=parameter)


def test_a_dossier_tells_what_they_make_who_needs_it_and_three_questions(pool):
    found = pool.api.get(f"/invitations/{pool.first}/dossier").json
    assert [offer["title"] for offer in found["offers"]] == [MESH, "Краска фасадная"]
    assert [one.get("slot", one.get("need"))["title"] for one in found["asked"]] == [MESH, "Краска фасадная"]
    assert all(one["is_news"] and one["reasons"] for one in found["asked"])
    assert len({question["text"] for question in found["questions"]}) == 3
    assert {"name": "Статус", "text": "в проработке"} in found["facts"]


def test_a_dossier_says_what_others_cover_already(pool):
    pool.api.post("/invitations", {"company_id": pool.twin})
    found = pool.api.get(f"/invitations/{pool.first}/dossier").json
    assert [one["is_news"] for one in found["asked"]] == [False, False]
    assert pool.api.get(f"/invitations/{pool.twin}/dossier").json["is_invited"]


def test_a_company_that_told_nothing_has_an_unconfirmed_line_in_its_dossier(pool):
    silent = pool.company("Тихая", "prospect", about="Варим краску фасадную")
    pool.services.follower.step()
    (offer,) = pool.api.get(f"/invitations/{silent}/dossier").json["offers"]
    assert (offer["id"], offer["title"], offer["provisional"]) == (None, "Варим краску фасадную", True)


def test_registers_are_linked_by_the_tax_id_unless_it_is_invented(pool, services):
    links = pool.api.get(f"/invitations/{pool.first}/dossier").json["registers"]
    assert sum("7707083893" in link["url"] for link in links) == 4
    with services.database.changing("test", "invent") as session:
        session.get(CompanyRow, pool.first).fictional = True
    assert pool.api.get(f"/invitations/{pool.first}/dossier").json["registers"] == []
    assert pool.api.get(f"/invitations/{pool.other}/dossier").json["registers"] == []


def test_a_letter_cites_the_demand_without_who_asks(pool):
    response = pool.api.get(f"/invitations/{pool.first}/letter.docx")
    text = "\n".join(paragraphs(response))
    assert "Краска фасадная — 40 т, Тюменская область" in text
    assert "Первая" in text and "[должность, имя, телефон]" in text
    assert not any(name in text for name in ("Член", "Завод фасадов", "Фасады"))
    assert response.content_type.endswith("wordprocessingml.document")
    assert "attachment" in response.headers["Content-Disposition"]


def test_a_letter_to_whom_nobody_needs_cites_nothing(pool):
    idle = pool.company("Праздная", "prospect", "Дирижабли")
    text = "\n".join(paragraphs(pool.api.get(f"/invitations/{idle}/letter.docx")))
    assert "хотели бы знать, что ваша компания производит" in text


def test_recruitment_is_hidden_from_everybody_but_staff(pool, services):
    member = Caller("key:1", "member")
    for use in (
        lambda: services.inviting.plan(member, 10),
        lambda: services.inviting.best_plan(member, 3),
        lambda: services.inviting.mark_invited(member, pool.twin),
        lambda: services.inviting.take_back(member, pool.twin),
        lambda: services.inviting.dossier(member, pool.twin),
        lambda: services.inviting.letter(member, pool.twin),
    ):
        with pytest.raises(ForbiddenError):
            use()


def test_the_best_set_is_worth_what_the_plan_is_where_companies_do_different_things(pool, services):
    best, value = services.inviting.best_plan(COMMAND_LINE, 2)
    assert {company.name for company in best} <= {"Первая", "Вторая", "Третья"}
    assert value == pytest.approx(services.inviting.plan(COMMAND_LINE, 2).value)
