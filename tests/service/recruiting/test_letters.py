"""The invitation letter as a document."""

from io import BytesIO

from docx import Document

from data.tables.pool import CompanyRow
from service.recruiting.letters import MAX_DEMANDS, invitation_letter
from service.recruiting.told_demands import ToldDemand


def read(company, *demands):
    return Document(BytesIO(invitation_letter(company, demands)))


def text_of(document):
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_it_is_addressed_cites_the_demand_and_leaves_the_signatory_blank():
    text = text_of(read(CompanyRow(name="АО «Известь»"), ToldDemand("Известь", "400 т", "Тюменская область")))
    assert "Руководителю\nАО «Известь»" in text
    assert "Известь — 400 т, Тюменская область" in text
    assert "[должность, имя, телефон]" in text and "[исходящий номер, дата]" in text
    assert "вымышлены" not in text


def test_a_fictional_company_makes_a_demonstration():
    assert "Демонстрация" in text_of(read(CompanyRow(name="АО", fictional=True)))


def test_characters_that_xml_forbids_are_left_out():
    text = text_of(read(CompanyRow(name="АО\x00 «Из\x0bвесть»\ud800"), ToldDemand("Из\x08весть\x1f", "", "")))
    assert "АО «Известь»" in text and "\nИзвесть\n" in text


def test_a_letter_has_an_end():
    many = [ToldDemand(f"Товар {number}", "", "") for number in range(20)]
    assert text_of(read(CompanyRow(name="АО"), *many)).count("Товар") == MAX_DEMANDS


def test_its_properties_name_nobody():
    properties = read(CompanyRow(name="АО «Известь»"), ToldDemand("Известь", "", "")).core_properties
    assert (properties.author, properties.title) == ("Ассоциация", "Приглашение к участию в кластере")
    assert not properties.last_modified_by and not properties.comments
