"""Whatever is done in whatever order, each member sees what the written rule says: an oracle of a page."""

from collections import Counter
from dataclasses import dataclass, field
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from data.entry import EntryError
from data.tables.pool import CompanyRow, NeedRow
from service.access import COMMAND_LINE, Caller
from service.app import create_app
from tests.contracts.postgres import CannotStartError, running_server
from tests.models.words_encoder import WordsEncoder
from tests.service.conftest import ApiClient, fill, opened

MEMBERS, OTHERS = ("member", "member", "joining"), ("prospect", "outside_customer")


@dataclass(eq=False)
class Firm:
    """A company as the rule knows it."""

    id: int
    code: str
    status: str
    person: str
    key: ApiClient = None
    archived: bool = False
    erased: bool = False
    consents: bool = False
    in_portals: bool = True
    page: ApiClient = None

    @property
    def is_live(self):
        return not self.archived and not self.erased


@dataclass(eq=False)
class Wish:
    """A need: `agreed` are the firms that its owner has agreed to be named to."""

    id: int
    owner: Firm
    is_open: bool
    archived: bool = False
    agreed: set = field(default_factory=set)


@dataclass(eq=False)
class Ask:
    """A request for contact about a need, as far as the rule goes."""

    id: int
    asker: Firm
    wish: Wish
    state: str = "asked"


def sees_firm(viewer, firm):
    return firm.is_live and (firm is viewer or firm.status in MEMBERS)


def sees_wish(viewer, wish):
    if wish.archived or not wish.owner.is_live:
        return False
    return wish.owner is viewer or wish.is_open


def sees_asker(viewer, wish):
    return wish.owner is viewer or viewer in wish.agreed


def sees_in_portal(viewer, firm):
    return sees_firm(viewer, firm) and firm.in_portals


def sees_person(viewer, firm):
    return firm is viewer or firm.consents


class Machine(RuleBasedStateMachine):
    """Companies, needs, requests for contact, consents, the archive and erasing, in any order."""

    services = app = staff = portal = None
    counter = checks = turn = 0
    done: ClassVar = Counter()
    wishes, asks = Bundle("wishes"), Bundle("asks")

    @initialize(target=wishes)
    def companies(self):
        Machine.turn = 0
        self.firms = [self._firm(status) for status in (*MEMBERS, *OTHERS)]
        self.viewers = [firm for firm in self.firms if firm.status in MEMBERS]
        self.all_wishes, self.all_asks = [], []
        for firm in self.viewers:
            firm.key = ApiClient(self.app, self.services.accounts.create_key(f"member:{firm.code}").key)
            firm.page = ApiClient(
                self.app, self.portal.post("/portal/tokens", {"company": firm.code}).json["token"]
            )
        return multiple(*(self._wish(firm, True) for firm in self.firms))

    def _firm(self, status):
        Machine.counter += 1
        number = Machine.counter
        values = {"code": f"f{number}", "name": f"Завод {number}", "status": status}
        values |= {"phone": "+7 3452 00-00-00", "contact_name": f"person{number}"}
        row = self.services.pool_entry.create(COMMAND_LINE, CompanyRow, values)
        return Firm(row.id, row.code, status, f"person{number}")

    @rule(target=wishes, who=st.integers(0, 4), is_open=st.booleans())
    def need(self, who, is_open):
        firm = self.firms[who]
        if not firm.is_live:
            return multiple()
        return self._wish(firm, is_open)

    def _wish(self, firm, is_open):
        visibility = "cluster" if is_open else "private"
        values = {"company_id": firm.id, "title": "Щебень", "kind": "material", "visibility": visibility}
        wish = Wish(self.services.pool_entry.create(COMMAND_LINE, NeedRow, values).id, firm, is_open)
        self.all_wishes.append(wish)
        return wish

    @rule(wish=wishes, is_open=st.booleans())
    def show_or_hide(self, wish, is_open):
        if wish.owner.is_live and not wish.archived:
            values = {"visibility": "cluster" if is_open else "private"}
            self.services.pool_entry.update(COMMAND_LINE, NeedRow, wish.id, values)
            wish.is_open = is_open

    @rule(wish=wishes)
    def archive_or_restore_need(self, wish):
        if wish.owner.is_live:
            act = self.services.pool_entry.restore if wish.archived else self.services.pool_entry.archive
            act(COMMAND_LINE, NeedRow, wish.id)
            wish.archived = not wish.archived

    @rule(who=st.integers(0, 4))
    def archive_or_restore_company(self, who):
        gone = [firm for firm in self.firms if firm.archived and not firm.erased]
        firm = gone[0] if gone else self.firms[who]  # one at a time: nobody asks an empty cluster
        if not firm.erased:
            act = self.services.pool_entry.restore if firm.archived else self.services.pool_entry.archive
            act(COMMAND_LINE, CompanyRow, firm.id)
            firm.archived = not firm.archived

    @rule(target=asks, who=st.integers(0, 2), wish=wishes)
    def ask(self, who, wish):
        return self.ask_about(who, wish)

    def ask_about(self, who, wish):
        asker = self.viewers[who]
        if not asker.is_live:
            return multiple()
        response = asker.key.post("/my/contacts", {"need_id": wish.id})
        Machine.done[f"ask {response.status_code}"] += 1
        if not sees_wish(asker, wish):
            assert response.status_code == 404, response.text
            return multiple()
        earlier = [one for one in self.all_asks if (one.asker, one.wish) == (asker, wish)]
        if wish.owner is asker or (earlier and earlier[-1].state == "declined"):
            assert response.status_code == 422, response.text
            return multiple()
        assert response.status_code == 201, response.text
        if earlier and earlier[-1].state in ("asked", "passed"):
            assert response.json["id"] == earlier[-1].id
            return earlier[-1]
        made = Ask(response.json["id"], asker, wish)
        self.all_asks.append(made)
        return made

    @rule(who=st.integers(0, 2), wish=wishes, grants=st.booleans(), takes_back=st.booleans())
    def ask_and_answer(self, who, wish, grants, takes_back=False):
        made = self.ask_about(who, wish)
        if isinstance(made, Ask):
            self.give_answer(made, grants)
            if takes_back:
                self.undo(made)

    @rule(ask=asks, grants=st.booleans())
    def answer(self, ask, grants):
        self.give_answer(ask, grants)

    def give_answer(self, ask, grants):
        if ask.state != "asked" or not ask.wish.owner.is_live:
            return
        member = Caller("user:owner", "member", company_id=ask.wish.owner.id)
        caller = member if ask.wish.owner in self.viewers else COMMAND_LINE
        try:
            (self.services.contacts.grant if grants else self.services.contacts.decline)(caller, ask.id)
        except EntryError:
            assert grants and ask.wish.archived
            return
        assert not (grants and ask.wish.archived)
        ask.state = "passed" if grants else "declined"
        Machine.done[ask.state] += 1
        if grants:
            ask.wish.agreed.add(ask.asker)

    @rule(ask=asks)
    def take_answer_back(self, ask):
        self.undo(ask)

    def undo(self, ask):
        if ask.state in ("passed", "declined"):
            self.services.contacts.undo(COMMAND_LINE, ask.id)
            Machine.done["undone"] += 1
            ask.state = "asked"
            ask.wish.agreed.discard(ask.asker)

    @rule(ask=asks)
    def withdraw(self, ask):
        if ask.state == "asked":
            self.services.contacts.withdraw(COMMAND_LINE, ask.id)
            ask.state = "withdrawn"

    @rule(who=st.integers(0, 2), says_yes=st.booleans())
    def consent(self, who, says_yes):
        firm = self.viewers[who]
        if firm.is_live:
            caller = Caller("user:owner", "member", company_id=firm.id)
            act = self.services.consents.give if says_yes else self.services.consents.withdraw
            act(caller, firm.id, "contacts")
            Machine.done[f"consent {says_yes}"] += 1
            firm.consents = says_yes

    @rule(who=st.integers(0, 2), says_yes=st.booleans())
    def show_in_portals(self, who, says_yes):
        firm = self.viewers[who]
        if firm.is_live:
            caller = Caller("user:owner", "member", company_id=firm.id)
            act = self.services.consents.give if says_yes else self.services.consents.withdraw
            act(caller, firm.id, "portal")
            Machine.done[f"in portals {says_yes}"] += 1
            firm.in_portals = says_yes

    @rule(who=st.integers(0, 4))
    def erase(self, who):
        firm = self.firms[who]
        if any(one.erased for one in self.firms):
            return
        self.services.erasure.company(COMMAND_LINE, firm.id, firm.code)
        firm.erased = True
        Machine.done["erased"] += 1
        for ask in self.all_asks:
            if firm in (ask.asker, ask.wish.owner) and ask.state == "asked":
                ask.state = "withdrawn"
        with pytest.raises(EntryError):
            self.services.pool_entry.restore(COMMAND_LINE, CompanyRow, firm.id)

    @invariant()
    def one_member_after_another_sees_what_the_rule_says(self):
        if viewers := getattr(self, "viewers", ()):
            Machine.turn += 1
            self._check(viewers[Machine.turn % len(viewers)])

    def teardown(self):
        for viewer in getattr(self, "viewers", ()):
            self._check(viewer)

    def _check(self, viewer):
        if not viewer.is_live:
            assert viewer.key.get("/companies").status_code == 401
            assert viewer.page.get("/my/consents").status_code == 401
            return
        for firm in self.firms:
            self._check_firm(viewer, firm)
            if firm is not viewer:
                self._check_page(viewer, firm)
        for wish in self.all_wishes:
            self._check_wish(viewer, wish)
        self._check_asks(viewer)

    def _check_firm(self, viewer, firm):
        answer = viewer.key.get(f"/companies/{firm.id}")
        Machine.checks += 1
        assert answer.status_code == (200 if sees_firm(viewer, firm) else 404), (viewer, firm)
        is_told = answer.status_code == 200 and sees_person(viewer, firm)
        assert (firm.person in answer.text) == is_told, (viewer, firm)

    def _check_page(self, viewer, firm):
        """Asked twice for the same company, a portal's page has one draft for staff: it may ask on and on."""
        answer = viewer.page.post("/my/requests", {"company_id": firm.id})
        Machine.checks += 1
        assert answer.status_code == (201 if sees_in_portal(viewer, firm) else 404), (viewer, firm)

    def _check_wish(self, viewer, wish):
        answer = viewer.key.get(f"/needs/{wish.id}")
        Machine.checks += 1
        assert answer.status_code == (200 if sees_wish(viewer, wish) else 404), (viewer, wish)
        if answer.status_code == 200:
            expected = wish.owner.id if sees_asker(viewer, wish) else None
            assert answer.json["company_id"] == expected, (viewer, wish)

    def _check_asks(self, viewer):
        sent = viewer.key.get("/my/contacts?limit=200").json["contacts"]
        Machine.checks += 1
        for ask in (ask for ask in self.all_asks if ask.asker is viewer):
            (told,) = [one for one in sent if one["id"] == ask.id]
            assert told["state"] == ask.state, ask
            assert (told["asked"] is not None) == (ask.state == "passed"), ask


def install(folder, **settings):
    # as many and as long as it takes: neither limits nor a slow machine are what is tried here
    endless = {"limit_member": 1_000_000, "limit_portal": 1_000_000, "contacts_per_day": 1000}
    services = opened(folder, WordsEncoder(), portal_token_seconds=3600, **endless, **settings)
    fill(services)
    portal = services.portals.create(COMMAND_LINE, "Портал", ["https://portal.example.ru"])
    Machine.services, Machine.app = services, create_app(services)
    Machine.portal = ApiClient(Machine.app, portal.key.key)
    return services


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    services = install(tmp_path_factory.mktemp("machine"))
    yield
    services.database.close()


@pytest.fixture
def installed_on_postgres(tmp_path):
    try:
        with running_server() as url:
            services = install(tmp_path / "data", database_url=url)
            yield
            services.database.close()
    except CannotStartError as error:
        pytest.skip(f"ATTENTION: PostgreSQL is NOT tested, it cannot start here: {error}")


def machine(examples, steps, **more):
    Machine.checks, Machine.done = 0, Counter()
    wanted = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None,
        suppress_health_check=list(HealthCheck), print_blob=True, database=None, **more,
    )  # fmt: skip
    run_state_machine_as_test(Machine, settings=wanted)
    print(f"\nсверено с правилом: {Machine.checks}; сделано: {dict(Machine.done)}")  # noqa: T201 - counts


def assert_done(*also):
    for what in ("ask 201", "ask 404", "passed", "consent True", "in portals False", "erased", *also):
        assert Machine.done[what], what


def test_every_member_sees_what_the_rule_says_on_one_way_through_all_of_it(installed):
    walk, checks = Machine(), Machine.checks
    walk.companies()
    first, second = walk.all_wishes[:2]
    steps = [
        lambda: walk.ask_and_answer(1, first, True),
        lambda: walk.take_answer_back(walk.all_asks[0]),
        lambda: walk.answer(walk.all_asks[0], False),
        lambda: walk.ask_and_answer(2, first, True),
        lambda: walk.show_or_hide(first, False),
        lambda: walk.ask(1, first),
        lambda: walk.consent(0, True),
        lambda: walk.show_in_portals(0, False),
        lambda: walk.archive_or_restore_company(1),
        lambda: walk.archive_or_restore_company(1),
        lambda: walk.show_in_portals(0, True),
        lambda: walk.consent(0, False),
        lambda: walk.archive_or_restore_need(second),
        lambda: walk.erase(0),
    ]
    for step in steps:
        step()
        walk.one_member_after_another_sees_what_the_rule_says()
    walk.teardown()
    assert_done("declined", "undone", "consent False", "in portals True")
    assert Machine.checks > checks + 200


@pytest.mark.slow
def test_every_member_sees_what_the_rule_says_for_long(installed):
    """Sixty ways of up to thirty steps: eight minutes on two busy cores."""
    machine(examples=60, steps=30)
    assert_done("declined", "undone", "consent False", "in portals True")


@pytest.mark.slow
def test_every_member_sees_what_the_rule_says_on_postgresql(installed_on_postgres):
    """Forty ways of up to thirty steps: five to ten minutes on two busy cores."""
    machine(examples=40, steps=30)
    assert_done("declined", "undone", "consent False", "in portals True")
    test_every_member_sees_what_the_rule_says_on_one_way_through_all_of_it(None)


def test_an_answer_that_is_taken_back_in_words_only_is_noticed(installed, monkeypatch):
    monkeypatch.setattr(Machine.services.contacts, "undo", lambda *_: None)
    with pytest.raises((AssertionError, EntryError)):
        test_every_member_sees_what_the_rule_says_on_one_way_through_all_of_it(installed)
