"""Installations for tests: a small pool and a fake encoder, or the demo pool and the real one."""

import json
import shutil

import pytest

from data import entry
from data.tables.pool import CompanyRow, NeedRow, OfferRow
from models.encoding.encoder import load_encoder
from service.app import create_app
from service.bootstrap import bootstrap
from service.demo import load_demo_pool
from service.settings import ROOT, Settings
from tests.models.words_encoder import WordsEncoder

REAL_ENCODER = ROOT / "models" / "artifacts" / "encoder"

COMPANIES = (
    {"code": "beton", "name": "Бетонный двор", "status": "member", "municipality": "Тюмень"},
    {"code": "armatura", "name": "Арматура Плюс", "status": "prospect", "municipality": "Тобольск"},
    {"code": "okna", "name": "Окна Сибири", "status": "joining", "municipality": "Ишим"},
    {"code": "trest", "name": "Стройтрест", "status": "outside_customer", "municipality": "Омск"},
    {"code": "krany", "name": "Молчун", "status": "prospect", "about": "Ремонт башенных кранов"},
)
OFFERS = (
    ("beton", {"title": "Бетон товарный М500", "okpd2": "23.63.10", "radius_km": 100, "kind": "product"}),
    ("beton", {"title": "Доставка бетона миксером", "kind": "service"}),
    ("armatura", {"title": "Арматура А500С 12 мм", "okpd2": "24.10.62", "kind": "product"}),
    ("okna", {"title": "Окна ПВХ двухкамерные", "okpd2": "22.23.14", "kind": "product"}),
)
NEEDS = (
    ("trest", {"title": "Бетон М500 для фундамента", "place": "Тюмень", "kind": "product"}),
    ("okna", {"title": "Арматура А500С для перемычек", "kind": "product"}),
)


def fill(services):
    """The small pool, and a snapshot of it."""
    with services.database.changing("test", "fill") as session:
        ids = {c["code"]: entry.create(session, CompanyRow, c | REGION).id for c in COMPANIES}
        for table, records in ((OfferRow, OFFERS), (NeedRow, NEEDS)):
            for code, values in records:
                entry.create(session, table, values | {"company_id": ids[code]})
    services.reindexer.build()


REGION = {"region": "Тюменская область"}


class ApiClient:
    """Calls the API with a key; bodies go as JSON."""

    def __init__(self, app, key):
        self._client = app.test_client()
        self.headers = {"Authorization": f"Bearer {key}"}

    def send(self, method, path, body=None, **options):
        headers = self.headers | options.pop("headers", {})
        return self._client.open(f"/api/v1{path}", method=method, json=body, headers=headers, **options)

    def get(self, path, **options):
        return self.send("GET", path, **options)

    def post(self, path, body, **options):
        return self.send("POST", path, body, **options)

    def post_raw(self, path, data, content_type="application/json", **headers):
        return self._client.post(
            f"/api/v1{path}", data=data, content_type=content_type, headers=self.headers | headers
        )

    def patch(self, path, body):
        return self.send("PATCH", path, body)

    def delete(self, path):
        return self.send("DELETE", path)

    def suppliers(self, text, **more):
        need = {"text": text} | more.pop("need", {})
        response = self.post("/suppliers/search", {"need": need} | more)
        assert response.status_code == 200, response.text
        return response.json


def opened(data_dir, encoder, **settings):
    """The services of an installation, ready to answer."""
    services = bootstrap(Settings(data_dir=data_dir, **settings), encoder)
    services.live.refresh()
    return services


def assert_problem(response, status, pointer=None, parameter=None):
    """The response is a whole problem document that names the place."""
    assert response.status_code == status, response.text
    assert response.content_type == "application/problem+json"
    body = json.loads(response.get_data())
    assert body["status"] == status and body["title"] and body["detail"]
    places = [(e.get("pointer"), e.get("parameter")) for e in body.get("errors", [])]
    if pointer is not None or parameter is not None:
        assert (pointer, parameter) in places, places
    return body


@pytest.fixture(scope="session")
def filled_folder(tmp_path_factory):
    """A data folder made once; tests copy it."""
    folder = tmp_path_factory.mktemp("filled")
    services = bootstrap(Settings(data_dir=folder), WordsEncoder())
    fill(services)
    services.accounts.create_user("masha", "Маша", "длинный пароль")
    services.database.close()
    return folder


@pytest.fixture
def services(filled_folder, tmp_path):
    """An installation of its own, with the small pool."""
    services = opened(shutil.copytree(filled_folder, tmp_path / "data"), WordsEncoder())
    yield services
    services.database.close()


@pytest.fixture
def app(services):
    return create_app(services)


@pytest.fixture
def key(services):
    return services.accounts.create_key("staff").key


@pytest.fixture
def api(app, key):
    return ApiClient(app, key)


@pytest.fixture
def stranger(app):
    return app.test_client()


@pytest.fixture(scope="session")
def demo_services(tmp_path_factory):
    """The demo pool behind the real encoder, built once; tests that share it must not change it."""
    if not (REAL_ENCODER / "modules.json").is_file():
        pytest.skip(f"НЕТ ЭНКОДЕРА в {REAL_ENCODER}: выполните make setup; проверки на нём пропущены")
    folder, vectors = tmp_path_factory.mktemp("demo"), REAL_ENCODER.with_name("vectors")
    vectors.mkdir(exist_ok=True)
    (folder / "vectors").symlink_to(vectors)  # texts embedded by an earlier run are not embedded again
    services = bootstrap(Settings(data_dir=folder), load_encoder(REAL_ENCODER, threads=1))
    load_demo_pool(services)
    services.reindexer.build()
    services.live.refresh()
    yield services
    services.database.close()


@pytest.fixture(scope="session")
def demo_app(demo_services):
    return create_app(demo_services)


@pytest.fixture(scope="session")
def demo_api(demo_app, demo_services):
    return ApiClient(demo_app, demo_services.accounts.create_key("staff").key)
