"""What the pool asks for and who could answer, at the moment of asking."""

import pytest

from data.references import places
from data.tables.pool import CompanyRow, NeedRow, OfferRow
from models.demands.kept_rankings import KeptRankings
from service.access import COMMAND_LINE
from service.boards.boards import Boards
from service.errors import NotReadyError
from service.judging.feedback import Judgement
from service.live_matcher import LiveMatcher


@pytest.fixture
def boards(services):
    services.live.refresh()
    return services.boards


def demand_of(board, title):
    return next(d for d in board.needs() if d.need.title == title)


def names(candidates):
    return [c.company.name for c in candidates if c.grade]


def test_before_the_first_snapshot_there_is_no_board(services, tmp_path):
    empty = LiveMatcher(tmp_path, services.encoder, services.scorer.latest, places())
    with pytest.raises(NotReadyError):
        Boards(services.database, empty, services.need_terms, KeptRankings(tmp_path)).current()


def test_an_offer_that_was_archived_after_the_snapshot_is_gone_at_once(services, boards):
    demand = demand_of(boards.current(), "Бетон М500 для фундамента")
    before = [c.company.name for c in boards.current().candidates(demand)]
    with services.database.reading() as session:
        concrete = session.query(OfferRow).filter_by(title="Бетон товарный М500").one()
    services.pool_entry.archive(COMMAND_LINE, OfferRow, concrete.id)
    board = boards.current()
    left = [p.pair.offer.id for c in board.candidates(demand) for p in c.pairs]
    assert "Бетонный двор" in before
    assert concrete.id not in left


def test_a_need_of_a_company_that_left_is_asked_no_more(services, boards):
    assert len(boards.current().needs()) == 2
    with services.database.reading() as session:
        trust = session.query(CompanyRow).filter_by(code="trest").one()
    services.pool_entry.archive(COMMAND_LINE, CompanyRow, trust.id)
    assert [d.need.title for d in boards.current().needs()] == ["Арматура А500С для перемычек"]
    assert trust.id not in boards.current().companies


def test_a_pair_that_staff_judged_unsuitable_is_not_proposed_again(services, boards):
    demand = demand_of(boards.current(), "Арматура А500С для перемычек")
    with services.database.reading() as session:
        steel = session.query(OfferRow).filter_by(title="Арматура А500С 12 мм").one()
        asked = session.query(NeedRow).filter_by(id=demand.record_id).one()
    given = Judgement("unsuitable", "снимок", need_id=asked.id, offer_id=steel.id, reason="wrong_product")
    assert steel.company_id in [c.company.id for c in boards.current().candidates(demand)]
    services.feedback.give(COMMAND_LINE, given)
    assert steel.company_id not in [c.company.id for c in boards.current().candidates(demand)]


def test_links_are_those_of_the_latest_snapshot(services, boards):
    board = boards.current()
    first = {(link.demand.record_id, link.supplier_id) for link in board.links()}
    with services.database.reading() as session:
        maker = session.query(CompanyRow).filter_by(code="beton").one()
    services.pool_entry.create(
        COMMAND_LINE, NeedRow, {"company_id": maker.id, "title": "Арматура А500С 12 мм", "kind": "product"}
    )
    services.follower.step()
    later = {(link.demand.record_id, link.supplier_id) for link in boards.current().links()}
    assert first < later


def test_warming_ranks_everything_that_is_asked_for(boards):
    told = []
    boards.warm(told.append)
    assert told == ["Подбираем заранее, кто что поставит: 0 из 2"]
    board = boards.current()
    assert len(board.rankings) == len({d.need.title for d in board.demands()})
