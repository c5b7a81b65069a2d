# ruff: noqa: E501 - rows are read best one a line
"""Canaries planted everywhere that something is kept of a company and of its named person."""

from sqlalchemy import JSON, Text

from data.tables.confirmations import ConfirmationRow
from data.tables.consents import ConsentRow
from data.tables.contacts import ContactEventRow, ContactRow
from data.tables.digests import LetterAnswerRow
from data.tables.imports import ImportRow
from data.tables.journal import RequestEventRow, RequestRow
from data.tables.kept_answers import KeptAnswerRow
from data.tables.mail import LetterRow, MailingRow, SuppressionRow
from data.tables.merges import MergeRow
from data.tables.pool import (
    AuditRow,
    ChallengeRow,
    CompanyRow,
    ContractRow,
    InputDecisionRow,
    KeyRow,
    NeedRow,
    OfferRow,
    UserRow,
    VerdictRow,
    now,
)
from data.tables.saved_searches import SavedSearchRow
from data.tables.self_service import InterestRow, ProposalRow
from data.tables.shortlists import ShortlistMarkRow
from data.text_folding import folded

CANARY = "канарейка"
PERSON = {
    "contact_name": f"{CANARY} Анна Петровна",
    "contact_email": "anna@kanareika.example",
    "contact_phone": "+7 999 111-22-33",
}
# closed lists, keys of others, and what a rule of the table would refuse
CLOSED = {
    "kind",
    "status",
    "visibility",
    "verdict",
    "reason",
    "state",
    "basis",
    "scope",
    "role",
    "by",
    "okpd2",
}
CLOSED |= {
    "channel",
    "created_by",
    "secret_sha256",
    "text_sha256",
    "okved2",
    "roles",
    "given_by",
    "snapshot",
    "inn",
    "ogrn",
    "unit",
    "due",
    "input_key",
    "need_key",
}
SHARED = (
    "code",
    "region",
    "municipality",
    "place",
    "certificates",
)  # letters tell no codes, and the rest is of others too


def planted(row, but=()):
    """The row with a canary in every text that people write."""
    for column in row.__table__.columns:
        if column.foreign_keys or column.primary_key or column.name in {*CLOSED, *but}:
            continue
        if isinstance(column.type, Text):
            setattr(row, column.name, f"{CANARY} {row.__tablename__} {column.name}")
        elif isinstance(column.type, JSON) and column.name == "certificates":
            setattr(row, column.name, [f"{CANARY} certificates"])
    return row


def plant(services, company_id, other_id):
    """Fills the company and everything that is derived of it; `other_id` is a company that stays."""
    with services.database.changing("user:1", "test.plant") as session:
        company = planted(session.get(CompanyRow, company_id), but=("code",))
        company.inn, company.ogrn = "7200000009", "1027200000009"
        company.name_folded = folded(company.name)
        for name, value in PERSON.items():
            setattr(company, name, value)
        offer = planted(OfferRow(company_id=company_id, kind="product"))
        need = planted(NeedRow(company_id=company_id, kind="product", visibility="cluster"))
        session.add_all([offer, need, planted(ChallengeRow(company_id=company_id, topic="staff"))])
        session.flush()
        for row in _beside(company, offer, need, other_id):
            session.add(row)
    return need.id


def _beside(company, offer, need, other_id):
    all_told = "; ".join(
        str(getattr(row, c.name))
        for row in (company, offer, need)
        for c in row.__table__.columns
        if c.name not in SHARED
    )
    person = "; ".join(PERSON.values())
    request = RequestRow(need_id=need.id, asked_by_company_id=company.id, channel="call", created_by="user:1")
    own = planted(request)
    own.events = [planted(RequestEventRow(kind="note", by="user:1"))]
    foreign = RequestRow(text=f"Спросить {company.name}, {person}", channel="call", created_by="user:1")
    foreign.events = [RequestEventRow(kind="note", by="user:1", text=f"звонили: {person}")]
    contact = planted(
        ContactRow(asking_id=other_id, asked_id=company.id, created_by="user:1", expires_at=now())
    )
    contact.passed = {"phone": company.phone, "person": dict(PERSON)}
    contact.events = [planted(ContactEventRow(kind="note", by="user:1"))]
    mailing = MailingRow(title="Письма", created_by="user:1", state="done", covering_words=f"Пишите {person}",
                         manager_name="Маша", manager_phone="1", reply_to="a@b.example")  # fmt: skip
    letters = [
        LetterRow(mailing=mailing, company_id=company.id, address=PERSON["contact_email"], subject=company.name,
                  html=all_told, text=all_told, state="sent"),
        LetterRow(mailing=mailing, company_id=other_id, address="x@other.example", subject=offer.title,
                  html=all_told, text=all_told, state="sent"),
    ]  # fmt: skip
    change = {"sheet": "companies", "id": company.id, "title": company.name, "after": {}}
    old = {"contact_name": f"{CANARY} прежний человек", "about": f"{CANARY} прежнее"}
    return [
        own, foreign, contact, mailing, *letters,
        planted(ConsentRow(company_id=company.id, kind="contacts", is_given=True, version=1, text_sha256="0",
                           basis="paper", by="user:1")),
        VerdictRow(need_id=need.id, need_text=need.title, company_id=other_id, verdict="suitable", snapshot="s",
                   given_by="user:1", need_place=need.place, by_company_id=company.id),
        VerdictRow(need_text="Окна", company_id=company.id, offer_id=offer.id, offer_title=offer.title,
                   verdict="unsuitable", snapshot="s", given_by="user:1"),
        InputDecisionRow(company_id=company.id, input_key="k", input_name=f"{CANARY} сырьё",
                         accepted=True, decided_by="x"),
        ContractRow(supplier_id=company.id, customer_id=other_id, subject=f"Поставка от {company.name}"),
        ShortlistMarkRow(subject=f"need {need.id}", company_id=other_id, kept=True, note=need.title,
                         by="user:1"),
        ShortlistMarkRow(subject="другое", company_id=company.id, kept=True,
                         note=f"{CANARY} заметка", by="user:1"),
        SavedSearchRow(owner="user:1", name=need.title, query="words=x", seen={}, before={}),
        SuppressionRow(address=PERSON["contact_email"], reason="bounced"),
        UserRow(login=PERSON["contact_email"], name=PERSON["contact_name"], password_hash="h", scope="member",
                company_id=company.id),
        KeyRow(id="k1", secret_sha256="s", scope="member", company_id=company.id, note=f"{CANARY} ключ"),
        ConfirmationRow(company_id=company.id, by="user:1", before={}),
        ImportRow(token="t", by="user:1", by_name="Маша", file_name="пул.xlsx", counts={},
                  undo={"created": {}, "changed": [change | {"before": old}], "replaced": []},
                  undone={"kept": [change | {"sheet": "Компании", "field": "Имя", "reason": company.name}]}),
        MergeRow(kept_id=company.id, merged_id=other_id, by="user:1", undone_at=now(),
                 done={"before": {"contact_name": old["contact_name"]}, "title": company.name}),
        ProposalRow(company_id=company.id, kind="companies", record_id=company.id, made_by="user:1",
                    before=old, after=dict(PERSON), word=f"{CANARY} слово"),
        LetterAnswerRow(letter=letters[0], item=1, kind="verdict", answer="unsuitable", reason=f"{CANARY} причина"),
        InterestRow(company_id=company.id, subject=f"{CANARY} квартал", num=7),
        KeptAnswerRow(key="k", fingerprint="f", status=201, body=all_told, ends_at=now()),
        AuditRow(actor="user:1", action="users.create", subject=PERSON["contact_email"]),
    ]  # fmt: skip


def plant_files(services):
    """What lies beside the database."""
    data_dir, told = services.settings.data_dir, f"{CANARY} {PERSON['contact_email']}"
    for path in ("imports/token/upload", "mail/letters/1.eml", "mail/letters/index.jsonl"):
        (data_dir / path).parent.mkdir(parents=True, exist_ok=True)
        (data_dir / path).write_text(told, encoding="utf-8")
    (data_dir / "snapshots" / ".building-left").mkdir()
    (data_dir / "snapshots" / ".building-left" / "pool.json").write_text(told, encoding="utf-8")
    services.jobs.start("told", "user:1", lambda say: told)


def places_with(data_dir, words):
    """Files of the folder that hold any of the words, as UTF-8 or as JSON escapes them."""
    spelled = [form for word in words for form in (word.encode(), word.encode("ascii", "backslashreplace"))]
    found = []
    for path in sorted(data_dir.rglob("*")):
        if path.is_file() and any(form in path.read_bytes() for form in spelled):
            found.append(str(path.relative_to(data_dir)))
    return found
