"""Pages in a browser without scripts, over the small pool and a scorer with only one opinion."""

import re
from html.parser import HTMLParser

import pytest

from data.tables.pool import CompanyRow, NeedRow, OfferRow
from service.access import COMMAND_LINE
from tests.service.words_decide import let_words_decide

LOGIN, PASSWORD = "masha", "длинный пароль"


class FormValues(HTMLParser):
    """What a browser would send of the forms of a page if nobody touched them."""

    def __init__(self, page):
        super().__init__()
        self.values = {}
        self._open = None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        name = found.get("name")
        if tag == "input" and found.get("type") in (None, "hidden", "text"):
            self.values[name] = found.get("value") or ""
        elif tag == "input" and "checked" in found:
            self.values.setdefault(name, []).append(found["value"])
        elif tag in ("textarea", "select"):
            self._open = name
            self.values[name] = ""
        elif tag == "option" and self._open and "selected" in found:
            self.values[self._open] = found["value"]

    def handle_endtag(self, tag):
        if tag in ("textarea", "select"):
            self._open = None

    def handle_data(self, data):
        if self._open and self.lasttag == "textarea":
            self.values[self._open] += data.removeprefix("\n")


class Browser:
    """A test client that takes the token of a form along, as a browser does."""

    def __init__(self, app):
        self.client = app.test_client()

    def get(self, path, **query):
        return self.client.get(path, query_string=query or None)

    def post(self, path, **values):
        return self.client.post(path, data={"csrf_token": self.token()} | values)

    def follow(self, path, **values):
        return self.client.post(path, data={"csrf_token": self.token()} | values, follow_redirects=True)

    def token(self):
        page = self.client.get("/sign-in", follow_redirects=True).text
        return re.search(r'name="csrf_token" value="([^"]+)"', page)[1]

    def form(self, path):
        return FormValues(self.client.get(path).text).values

    def sign_in(self, login=LOGIN, password=PASSWORD, **values):
        return self.post("/sign-in", login=login, password=password, **values)


class Pool:
    """Records of the installation, entered past the pages."""

    def __init__(self, services):
        self._services = services

    def add(self, table, **values):
        return self._services.pool_entry.create(COMMAND_LINE, table, values)

    def company(self, code):
        with self._services.database.reading() as session:
            return session.query(CompanyRow).filter_by(code=code).one()

    def offer(self, title):
        return self._record(OfferRow, title)

    def need(self, title):
        return self._record(NeedRow, title)

    def rebuild(self):
        self._services.follower.step()

    def _record(self, table, title):
        with self._services.database.reading() as session:
            return session.query(table).filter_by(title=title).one()


@pytest.fixture
def services(services):
    return let_words_decide(services)


@pytest.fixture
def anybody(app):
    return Browser(app)


@pytest.fixture
def browser(app):
    browser = Browser(app)
    assert browser.sign_in().status_code == 303
    return browser


@pytest.fixture
def pool(services):
    return Pool(services)
