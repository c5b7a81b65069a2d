"""What suppliers are told of a need: never who asks, unless the asker agreed."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from docx import Document

from data.entry import EntryError
from data.profiles import Company
from data.tables.pool import CompanyRow, OfferRow
from models.candidates import Candidate
from models.explaining.reason import Reason
from service.access import COMMAND_LINE, Caller
from service.journal.open_questions import open_questions
from service.journal.quotation import ALWAYS_ASKED, Quotation, letter_docx
from service.journal.suppliers import Supplier
from service.wording import day

NEED = {
    "title": "Бетон М500 для ООО «Стройтрест», в Тюмень",
    "description": "Объект на ул. Ленина, 5\nЗвонить Ивану 8 912 345-67-89\nПодача насосом",
    "kind": "product",
    "volume": "40",
    "unit": "м³",
    "place": "Тюмень",
    "due": "01.12.2026",
}
BETON, ARMATURA, TREST = 1, 2, 4


@pytest.fixture
def told(services):
    """What the supplier of the request is told."""
    services.pool_entry.update(COMMAND_LINE, CompanyRow, TREST, {"phone": "+7 3812 11-22-33"})
    id_ = services.journal.draft(COMMAND_LINE, "нужен бетон", "mail").id
    services.journal.confirm(COMMAND_LINE, id_, NEED | {"company_id": TREST})
    row = services.journal.request(COMMAND_LINE, id_)

    def tell(is_named=False):
        return services.quoting.quotation(COMMAND_LINE, row, [Supplier(BETON, 1)], is_named=is_named)

    return tell


def test_name_place_address_and_phone_are_not_told(told):
    for text in (told().letter, told().message):
        for secret in ("Стройтрест", "Тюмень", "Тюмени", "Ленина", "345-67-89", "11-22-33", "Омск"):
            assert secret not in text, secret
    assert (told().asker, told().place) == ("", "Тюменская область")
    assert "Бетон М500" in told().title and "Подача насосом" in told().description
    assert ("Объём", "40 м³") in told().facts and ("Срок", "01.12.2026") in told().facts


def test_whoever_agreed_is_named_with_place_and_general_phone(told):
    named = told(is_named=True)
    assert (named.asker, named.place) == ("Стройтрест, +7 3812 11-22-33", "Тюмень")
    assert "Заказчик: Стройтрест" in named.letter and "Стройтрест" in named.message


def test_what_is_always_asked_comes_first_and_each_question_once(told):
    questions = told(is_named=True).questions
    assert questions[: len(ALWAYS_ASKED)] == ALWAYS_ASKED
    assert len(questions) == len(set(questions)) and len(questions) > len(ALWAYS_ASKED)
    assert all(f". {question}" in told(is_named=True).letter for question in questions)


def test_a_question_that_names_the_place_is_left_out(services):
    values = {"company_id": TREST, "title": "Арматура А500С 12 мм", "kind": "product", "place": "Тюмень"}
    id_ = services.journal.draft(COMMAND_LINE, "нужна арматура", "mail").id
    services.journal.confirm(COMMAND_LINE, id_, values)
    row, chosen = services.journal.request(COMMAND_LINE, id_), [Supplier(ARMATURA, 3)]
    named, hidden = (
        services.quoting.quotation(COMMAND_LINE, row, chosen, is_named=is_named).questions
        for is_named in (True, False)
    )
    left_out = set(named) - set(hidden)
    assert left_out and all("Тюмень" in question for question in left_out)


def test_a_draft_has_nothing_to_be_told(services):
    row = services.journal.draft(COMMAND_LINE, "нужен бетон", "mail")
    with pytest.raises(EntryError, match="Сначала подтвердите"):
        services.quoting.quotation(COMMAND_LINE, row, [Supplier(BETON)], is_named=False)


def test_unknown_facts_leave_no_empty_lines():
    bare = Quotation("Песок", "", "", "", "", ("Цена",))
    assert bare.facts == [("Заявка", "Песок")]
    assert "None" not in bare.letter and ": \n" not in bare.letter and "; ;" not in bare.message


def test_a_document_holds_any_text_and_marks_a_made_up_need():
    told = Quotation("Песок\x00\x0b<b>", "=1+1", "", "", "", ("Цена?",), fictional=True)
    text = "\n".join(p.text for p in Document(BytesIO(letter_docx(told.letter))).paragraphs)
    assert "Песок<b>" in text and "Подробно: =1+1" in text and "вымышлены" in text
    assert "вымышлены" in told.letter and "вымышлены" in told.message


SECRETS = (
    *("петр", "сидоров", "анна", "стройтрест", "stroy", "мельник", "ялутор", "тюмени", "девятьсот"),
    *("720301001", "72:23", "57.15", "22-33", "55 66"),
)


@pytest.mark.parametrize(
    "told",
    [
        "Звонить Петрову П.И. 8-922-111-22-33 или 89221112233",
        "почта petrov (at) stroytrest.ru, skype: petrov.trest, @petrov_trest",
        "спросить Петра Ивановича, ул. Мельникайте 120",
        "телефон восемь девятьсот двадцать два сто одиннадцать двадцать два",
        "для ООО «СтройТрест», Стройтресту, СТРОЙТРЕСТ",
        "С уважением, Сидорова Анна",
        "Сидоровой позвонить, 55 66 77",
        "КПП 720301001, участок 72:23:0217001:123, 57.15222, 65.52722",
        "разгрузка в Тюмени, рядом с Ялуторовском",
    ],
)
def test_whatever_the_free_text_says_of_the_asker_is_not_told(services, told):
    values = {"company_id": TREST, "title": "Бетон М500", "kind": "product", "description": told}
    id_ = services.journal.draft(COMMAND_LINE, f"бетон. {told}", "mail").id
    services.journal.confirm(COMMAND_LINE, id_, values)
    row = services.journal.request(COMMAND_LINE, id_)
    quotation = services.quoting.quotation(COMMAND_LINE, row, [Supplier(BETON, 1)], is_named=False)
    for text in (quotation.letter, quotation.message, quotation.reminder(None)):
        low = text.casefold()
        assert [secret for secret in SECRETS if secret in low] == []


def test_a_town_is_told_once_enough_others_are_there(services, told):
    def place():
        return told().place

    assert place() == "Тюменская область"
    for name in ("Первый", "Второй"):
        company = {"name": name, "municipality": "Тюмень", "region": "Тюменская область"}
        services.pool_entry.create(COMMAND_LINE, CompanyRow, company)
    assert place() == "Тюмень, Тюменская область"


MASHA = Caller("user:1", "staff", "Маша")


def asked_by(services, caller, **changes):
    """The quotation of a new request for concrete."""
    values = {"company_id": TREST, "title": "Бетон М500", "kind": "product", "volume": "40", "unit": "м³"}
    id_ = services.journal.draft(caller, "нужен бетон М500", "mail").id
    services.journal.confirm(caller, id_, values)
    services.journal.change(caller, id_, changes)
    row = services.journal.request(caller, id_)
    return services.quoting.quotation(caller, row, [Supplier(BETON, 1)], is_named=False)


def test_the_person_signed_in_signs_and_a_command_leaves_no_brackets(services):
    signed, unsigned = asked_by(services, MASHA), asked_by(services, COMMAND_LINE)
    assert "С уважением,\nМаша\nАссоциация" in signed.letter and signed.message.endswith("Маша")
    assert "С уважением,\nАссоциация" in unsigned.letter
    for told in (signed, unsigned):
        document = "\n".join(p.text for p in Document(BytesIO(letter_docx(told.letter))).paragraphs)
        assert not [text for text in (told.letter, told.message, document) if "[" in text]


def test_an_answer_is_asked_for_before_silence_is_flagged_or_the_deadline_passes(services):
    last = date.today() + timedelta(days=services.settings.silence_days)
    sooner = date.today() + timedelta(days=1)
    assert f"Просим ответить на это письмо до {day(last)}" in asked_by(services, MASHA).letter
    told = asked_by(services, MASHA, deadline=day(sooner))
    assert f"до {day(sooner)}" in told.letter and f"до {day(sooner)}" in told.message


def test_a_message_has_a_line_for_each_question(services):
    told = asked_by(services, MASHA)
    lines = told.message.split("\n")
    told_lines = [f"— {question.rstrip('?.')}" for question in told.questions]
    assert [line for line in lines if line.startswith("— ")] == told_lines


def test_what_another_offer_of_the_company_says_is_not_asked():
    reason = Reason("same_specification", "unknown", "", "А500С", question="Уточните класс: нужно А500С")
    asked = [Candidate(Company(id_, "", "", "member"), 0.5, None, (), (reason,)) for id_ in (1, 2)]
    said = OfferRow(company_id=1, title="Арматура", description="класс а500с")
    assert open_questions(asked[:1], [said]) == []
    assert open_questions(asked, [said]) == ["Уточните класс: нужно А500С"]
