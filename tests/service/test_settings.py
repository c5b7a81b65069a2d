"""Settings of an installation."""

import pytest
from pydantic import ValidationError

from service.settings import ROOT, Settings


def test_without_anything_set_it_serves_one_office_machine():
    settings = Settings()
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.data_dir == ROOT / "data" / "local"


@pytest.mark.parametrize("port", [0, -1, 65536, "abc", "80.5", None])
def test_a_port_is_a_port(port):
    with pytest.raises(ValidationError):
        Settings(port=port)


def test_all_data_lies_in_the_data_folder(tmp_path):
    settings = Settings(data_dir=tmp_path)
    assert settings.database == f"sqlite:///{tmp_path}/svyazka.db"
    assert settings.snapshots == tmp_path / "snapshots"


def test_another_database_may_be_named(tmp_path):
    url = "postgresql+psycopg://host/base"
    assert Settings(data_dir=tmp_path, database_url=url).database == url


def test_settings_do_not_change(tmp_path):
    with pytest.raises(ValidationError):
        Settings(data_dir=tmp_path).port = 1


def test_every_setting_says_what_it_is_for():
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []
