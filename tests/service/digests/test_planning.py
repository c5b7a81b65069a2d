"""Plans of letters: who is told what, and who gets none and why."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from data.store.digests import choose
from data.tables.mail import LetterRow, MailingRow, SuppressionRow
from data.tables.pool import NeedRow, now
from service.access import COMMAND_LINE, Caller
from service.digests.bounds import Bounds
from service.digests.rendering import TemplateMistake
from service.errors import ForbiddenError, InvalidError
from service.judging.feedback import Judgement
from tests.service.digests.office import WISH, address

READER = Caller("user:9", "staff", "Вера", "reader")
MEMBER = Caller("user:8", "member", "Завод", company_id=1)
BATCH = Caller("key:1", "batch")


def headings(letter):
    return [item["heading"] for item in letter.items]


def test_both_sides_get_a_letter_and_prospects_and_customers_outside_get_none(office):
    letters = office.letters(office.plan())
    assert set(letters) == {"zavod", "stroyka"}
    assert letters["stroyka"].address == "stroyka@stroyka.example"
    assert headings(letters["stroyka"]) == ["Керамзитный завод"]
    assert "+7 (3452) 11-11-11" in letters["stroyka"].text and "подходит" in letters["stroyka"].text


def test_a_prospect_is_never_named_to_a_member(office):
    letters = office.letters(office.plan())
    told = "".join(letter.html + letter.text for letter in letters.values())
    assert "Тайный" not in told


def test_who_asks_for_an_open_need_is_not_named(office):
    letter = office.letters(office.plan())["zavod"]
    assert headings(letter) == ["Керамзит фракционный"]
    assert "заказчик вне кластера, Тюменская область" in letter.text
    assert "Далёкий" not in letter.html and letter.items[0]["company_id"] is None


def test_the_own_words_of_an_open_need_lead_to_nobody(office):
    with office.services.database.changing("test", "words") as session:
        need = session.get(NeedRow, office.open_need)
        need.title = "Керамзит фракционный, Тобольск"
        need.description = "Навал, Далёкому заказчику"
    office.rebuild()
    letter = office.letters(office.plan())["zavod"]
    assert headings(letter) == ["Керамзит фракционный"]
    told = letter.subject + letter.html + letter.text
    assert not any(word in told for word in ("Тобольск", "Далёк"))


def test_a_private_need_is_told_to_nobody_but_its_owner(office):
    letter = office.letters(office.plan())["zavod"]
    assert "Стройка" not in letter.html and office.need not in [i["need_id"] for i in letter.items]


def test_quotes_and_words_stand_in_the_letter_and_numbers_of_the_model_do_not(office):
    letter = office.letters(office.plan())["stroyka"]
    assert "в потребности «Керамзит фракционный»" in letter.text
    plain = re.sub(r"http\S+", "", letter.text)
    assert "%" not in plain and not re.search(r"\b[01][.,]\d", plain)


def withdraw(office):
    office.withdraw("zavod")


def never(office):
    with office.services.database.changing("test", "choose") as session:
        choose(session, office.ids["zavod"], "never", "test")


def no_address(office):
    office.change("zavod", contact_email=None)


def bad_address(office):
    office.change("zavod", contact_email="завод@почта.рф")


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (withdraw, "no_consent"),
        (never, "unsubscribed"),
        (no_address, "no_address"),
        (bad_address, "bad_address"),
    ],
)
def test_who_may_not_be_written_to_gets_none_and_the_plan_says_why(office, make, reason):
    make(office)
    id_ = office.plan()
    assert set(office.letters(id_)) == {"stroyka"} and office.why_none(id_) == {"zavod": reason}


def test_a_letter_goes_to_the_general_address_and_without_one_to_the_contact_person(office):
    office.change("zavod", email="info@zavod.example")
    letters = office.letters(office.plan())
    assert (letters["zavod"].address, letters["stroyka"].address) == (
        "info@zavod.example",
        address("stroyka"),
    )


def test_a_general_address_that_is_dead_is_not_gone_round_by_the_persons(office):
    office.change("zavod", email="INFO@zavod.example")
    with office.services.database.changing("test", "suppress") as session:
        session.add(SuppressionRow(address="info@zavod.example", reason="no_such_address"))
    assert office.why_none(office.plan())["zavod"] == "suppressed"


def test_an_unsuitable_pair_is_not_proposed(office):
    given = Judgement(
        "unsuitable", "снимок", need_id=office.need, offer_id=office.offer, reason="wrong_product"
    )
    office.services.feedback.give(COMMAND_LINE, given)
    assert "stroyka" not in office.letters(office.plan())


@pytest.mark.parametrize("verdict", ["known", "contract"])
def test_companies_that_work_together_are_not_proposed_to_each_other(office, verdict):
    given = Judgement(verdict, "снимок", need_id=office.need, offer_id=office.offer)
    office.services.feedback.give(COMMAND_LINE, given)
    assert "stroyka" not in office.letters(office.plan())


def test_a_need_past_its_term_or_archived_is_not_proposed(office):
    with office.services.database.changing("test", "term") as session:
        session.get(NeedRow, office.open_need).due = (now() - timedelta(days=30)).date().isoformat()
    office.archive(NeedRow, office.need)
    assert office.letters(office.plan()) == {}


def test_what_went_is_not_proposed_again_and_nothing_new_is_no_letter(office):
    office.sent()
    id_ = office.plan(days=0)
    assert office.letters(id_) == {}
    assert office.why_none(id_) == {"zavod": "nothing_new", "stroyka": "nothing_new"}


def test_letters_come_at_most_monthly(office):
    office.sent()
    assert set(office.why_none(office.plan()).values()) == {"too_soon"}


def test_an_empty_plan_is_a_draft_without_letters_and_cannot_be_approved(office):
    office.withdraw("zavod")
    office.withdraw("stroyka")
    id_ = office.plan()
    assert office.mailing(id_).state == "draft" and office.letters(id_) == {}
    with pytest.raises(InvalidError):
        office.services.mailing_edits.approve(COMMAND_LINE, id_)


def test_a_forecast_changes_nothing(office):
    planned = office.forecast().planned
    assert (planned["letters"], planned["items"]) == (2, 2)
    with office.services.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(MailingRow)) == 0


def test_a_mistake_of_the_template_is_told_with_its_line_and_no_draft_is_left(office):
    folder = office.services.settings.mail / "templates"
    folder.mkdir(parents=True)
    (folder / "letter.html").write_text("<p>{{ company }}</p>\n<p>{{ kompany }}</p>\n", encoding="utf-8")
    with pytest.raises(TemplateMistake, match=r"letter\.html, строка 2: .*kompany"):
        office.plan()
    (folder / "letter.html").write_text("<p>\n\n{% if %}</p>", encoding="utf-8")
    with pytest.raises(TemplateMistake, match=r"letter\.html, строка 3"):
        office.plan()
    with office.services.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(LetterRow)) == 0


def test_limits_hold(office):
    assert office.forecast(items=1, letters=1).planned["most_named"] <= 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"items": "0"}, "items"), ({"letters": "пять"}, "letters"), ({"exposure": "6"}, "exposure")],
)
def test_wrong_limits_are_refused_at_their_field(typed, field):
    with pytest.raises(InvalidError) as error:
        Bounds.read(typed)
    assert [place for place, _ in error.value.places] == [field]


def test_a_letter_is_from_somebody_who_answers(office):
    with pytest.raises(InvalidError) as error:
        office.plan(replace(WISH, manager_phone="", reply_to="анна"))
    assert {place for place, _ in error.value.places} == {"manager_phone", "reply_to"}


def test_readers_and_members_plan_nothing_and_batch_work_does(office):
    planning = office.services.digest_planning
    for caller in (READER, MEMBER):
        with pytest.raises(ForbiddenError):
            planning.plan(caller, WISH, Bounds())
    assert planning.plan(BATCH, WISH, Bounds()) > 0
    with pytest.raises(ForbiddenError):
        office.services.mailing_edits.approve(BATCH, 1)
