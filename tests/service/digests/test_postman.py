"""Where letters go: in the demo nowhere, without a server nowhere, and it is said why."""

import pytest

from service.access import COMMAND_LINE, Caller
from service.errors import ForbiddenError, InvalidError, NotFoundError
from service.mailing.opening import ServerSetupError
from service.mailing.sink import free_port
from service.settings import Settings


def test_the_demo_keeps_its_letters_whatever_server_is_named(office):
    office.services.postman._settings = Settings(
        data_dir=office.services.settings.data_dir, smtp_host="mail.ru"
    )
    id_ = office.sent()
    assert {taken.to for taken in office.services.postman.taken()} == {
        "zavod@zavod.example",
        "stroyka@stroyka.example",
    }
    assert office.mailing(id_).state in ("approved", "done")


def test_without_a_server_letters_wait_and_the_reason_is_told(office, monkeypatch):
    monkeypatch.setattr(office.services.mail_approval, "_mail_from", "svyazka@klaster.example")
    id_ = office.approved()
    job = office.services.postman.start(COMMAND_LINE)
    assert office.ended(job.name).told.startswith("Почтовый сервер не задан")
    assert {state for state, _ in office.states(id_).values()} == {"queued"}
    with pytest.raises(ServerSetupError):
        office.services.postman.run(COMMAND_LINE)


def test_a_trial_goes_to_oneself_and_its_links_answer_nothing(office, app):
    office.become_demo()
    id_ = office.plan()
    letter = office.letters(id_)["zavod"]
    office.services.letter_trial.send(COMMAND_LINE, id_, letter.id, "ya@klaster.example")
    taken = office.services.postman.taken()
    assert [(one.to, one.subject[:7]) for one in taken] == [("ya@klaster.example", "[Проба]")]
    text = office.services.postman.taken_letter(taken[0].name).get_body(("plain",)).get_content()
    path = text.split("http://127.0.0.1:8000", 1)[1].split()[0]
    assert "пробное" in app.test_client().post(path).text
    assert office.states(id_)["zavod"] == ("draft", None)


@pytest.mark.parametrize("address", ["", "не адрес", "a@b.example\r\nBcc: c@d.example"])
def test_a_trial_to_no_address_is_refused(office, address):
    office.become_demo()
    id_ = office.plan()
    with pytest.raises(InvalidError):
        office.services.letter_trial.send(COMMAND_LINE, id_, office.letters(id_)["zavod"].id, address)


def test_a_server_that_is_not_there_refuses_the_trial(office):
    server = {"smtp_host": "127.0.0.1", "smtp_port": free_port(), "smtp_tls": "none"}
    settings = office.services.settings.model_copy(update=server | {"mail_from": "a@b.example"})
    office.services.postman._settings = settings
    id_ = office.plan()
    with pytest.raises(InvalidError, match="Проба не отправлена"):
        office.services.letter_trial.send(COMMAND_LINE, id_, office.letters(id_)["zavod"].id, "a@b.example")


def test_only_the_demo_has_letters_to_read_and_only_staff_send(office):
    with pytest.raises(NotFoundError):
        office.services.postman.taken()
    with pytest.raises(ForbiddenError):
        office.services.postman.run(Caller("user:9", "staff", "Вера", "reader"))
