"""Who consented to what, when and to which text."""

import pytest

from data.consent_texts import KINDS, consent_texts, current_text
from data.entry import EntryError
from data.tables.pool import CompanyRow
from service.access import Caller
from service.consents.consents import Basis
from service.errors import ForbiddenError, NotFoundError
from tests.service.web.conftest import Pool

STAFF = Caller("user:1", "staff", "Маша", "staff")
PAPER = Basis("paper", "заявление № 3 от 01.02.2026")
# what companies have agreed to is never edited: a new text is a new file
PUBLISHED = {
    "contacts-1": "c5c81415edbb1a8f18f00b81536bd99e369f905bd51ff1351051a20a74dd764f",
    "contacts-2": "6c81cb2ac350c029b0fec21afcc9a1fa1290ed2273632022ae8ae2db93d71ca7",
    "letters-1": "9cae5ac763e8a2ba7c8c6a6d6151983defa046f92cb1b489e83cbd7c3b2308ed",
    "portal-1": "11485ef4fe66b1f1a3bca2c9362baa1ca4e322034a07582b627652046a0ead5f",
    "portal-2": "dd17ca8f3bd5c85f2308b53b91bef3546fea7a8f581c5d6e0e6a607202d718fd",
}


@pytest.fixture
def pool(services):
    return Pool(services)


@pytest.fixture
def member(pool):
    return Caller("user:9", "member", company_id=pool.company("beton").id)


def stands(services, company_id, kind):
    with services.database.reading() as session:
        alone = services.consents.stands(session, company_id, kind)
        assert alone == (company_id in services.consents.standing(session, kind))
        return alone


def test_published_texts_are_what_was_agreed_to():
    texts = {f"{one.kind}-{one.version}": one.sha256 for texts in consent_texts().values() for one in texts}
    assert texts == PUBLISHED


def test_only_portals_stand_without_an_answer_and_only_for_the_cluster(services, pool):
    found = {
        (code, kind) for code in ("beton", "okna", "armatura", "trest") for kind in KINDS
        if stands(services, pool.company(code).id, kind)
    }  # fmt: skip
    assert found == {("beton", "portal"), ("okna", "portal")}


def test_a_yes_stands_until_it_is_withdrawn_and_both_are_kept(services, member):
    services.consents.give(member, member.company_id, "letters", 1)
    services.consents.give(member, member.company_id, "letters", 1)
    assert stands(services, member.company_id, "letters")
    services.consents.withdraw(member, member.company_id, "letters")
    assert not stands(services, member.company_id, "letters")
    letters = services.consents.of(member, member.company_id)[1]
    assert [(row.is_given, row.by, row.basis, row.version) for row in letters.answers] == [
        (False, "user:9", "own", 1),
        (True, "user:9", "own", 1),
    ]
    assert letters.answers[1].text_sha256 == current_text("letters").sha256


def test_a_company_that_says_no_is_seen_in_no_portal(services, member):
    services.consents.withdraw(member, member.company_id, "portal")
    assert not stands(services, member.company_id, "portal")
    services.consents.give(member, member.company_id, "portal")
    assert stands(services, member.company_id, "portal")


def test_a_consent_does_not_pass_to_a_successor(services, member):
    services.consents.give(member, member.company_id, "contacts")
    with services.database.changing("test", "successor") as session:
        session.get(CompanyRow, member.company_id).contact_name = "Новый человек"
    assert not stands(services, member.company_id, "contacts")
    services.consents.give(member, member.company_id, "contacts")
    assert stands(services, member.company_id, "contacts")


def test_an_archived_company_consents_to_nothing(services, member):
    services.consents.give(member, member.company_id, "letters")
    services.pool_entry.archive(STAFF, CompanyRow, member.company_id)
    assert not any(stands(services, member.company_id, kind) for kind in KINDS)


def test_staff_tell_on_which_paper(services, member):
    services.consents.give(STAFF, member.company_id, "letters", basis=PAPER)
    row = services.consents.of(STAFF, member.company_id)[1].last
    assert (row.basis, row.document, row.by) == ("paper", "заявление № 3 от 01.02.2026", "user:1")


@pytest.mark.parametrize(
    ("basis", "fields"),
    [
        (None, {"basis", "document"}),
        (Basis("own", "сами"), {"basis"}),
        (Basis("mail", "  "), {"document"}),
        (Basis("mail", "ы" * 301), {"document"}),
    ],
)
def test_staff_give_no_consent_without_proof(services, member, basis, fields):
    with pytest.raises(EntryError) as wrong:
        services.consents.give(STAFF, member.company_id, "letters", basis=basis)
    assert {error.field for error in wrong.value.errors} == fields
    assert not stands(services, member.company_id, "letters")


def test_who_read_an_earlier_text_reads_again(services, member):
    with pytest.raises(EntryError, match="Текст согласия изменился"):
        services.consents.give(member, member.company_id, "letters", 7)


def test_others_neither_see_nor_give(services, member, pool):
    other = pool.company("okna").id
    for act in (services.consents.give, services.consents.withdraw):
        with pytest.raises(NotFoundError):
            act(member, other, "letters")
    with pytest.raises(NotFoundError):
        services.consents.of(member, other)
    with pytest.raises(ForbiddenError):
        services.consents.give(Caller("user:2", "staff", "Вера", "reader"), other, "letters", basis=PAPER)
    with pytest.raises(NotFoundError):
        services.consents.give(STAFF, other, "nonsense", basis=PAPER)
