"""Every page that staff can open, and a pool where people have left one of each thing to open."""

import io
import json
import re

from data.tables.mail import LetterRow
from data.tables.pool import CompanyRow
from service.access import Caller
from service.app import create_app
from service.journal.steps import Said
from service.journal.suppliers import Supplier
from service.saved_searches.shown import Shown
from tests.data.sheet_files import csv_text
from tests.service.digests.office import Office
from tests.service.web.conftest import Browser, FormValues

NEED = "газоблок D500 на стены, 120 кубов, Тюмень"
ADDRESSES = {
    "approve_mailing": ["/mailings/{draft}/approve"],
    "archive": ["/archive"],
    "arm_mail": ["/mailings/arming"],
    "card": ["/offers/1", "/needs/1", "/contracts/1", "/projects/1", "/slots/1"],
    "chain": ["/chains/1"],
    "chain_gaps": ["/chains/1/gaps"],
    "chains": ["/chains"],
    "challenges": ["/challenges"],
    "changes": ["/changes"],
    "coach": ["/companies/1/coach"],
    "codes": ["/codes", "/codes?q=блок"],
    "companies": ["/companies", "/companies?name=ничего"],
    "company": ["/companies/1", "/companies/{prospect}"],
    "company_consents": ["/companies/1/consents"],
    "compare": ["/compare?company=1&company=2", f"/compare?company=1&company=2&company=3&text={NEED}"],
    "confirmations": ["/confirmations"],
    "contact": ["/contacts/1"],
    "contacts": ["/contacts"],
    "dossier": ["/invitations/{prospect}/dossier"],
    "duplicates": ["/duplicates"],
    "edit_part": ["/chains/1/edit", "/projects/1/edit", "/slots/1/edit"],
    "edit_record": ["/companies/1/edit", "/offers/1/edit", "/needs/1/edit", "/contracts/1/edit"],
    "first_links": ["/first-links"],
    "import_preview": ["/import/{token}/preview"],
    "import_result": ["/imports/1"],
    "imports": ["/import"],
    "invitations": ["/invitations"],
    "journal": ["/journal"],
    "correct_answer": ["/journal/2/events/{answer}/correct"],
    "journal_request": ["/journal/1", "/journal/2"],
    "mail_sink": ["/mail-sink"],
    "mail_sink_letter": ["/mail-sink/{mail}"],
    "mailing": ["/mailings/{mailing}", "/mailings/{draft}"],
    "mailing_letter": ["/mailings/{draft}/letters/{letter}"],
    "mailing_why": ["/mailings/{draft}/why"],
    "mailings": ["/mailings"],
    "map": ["/map", "/map?show=needs"],
    "match_import": ["/import/{token}/match"],
    "merge": ["/merges/1"],
    "merge_companies": ["/companies/1/merge/{twin}"],
    "moderation": ["/moderation"],
    "need_shortlist": ["/needs/1/shortlist"],
    "new_chain": ["/chains/new/empty"],
    "new_company": ["/companies/new"],
    "new_contact": ["/contacts/new?offer_id=1"],
    "new_mailing": ["/mailings/new"],
    "new_person": ["/people/new"],
    "new_project": ["/chains/1/projects/new/empty"],
    "new_record": ["/companies/1/offers/new", "/companies/1/needs/new"],
    "new_request": ["/journal/new"],
    "new_slot": ["/projects/1/slots/new"],
    "niche": ["/niches/{niche}"],
    "niches": ["/niches"],
    "outcomes": ["/journal/outcomes"],
    "overview": ["/overview"],
    "overview_market": ["/overview/market"],
    "partners": ["/companies/1/partners"],
    "password": ["/password"],
    "people": ["/people"],
    "personal_data": ["/companies/1/data"],
    "person": ["/people/1"],
    "new_portal": ["/portals/new"],
    "portal": ["/portals/{portal}"],
    "portals": ["/portals"],
    "quality": ["/quality"],
    "quotation": ["/journal/2/quotation?to=1"],
    "reminder": ["/journal/2/reminder?to=1"],
    "rename_search": ["/searches/1/rename"],
    "report": ["/report"],
    "reword_mailing": ["/mailings/{draft}/words"],
    "saved_searches": ["/searches"],
    "search": ["/", f"/?text={NEED}", "/?text=балетные пачки", f"/?side=buyers&text={NEED}"],
    "sign_in": ["/sign-in"],
    "stale_needs": ["/journal/stale"],
    "start_chain": ["/chains/new"],
    "start_project": ["/chains/1/projects/new"],
    "text_shortlist": [f"/shortlist?text={NEED}"],
}
# pieces that scripts fetch, files, and addresses of earlier days
NO_PAGES = {
    "chain_picture",
    "check_field",
    "edit_in_place",  # in one piece it leads to the form
    "field_as_it_is",
    "import_rejected",
    "import_sample",
    "invitations_file",
    "journal_outcomes",
    "letter",
    "mail_sink_html",
    "mailing_job",
    "mailing_letter_html",
    "need_shortlist_file",
    "niches_file",
    "personal_data_file",
    "quality_judged",
    "quotation_file",
    "report_file",
    "requests_of_journal",
    "suggested_codes",
    "text_shortlist_file",
    "upkeep_progress",
}
COMPANIES = (("Код", "Название", "Статус"), ("novaya", "Новая компания", "вступает"), ("b", "Б", "неведомо"))
READ = ("company", "title", "kind", "volume", "unit", "place", "due", "visibility", "description", "okpd2")


def leave_things(services):
    """One of each thing that people leave behind in a pool with a chain and a contract, by whom is signed in.

    Addresses name the first records of the pool, and those found here.
    """
    found = _mail(services)
    clerk = Browser(create_app(services))
    clerk.sign_in()
    found |= {"token": _upload(clerk), "twin": _twin(clerk, services), "prospect": _a_prospect(services)}
    for text in ("Звонили, спрашивали цемент и арматуру", f"Нужен {NEED}"):
        clerk.post("/journal/new", text=text, channel="call")
    values = FormValues(clerk.get("/journal/2").text).values
    clerk.post(
        "/journal/2/confirm", **{name: values[name] for name in READ} | {"company": _name(services, 2)}
    )
    masha = Caller("user:1", "staff", "Маша", "administrator")
    services.request_steps.pass_on(masha, 2, [Supplier(1, None)])
    found["answer"] = services.request_steps.answer(masha, 2, Said("declined", 1, "Нет в наличии"))
    services.saved_searches.save(masha, "Газоблок", f"text={NEED}", Shown())
    clerk.post("/contacts/new", offer_id="1", company=_name(services, 3))
    clerk.post(f"/companies/{_newest(services)}/archive")
    clerk.post("/portals/new", name="Портал", origins="https://portal.example.org")
    found["portal"] = re.search(r"/portals/(?!new)([^/\"]+)\"", clerk.get("/portals").text)[1]
    (services.settings.data_dir / "found.json").write_text(json.dumps(found))


def staff_addresses(folder, niche):
    """Every address to open, by endpoint; `niche` is the id of one."""
    found = json.loads((folder / "found.json").read_text()) | {"niche": niche}
    return [(name, one.format(**found)) for name, several in ADDRESSES.items() for one in several]


def page_endpoints(app):
    """What can be opened, without what only members have."""
    rules = app.url_map.iter_rules()
    names = {rule.endpoint.removeprefix("web.") for rule in rules if "GET" in rule.methods and _is_ours(rule)}
    return {name for name in names if not name.startswith("my_")}


def _is_ours(rule):
    return rule.endpoint.startswith("web.")


def _mail(services):
    """A mailing that went into the post box of the demo, and a draft of another."""
    office = Office(services)
    draft, mailing = office.plan(), office.sent()
    with services.database.reading() as session:
        letter = session.query(LetterRow.id).filter_by(mailing_id=draft).first()[0]
    return {"mailing": mailing, "draft": draft, "letter": letter, "mail": services.postman.taken()[0].name}


def _upload(clerk):
    for rows in (COMPANIES, COMPANIES[:2]):
        file = (io.BytesIO(csv_text(rows).encode()), "Компании.csv")
        sent = clerk.client.post("/import", data={"csrf_token": clerk.token(), "file": file})
        token = re.search(r"/import/([^/]+)/", sent.location)[1]
        if rows is COMPANIES:
            clerk.post(f"/import/{token}/confirm")
    return token


def _twin(clerk, services):
    """Two companies entered twice: one pair is merged, the other waits."""
    for id_ in (4, 1):
        clerk.post("/companies/new", name=_name(services, id_), status="prospect", send_again="да")
        newest = _newest(services)
        if id_ == 4:
            values = FormValues(clerk.get(f"/companies/4/merge/{newest}").text).values
            clerk.post(f"/companies/4/merge/{newest}", **values)
    clerk.post("/companies/new", name="На выброс", status="prospect")
    return newest


def _newest(services):
    with services.database.reading() as session:
        return session.query(CompanyRow.id).order_by(CompanyRow.id.desc()).first()[0]


def _a_prospect(services):
    with services.database.reading() as session:
        return session.query(CompanyRow.id).filter_by(status="prospect").first()[0]


def _name(services, id_):
    with services.database.reading() as session:
        return session.get(CompanyRow, id_).name
