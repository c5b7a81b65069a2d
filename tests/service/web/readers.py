"""A signed-in reader: looks and searches, changes nothing."""

from tests.service.web.conftest import PASSWORD, Browser


def reader_of(app, services):
    services.accounts.create_user("chitatel", "Читатель", PASSWORD, "reader")
    reader = Browser(app)
    assert reader.sign_in("chitatel").status_code == 303
    return reader
