from models.gaps.consumers import Asking, Consumers
from models.gaps.coverage import Coverage
from models.gaps.gap_map import ChainGaps, ProjectGaps
from models.gaps.slot_gap import Filler, SlotGap
from service.drawing.of_gaps import picture_of
from service.drawing.picture import Candidate, Edge
from tests import factory
from tests.models.gaps.candidates import candidate

MAKER = factory.company(name="Инициатор")
SELLER = factory.company(name="Продавец")


def gap(title, candidates=(), **fields):
    slot = factory.slot(title, **fields)
    fillers = tuple(Filler(SELLER, "contract", None) for _ in slot.filled_by)
    return SlotGap(slot, None, slot.state, fillers, candidates, len(candidates), (), Coverage(), None)


def project(*gaps, trades=(), asking=(), **fields):
    return ProjectGaps(factory.project(**fields), MAKER, gaps, Consumers(trades, asking))


def picture(*projects):
    return picture_of(ChainGaps(factory.chain(title="Стены", stage="forming"), projects))


def test_a_slot_is_drawn_with_its_state_who_fills_it_and_who_could():
    found = candidate(company=factory.company(name="Кандидат"), grade="clarify")
    open_slot = gap("Известь", (found,), volume_per_month=400, unit="т")
    filled = gap("Цемент", filled_by=(SELLER.id,))
    first, second = picture(project(open_slot, filled)).layer("input")
    assert (first.title, first.note, first.state) == ("Известь", "материал · 400 т в месяц", "open")
    assert (first.companies, first.candidates) == ((), (Candidate("Кандидат", "уточните"),))
    assert (second.note, second.state, second.companies) == ("материал", "single_source", ("Продавец",))


def test_a_slot_leads_to_its_row_and_feeds_its_project():
    one = gap("Известь")
    drawn = picture(project(one, id=5))
    assert drawn.layer("input")[0].url == f"#slot-{one.slot.id}"
    assert drawn.edges == (Edge(str(one.slot.id), "project-5"),)


def test_a_project_is_drawn_with_its_product_and_initiator():
    (node,) = picture(
        project(title="Нитка", product="Газоблок", capacity_per_month=2500, unit="м³", stage="idea")
    ).layer("project")
    assert (node.title, node.note) == ("Нитка", "Газоблок · 2\u00a0500 м³ в месяц · идея")
    assert node.companies == ("Инициатор",)


def test_a_trade_that_buys_from_two_projects_stands_once():
    drawn = picture(project(trades=("застройщик", "подрядчик"), id=1), project(trades=("застройщик",), id=2))
    assert [node.title for node in drawn.layer("consumer")] == ["застройщик", "подрядчик"]
    assert drawn.edges == (
        Edge("project-1", "trade-1"),
        Edge("project-1", "trade-2"),
        Edge("project-2", "trade-1"),
    )


def test_companies_that_ask_are_named_up_to_three():
    names = ("А", "Б", "В", "Г", "А")
    asking = tuple(Asking(factory.company(name=name), factory.need()) for name in names)
    (node,) = picture(project(asking=asking)).layer("consumer")
    assert (node.title, node.companies) == ("Уже спрашивают в пуле", ("А", "Б", "В", "и ещё 1"))


def test_the_title_tells_the_chain_and_its_stage():
    drawn = picture()
    assert (drawn.title, drawn.subtitle, drawn.nodes) == ("Стены", "вертикальная · формируется", ())
