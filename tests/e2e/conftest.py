"""A real server with the real encoder on a pool that the module fills, and a real browser signed in to it."""

from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from service.bootstrap import bootstrap
from service.settings import ROOT, Settings
from tests.e2e.running import LOGIN, PASSWORD, serving, sign_in

CHROMIUM = Path("/usr/bin/chromium")
ENCODER = ROOT / "models" / "artifacts" / "encoder"
LOOK_AGAIN_MS = 30_000  # a page on a busy machine takes its time; what is there at once costs nothing
ARGUMENTS = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory, request):
    """The data folder of an installation with what `fill(services)` of the module entered."""
    if not (ENCODER / "modules.json").is_file():
        pytest.skip(f"НЕТ ЭНКОДЕРА в {ENCODER}: выполните make setup; страницы в браузере НЕ ПРОВЕРЕНЫ")
    folder = tmp_path_factory.mktemp("pages")
    services = bootstrap(Settings(data_dir=folder))
    services.accounts.create_user(LOGIN, "Маша", PASSWORD)
    request.module.fill(services)
    services.database.close()
    return folder


@pytest.fixture(scope="module")
def address(browser, folder):
    with serving(folder) as address:
        yield address


@pytest.fixture(scope="module")
def browser():
    if not CHROMIUM.exists():
        pytest.skip(f"НЕТ БРАУЗЕРА {CHROMIUM}: apt-get install chromium; страницы в браузере НЕ ПРОВЕРЕНЫ")
    expect.set_options(timeout=LOOK_AGAIN_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def session(browser, address):
    """Signed in once: ten tries a minute are all that a person has."""
    page = browser.new_page(base_url=address)
    page.goto("/")
    sign_in(page)
    return page.context.storage_state()


@pytest.fixture
def page(browser, address, session):
    """A page of a signed-in person; `complaints` are the errors of its console."""
    context = browser.new_context(base_url=address, storage_state=session)
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto("/")
    yield page
    context.close()
