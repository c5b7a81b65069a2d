"""The mail server that keeps everything to itself."""

import socket

from service.mailing.sink import SinkFolder, running_sink


def test_letters_lie_in_the_folder_and_the_latest_comes_first(post, tmp_path):
    folder = SinkFolder(tmp_path / "sink")
    post.approved(2)
    with running_sink(folder.take) as port:
        post.sending(port).run()
    letters = folder.letters()
    assert [letter.to for letter in letters] == ["zavod1@example.org", "zavod0@example.org"]
    assert (letters[0].subject, letters[0].message_id[0]) == ("Новые поставщики", "<")
    read = folder.letter(letters[0].name)
    assert read.get_body(("html",)).get_content().strip() == "<p>Щебень</p>"


def test_an_empty_folder_has_no_letters(tmp_path):
    assert SinkFolder(tmp_path / "none").letters() == []


def test_a_name_that_is_no_letter_finds_nothing(tmp_path):
    (tmp_path / "secret.eml").write_text("тайна", encoding="utf-8")
    (tmp_path / "sink").mkdir()
    for name in ("../secret", "secret", "", "20260101T000000000000-00000000"):
        assert SinkFolder(tmp_path / "sink").letter(name) is None


def test_it_listens_on_this_machine_only(tmp_path):
    with running_sink(SinkFolder(tmp_path).take) as port, socket.socket() as outside:
        outside.settimeout(2)
        assert outside.connect_ex((socket.gethostbyname(socket.gethostname()), port)) or _is_loopback()


def _is_loopback():
    return socket.gethostbyname(socket.gethostname()).startswith("127.")
