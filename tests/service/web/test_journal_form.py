"""The page of a request is one form: no button loses what is typed beside it."""

import re

import pytest

from tests.service.web.conftest import FormValues
from tests.service.web.every_page.page_forms import Page
from tests.service.web.test_journal_pages import Clerk

NEXT = {"deadline": "01.12.2030", "next_action": "перезвонить Марине", "next_on": "30.11.2030"}


class Typist(Clerk):
    """Types into fields and presses a button, and sends what a browser sends then."""

    def press(self, label, **typed):
        button = re.search(rf'<button formaction="([^"]+)"[^>]*>{label}', self.page)[1]
        values = {name: value for name, value in FormValues(self.page).values.items() if name}
        return self.browser.follow(button, **values | typed)


@pytest.fixture
def draft(browser):
    return Typist(browser)


@pytest.fixture
def asked(draft):
    draft.press("Подтвердить")
    draft.post("asked", to="1-1")
    return draft


def history(page):
    return page.split('id="history"', 1)[1]


def test_all_that_people_type_stands_in_one_form(draft, asked):
    forms = [form for form in Page(asked.path, asked.page).forms if "note_text" in form.typed]
    assert {"answer_text", "other", "next_on", "contract_rub", "no_result_text"} <= set(forms[0].typed)
    assert asked.page.count(" formaction=") == 7


def test_confirming_a_draft_saves_the_next_step_and_the_note(draft):
    page = draft.press("Подтвердить", **NEXT, note_text="просила до обеда").text
    values = FormValues(page).values
    assert {name: values[name] for name in NEXT} == NEXT and "в работе" in page
    assert "просила до обеда" in history(page) and values["note_text"] == ""


def test_saving_the_next_step_of_a_draft_keeps_what_was_mended_there(draft):
    page = draft.press("Сохранить", **NEXT, title="бетон, исправлено", volume="41").text
    values = FormValues(page).values
    assert (values["title"], values["volume"], values["next_on"]) == ("бетон, исправлено", "41", "30.11.2030")
    assert "ещё не записано" in page and "черновик" in page


def test_a_wrong_field_stops_the_button_and_writes_nothing_twice(draft):
    wrong = draft.press("Подтвердить", **NEXT, note_text="записка", company="Неизвестные")
    assert wrong.status_code == 422 and 'id="company-error"' in wrong.text
    values = FormValues(wrong.text).values | {"company": "Стройтрест"}
    page = draft.post("confirm", **{name: value for name, value in values.items() if name}).text
    assert history(page).count("записка") == 1 and "в работе" in page


def test_an_answer_is_written_down_with_any_button_and_the_end_waits_for_its_own(asked):
    typed = {"answer_company": "1", "answer_kind": "answered", "answer_rub": "300 000"}
    page = asked.press("Добавить заметку", **typed, note_text="звонили", contract_rub="290 000").text
    assert "300\u00a0000 ₽" in history(page) and "звонили" in history(page)
    assert FormValues(page).values["contract_rub"] == "290 000" and "Закрыть договором" in page


def test_companies_ticked_stay_ticked_and_asking_saves_the_rest(asked):
    assert 'value="1-1" checked' in asked.press("Сохранить", to="1-1").text
    letter = asked.press("Запросить КП", to="1-1", **NEXT)
    assert letter.request.path.endswith("/quotation")
    assert FormValues(asked.page).values["next_action"] == "перезвонить Марине"
    stopped = asked.press("Запросить КП", to="1-1", contract_text="почти подписали")
    assert stopped.status_code == 422 and "почти подписали" in stopped.text


def test_a_part_of_a_name_that_fits_one_company_is_taken_where_nothing_is_written_down(asked):
    assert "Арматура Плюс</a>" in asked.press("Запросить КП", other="арматура п").text
    wrong = asked.press("Запросить КП", other="Неизвестные")
    assert wrong.status_code == 422 and 'id="other-error"' in wrong.text


def test_a_field_that_only_somebody_else_has_changed_is_no_conflict(asked):
    values = {name: value for name, value in FormValues(asked.page).values.items() if name}
    asked.post("change", next_action="написал коллега")
    page = asked.browser.follow(f"{asked.path}/note", **values | {"note_text": "моё"}).text
    assert FormValues(page).values["next_action"] == "написал коллега" and "моё" in history(page)


def test_taking_an_entry_back_keeps_what_is_typed_elsewhere(asked):
    undo = re.search(r'form="request" formaction="([^"]+)"', asked.page)[1]
    values = {name: value for name, value in FormValues(asked.page).values.items() if name}
    page = asked.browser.follow(undo, **values | NEXT | {"note_text": "не туда отправили"}).text
    assert FormValues(page).values["next_action"] == NEXT["next_action"]
    assert "не туда отправили" in history(page) and "Запись отменена" in page
