"""What is made of a board is kept for as long as it is true."""

from data.tables.pool import OfferRow
from service.access import COMMAND_LINE
from service.boards.kept import Kept


def test_it_is_made_anew_only_when_the_board_has_changed(services):
    services.live.refresh()
    made = []
    kept = Kept(lambda board: made.append(board) or len(made))
    assert [kept.of(services.boards.current()) for _ in range(3)] == [1, 1, 1]
    with services.database.reading() as session:
        offer = session.query(OfferRow).first()
    services.pool_entry.archive(COMMAND_LINE, OfferRow, offer.id)
    assert [kept.of(services.boards.current()) for _ in range(2)] == [2, 2]
