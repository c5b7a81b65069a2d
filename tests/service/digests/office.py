"""A small cluster whose companies have something to tell each other, and the letters made of it."""

import re
import time

from sqlalchemy import select

from data import entry
from data.tables.mail import LetterRow, MailingRow
from data.tables.pool import CompanyRow, NeedRow, OfferRow
from service.access import COMMAND_LINE
from service.consents.consents import Basis
from service.digests.bounds import Bounds, Wish
from tests.service.words_decide import let_words_decide

WISH = Wish("Ноябрь", "Анна Петрова", "+7 (3452) 00-00-00", "anna@klaster.example")
PAPER = Basis("paper", "Письмо № 1")
COMPANIES = {
    "zavod": {"name": "Керамзитный завод", "status": "member", "phone": "+7 (3452) 11-11-11"},
    "stroyka": {"name": "Стройка", "status": "joining", "phone": "+7 (3452) 22-22-22"},
    "tayny": {"name": "Тайный поставщик", "status": "prospect"},
    "zakaz": {"name": "Далёкий заказчик", "status": "outside_customer"},
}


class Office:
    """Past the doors, except where a test is about them."""

    def __init__(self, services):
        self.services = let_words_decide(services)
        with self.services.database.changing("test", "fill") as session:
            self.ids = {
                code: entry.create(
                    session,
                    CompanyRow,
                    values | {"code": code, "region": "Тюменская область", "contact_email": address(code)},
                ).id
                for code, values in COMPANIES.items()
            }
            self.offer = self._add(
                session, OfferRow, "zavod", title="Керамзит фракционный", description="Навал и мешки по 50 кг"
            )
            self.secret_offer = self._add(session, OfferRow, "tayny", title="Керамзит фракционный")
            self.need = self._add(
                session, NeedRow, "stroyka", title="Керамзит фракционный", visibility="private"
            )
            self.open_need = self._add(
                session, NeedRow, "zakaz", title="Керамзит фракционный", visibility="cluster"
            )
        for code in ("zavod", "stroyka", "tayny", "zakaz"):
            self.consent(code)
        self.rebuild()

    def _add(self, session, table, code, **values):
        owned = {"company_id": self.ids[code], "kind": "material"}
        return entry.create(session, table, values | owned).id

    def rebuild(self):
        self.services.reindexer.build()
        self.services.live.refresh()

    def consent(self, code):
        self.services.consents.give(COMMAND_LINE, self.ids[code], "letters", basis=PAPER)

    def withdraw(self, code):
        self.services.consents.withdraw(COMMAND_LINE, self.ids[code], "letters", basis=PAPER)

    def change(self, code, **values):
        with self.services.database.changing("test", "change") as session:
            row = session.get(CompanyRow, self.ids[code])
            for name, value in values.items():
                setattr(row, name, value)

    def archive(self, table, id_):
        self.services.pool_entry.archive(COMMAND_LINE, table, id_)

    def forecast(self, **limits):
        return self.services.digest_planning.forecast(COMMAND_LINE, Bounds.read(limits))

    def plan(self, wish=WISH, **limits):
        return self.services.digest_planning.plan(COMMAND_LINE, wish, Bounds.read(limits))

    def approved(self):
        id_ = self.plan()
        self.services.mailing_edits.approve(COMMAND_LINE, id_)
        return id_

    def sent(self):
        """A mailing that went into the sink of the demo."""
        self.become_demo()
        id_ = self.approved()
        self.services.postman.run(COMMAND_LINE)
        return id_

    def become_demo(self):
        if not self.services.postman.is_demo:
            self.services.accounts.create_user("demo", "Демонстрация", "длинный пароль")

    def mailing(self, id_):
        with self.services.database.reading() as session:
            return session.get(MailingRow, id_)

    def letters(self, id_):
        """Letters by the code of their company."""
        found = select(LetterRow).where(LetterRow.mailing_id == id_)
        codes = {company: code for code, company in self.ids.items()}
        with self.services.database.reading() as session:
            return {codes[row.company_id]: row for row in session.scalars(found)}

    def states(self, id_):
        return {code: (row.state, row.reason) for code, row in self.letters(id_).items()}

    def why_none(self, id_):
        codes = {company: code for code, company in self.ids.items()}
        told = self.mailing(id_).planned["without"]
        return {codes[int(key)]: reason for key, reason in told.items() if int(key) in codes}

    def link(self, letter, purpose, place=0):
        """The path of a link of the letter."""
        found = re.findall(rf"http://[^/]+(/letters/{purpose}/\S+)", letter.text)
        return found[place]

    def ended(self, name):
        until = time.monotonic() + 20
        while (job := self.services.jobs.latest(name)).is_running and time.monotonic() < until:
            time.sleep(0.02)
        return job


def address(code):
    return f"{code}@{code}.example"
