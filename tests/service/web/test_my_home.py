"""What the member's own page costs the database."""

from sqlalchemy import event

from data.tables.pool import NeedRow
from service.access import COMMAND_LINE
from tests.service.web.test_my_pages import member_of


def statements(services, browser):
    """How many statements one look at the page takes, the beginnings of transactions too."""
    asked = []

    def note(*args):
        asked.append(args[2])

    event.listen(services.database.engine, "before_cursor_execute", note)
    assert browser.get("/my").status_code == 200
    event.remove(services.database.engine, "before_cursor_execute", note)
    return len(asked)


def test_it_takes_few_statements_and_no_more_for_many_needs(app, services, pool):
    okna, beton = pool.company("okna").id, pool.company("beton").id
    browser = member_of(app, services, "okna", "okna")
    browser.get("/my")  # what is read once a revision
    few = statements(services, browser)
    for number in range(8):
        own = {"company_id": okna, "title": f"Бетон товарный М{number + 2}00", "kind": "product"}
        asked = {"company_id": beton, "title": f"Окна ПВХ двухкамерные {number}", "kind": "product"}
        services.pool_entry.create(COMMAND_LINE, NeedRow, own)
        services.pool_entry.create(COMMAND_LINE, NeedRow, asked | {"visibility": "cluster"})
    services.follower.step()
    page = browser.get("/my").text
    assert page.count("Бетон товарный М") >= 4
    many = statements(services, browser)
    assert many <= 25 and many <= few + 1  # who supplies is asked for where somebody does
