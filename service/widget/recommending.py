"""The use case of what a member is recommended, view by view."""

from collections.abc import Sequence

from data.database import Database
from data.store.records import find
from data.tables.pool import CompanyRow
from service.access import Caller
from service.boards.boards import Boards
from service.errors import NotFoundError
from service.partners.partnering import Partnering
from service.seeing.open_demands import OpenDemands
from service.seeing.sight import Sight
from service.widget.customers import customer_groups
from service.widget.items import Group, Recommendations
from service.widget.moment import Moment
from service.widget.partners import partner_groups
from service.widget.places import place_groups
from service.widget.suppliers import supplier_groups


class Recommending:
    """Reads what the boards have ranked ahead; who may see it is decided when it is read."""

    def __init__(
        self, database: Database, boards: Boards, partnering: Partnering, open_demands: OpenDemands
    ) -> None:
        self._database = database
        self._boards = boards
        self._partnering = partnering
        self._open_demands = open_demands

    def of(self, caller: Caller, view: str) -> Recommendations:
        """What the caller's own company is recommended. Raises NotFoundError, NotReadyError."""
        return self.views(caller, (view,))[0]

    def views(self, caller: Caller, views: Sequence[str]) -> list[Recommendations]:
        """Several at one moment. Raises NotFoundError, NotReadyError."""
        board = self._boards.current()
        with self._database.reading() as session:
            company = find(session, CompanyRow, caller.company_id)
            if company is None or not caller.is_member:
                raise NotFoundError("Такой записи нет")
            moment = Moment(caller, session, board, Sight.of(session, caller))
            snapshot = board.rankings.matcher.snapshot.name
            return [
                Recommendations(view, company, tuple(self._groups(moment, company, view)), snapshot)
                for view in views
            ]

    def _groups(self, moment: Moment, company: CompanyRow, view: str) -> list[Group]:
        match view:
            case "suppliers":
                return supplier_groups(moment, company)
            case "customers":
                links = self._open_demands.links_of_supplier(moment.board, company.id)
                return customer_groups(moment, company, links)
            case "partners":
                return partner_groups(moment, company, self._partnering)
            case "places":
                links = self._open_demands.links_of_supplier(moment.board, company.id)
                return place_groups(moment, company, links)
        raise NotFoundError("Такой подборки нет")
