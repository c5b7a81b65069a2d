"""Names of files that people keep."""

from urllib.parse import unquote

import pytest

from service.api.downloads import download


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Справка 2026.docx", "Справка 2026.docx"),
        ("Стены/перегородки.svg", "Стены перегородки.svg"),
        ("../../etc/passwd.svg", "etc passwd.svg"),
        ('«Стены» "и" крыши.xlsx', "«Стены» и крыши.xlsx"),
        ("Стены\r\nX: y.png", "Стены X y.png"),
        ("???.svg", "файл.svg"),
        ("ы" * 2000 + ".svg", "ы" * 100 + ".svg"),
    ],
)
def test_a_file_has_a_name_that_every_system_takes(app, name, kept):
    with app.test_request_context():
        header = download(b"", "image/svg+xml", name).headers["Content-Disposition"]
    _, _, encoded = header.partition("filename*=UTF-8''")
    told = unquote(encoded) or header.partition("filename=")[2].strip('"')
    assert told == kept
    assert len(header) < 1000
