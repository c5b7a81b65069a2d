"""A cluster in which everything that must not be told has a word of its own."""

from dataclasses import dataclass, field

from sqlalchemy import select

from data import entry
from data.tables.pool import ChainRow, CompanyRow, NeedRow, OfferRow, ProjectRow, SlotRow
from service.access import COMMAND_LINE
from service.demo import load_demo_pool
from service.judging.feedback import Judgement
from tests.service.conftest import ApiClient
from tests.service.words_decide import let_words_decide

BLOCKS = {"kind": "product", "title": "Блоки газобетонные D500", "okpd2": "23.61.11", "unit": "м3"}
LIME = {"kind": "material", "title": "Известь негашёная молотая", "okpd2": "23.52.10", "unit": "т"}
TOWNS = ("Тюмень", "Тобольск", "Ишим", "Ялуторовск", "Заводоуковск")


@dataclass
class Member:
    """A company of the world with its records, its key, and words that only some may read."""

    number: int
    id: int
    name: str
    code: str
    offer: int = 0
    secret_need: int = 0
    open_need: int = 0
    client: ApiClient = None
    ids: dict = field(default_factory=dict)

    @property
    def secret(self):
        """Stands in the private need."""
        return f"тайна{self.number}"

    @property
    def contact(self):
        """Stands in what is known of a person."""
        return f"person{self.number}@"


@dataclass
class World:
    """`members` can be asked with; a prospect, an outside customer and an archived company cannot."""

    services: object
    app: object
    members: list
    staff: ApiClient
    batch: ApiClient
    portal: ApiClient
    prospect: int = 0
    outside: int = 0
    archived: int = 0
    verdict: int = 0
    slot: int = 0


def populate(services, size):
    """Every second company makes blocks, the others lime that blocks take; each has two needs."""
    with services.database.changing("test", "fill") as session:
        made = [
            _company(session, number, "joining" if number % 5 == 4 else "member") for number in range(size)
        ]
        rest = {
            "prospect": _company(session, size, "prospect"),
            "outside": _company(session, size + 1, "outside_customer"),
            "archived": _company(session, size + 2, "member"),
        }
        entry.archive(session.get(CompanyRow, rest["archived"].id))
        chain = entry.create(session, ChainRow, {"title": "Цепочка блоков"})
        values = {"chain_id": chain.id, "title": "Линия", "product": "Блоки", "initiator_id": made[0].id}
        project = entry.create(session, ProjectRow, values)
        values = {"project_id": project.id, "title": "Известь негашёная молотая", "kind": "material"}
        slot = entry.create(session, SlotRow, values)
    services.reindexer.build()
    let_words_decide(services)
    given = Judgement("suitable", "снимок", need_id=made[0].open_need, offer_id=made[1].offer)
    verdict = services.feedback.give(COMMAND_LINE, given)
    return made, {name: one.id for name, one in rest.items()} | {"slot": slot.id, "verdict": verdict.id}


def populate_demo(services):
    """Every member of the demonstration pool, with an offer, two needs and a person more."""
    load_demo_pool(services)
    with services.database.changing("test", "fill") as session:
        rows = session.scalars(select(CompanyRow).order_by(CompanyRow.id)).all()
        of_cluster = [row for row in rows if row.status in ("member", "joining")]
        made = [_told(session, row, number) for number, row in enumerate(of_cluster)]
    services.reindexer.build()
    let_words_decide(services)
    return made


def _company(session, number, status):
    values = {
        "code": f"zavod{number}",
        "name": f"Завод №{number:03}",
        "status": status,
        "municipality": TOWNS[number % len(TOWNS)],
        "region": "Тюменская область",
        "phone": "+7 3452 10-10-10",
        "email": f"info@zavod{number}.example",
    }
    return _told(session, entry.create(session, CompanyRow, values), number)


def _told(session, company, number):
    status, member = company.status, Member(number, company.id, company.name, company.code)
    person = {"contact_name": f"Иванов Иван{number}", "contact_email": f"{member.contact}example.ru"}
    entry.update(session, company, person | {"contact_phone": "+7 900 000-00-00"})
    made, taken = (BLOCKS, LIME) if number % 2 == 0 else (LIME, BLOCKS)
    offer = made | {"company_id": member.id, "capacity_per_month": 7000 + number, "utilisation_percent": 40}
    if status != "outside_customer":
        member.offer = entry.create(session, OfferRow, offer).id
    need = taken | {"company_id": member.id, "volume": 20}
    secret = need | {"title": f"{taken['title']} {member.secret}"}
    told = {"visibility": "cluster", "place": TOWNS[number % len(TOWNS)], "current_supplier": "Прежний"}
    told["description"] = f"Для цеха компании {member.name}"
    member.secret_need = entry.create(session, NeedRow, secret).id
    member.open_need = entry.create(session, NeedRow, need | told).id
    return member
