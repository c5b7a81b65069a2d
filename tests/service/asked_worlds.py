"""A pool with something to miss, over the small one and a scorer with only one opinion: words decide."""

from data.tables.pool import ChainRow, CompanyRow, NeedRow, ProjectRow, SlotRow
from service.access import COMMAND_LINE
from tests.service.words_decide import let_words_decide

AUTOCLAVE = {"title": "Автоклав проходной", "kind": "equipment", "unit": "шт."}


class AskedWorld:
    """The small pool with records added past the doors."""

    def __init__(self, services):
        self.services = services
        let_words_decide(services)
        with services.database.reading() as session:
            self.ids = {row.code: row.id for row in session.query(CompanyRow)}

    def add(self, table, **values):
        return self.services.pool_entry.create(COMMAND_LINE, table, values)

    def need(self, code, **values):
        """A need of the company of that code, equipment unless told otherwise."""
        return self.add(NeedRow, company_id=self.ids[code], **AUTOCLAVE | values)

    def slot(self, code, **values):
        """A slot of a new project of that company, in a chain of its own."""
        chain = self.add(ChainRow, title="Газоблок области")
        project = self.add(
            ProjectRow,
            chain_id=chain.id,
            title="Третья нитка",
            product="Газоблок",
            initiator_id=self.ids[code],
        )
        return self.add(SlotRow, project_id=project.id, **AUTOCLAVE | values)

    def rebuild(self):
        self.services.follower.step()
