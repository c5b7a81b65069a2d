"""A pool with one of everything: its pages and their forms, for tests that go through all of them."""

import re
import shutil

import pytest

from data.challenges import keep_challenge
from data.tables.pool import ChainRow, ContractRow, ProjectRow, SlotRow
from service.app import create_app
from tests.models.words_encoder import WordsEncoder
from tests.service.conftest import opened
from tests.service.web.conftest import Browser, Pool
from tests.service.web.every_page.page_forms import Page
from tests.service.web.staff_pages import leave_things, staff_addresses
from tests.service.words_decide import let_words_decide

ENDINGS = ("/sign-out", "/password", "/disable")  # they would end the session of the test


def make_world(services):
    """A pool with one of everything."""
    pool = Pool(services)
    beton = pool.company("beton").id
    chain = pool.add(ChainRow, title="Стены")
    project = pool.add(ProjectRow, title="Нитка", chain_id=chain.id, initiator_id=beton, product="Газоблок")
    pool.add(SlotRow, project_id=project.id, title="Известь молотая", unit="т", volume_per_month=400)
    pool.add(ContractRow, supplier_id=beton, customer_id=pool.company("trest").id, subject="Бетон")
    with services.database.changing("test", "challenge") as session:
        keep_challenge(session, "beton", "power", "Не хватает энергии")
    leave_things(services)
    services.reindexer.build()


@pytest.fixture(scope="module")
def world(filled_folder, tmp_path_factory):
    """The data folder of that pool; tests copy it."""
    folder = shutil.copytree(filled_folder, tmp_path_factory.mktemp("world") / "data")
    services = opened(folder, WordsEncoder())
    make_world(services)
    services.database.close()
    return folder


@pytest.fixture
def services(world, tmp_path):
    services = opened(shutil.copytree(world, tmp_path / "data"), WordsEncoder())
    yield let_words_decide(services)
    services.database.close()


@pytest.fixture(scope="module")
def pages(world, tmp_path_factory):
    """Every page that opens: its address and its text."""
    services = let_words_decide(
        opened(shutil.copytree(world, tmp_path_factory.mktemp("seen") / "data"), WordsEncoder())
    )
    browser = Browser(create_app(services))
    browser.sign_in()
    answers = {path: browser.get(path) for _, path in staff_addresses(world, "нет")}
    services.database.close()
    assert {path: page.status_code for path, page in answers.items() if page.status_code >= 500} == {}
    return {path: page.text for path, page in answers.items() if page.status_code == 200}


@pytest.fixture(scope="module")
def forms(pages):
    """One of each, told apart by where it is sent; ids are not."""
    found = {}
    for path, text in pages.items():
        for form in Page(path, text).forms:
            if not form.path.endswith(ENDINGS):
                found.setdefault((form.method, re.sub(r"\d+|/[\w-]{30,}", "/*", form.path)), form)
    assert len(found) > 60
    return list(found.values())
