"""Uploaded files that wait."""

import io
import os
import stat

import pytest

from service.errors import NotFoundError
from service.importing.uploads import KEPT_SECONDS, Uploads


@pytest.fixture
def uploads(tmp_path):
    return Uploads(tmp_path / "imports")


def keep(uploads, owner="user:1"):
    return uploads.keep(owner, "Компании.csv", io.BytesIO(b"text"))


def test_an_upload_is_found_by_who_made_it_and_readable_by_the_owner_of_the_service_only(uploads):
    found = uploads.find("user:1", keep(uploads).token)
    assert (found.file_name, found.path.read_bytes()) == ("Компании.csv", b"text")
    assert stat.S_IMODE(found.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(found.folder.stat().st_mode) == 0o700


def test_somebody_elses_upload_looks_like_none(uploads):
    token = keep(uploads).token
    for owner, asked in (("user:2", token), ("user:1", token[::-1]), ("user:1", "..")):
        with pytest.raises(NotFoundError, match="уже убран"):
            uploads.find(owner, asked)


def test_after_a_day_it_is_gone(uploads):
    old, fresh = keep(uploads), keep(uploads)
    moment = old.folder.stat().st_mtime - KEPT_SECONDS - 1
    os.utime(old.folder, (moment, moment))
    uploads.sweep()
    assert (old.folder.exists(), fresh.folder.exists()) == (False, True)
