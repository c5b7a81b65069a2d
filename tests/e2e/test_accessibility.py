"""All pages of staff in a browser, each opened once: by axe, by keyboard, on a phone, by the scales."""

import pytest

from service.app import create_app
from service.bootstrap import bootstrap
from service.demo import load_demo_pool
from service.settings import ROOT, Settings
from tests.e2e.looking import Looker
from tests.service.web.staff_pages import (
    ADDRESSES,
    NO_PAGES,
    leave_things,
    page_endpoints,
    staff_addresses,
)

VARIANTS = (("dark", 320),)  # contrast and width are hardest here
OTHER_VARIANTS = (("light", 1280), ("dark", 1280), ("light", 320), ("light", 3840))
OF_CHAINS = {"chain", "chain_gaps"}
MOST_BYTES, MOST_BYTES_OF_CHAINS = 100_000, 250_000


def fill(services):
    vectors = ROOT / "models" / "artifacts" / "vectors"
    vectors.mkdir(exist_ok=True)
    (services.settings.data_dir / "vectors").symlink_to(vectors)  # texts embedded earlier are not again
    load_demo_pool(services)
    leave_things(services)


@pytest.fixture(scope="module")
def look(browser, address, session, folder):
    """Opens every page: what there is to see of each, by endpoint and address."""

    def every_page(variants):
        calm = {"base_url": address, "reduced_motion": "reduce", "locale": "ru-RU"}
        staff = browser.new_context(storage_state=session, **calm)
        lookers = Looker(staff, address, variants), Looker(browser.new_context(**calm), address, variants)
        addresses = staff_addresses(folder, _a_niche(staff))
        return {(name, path): lookers[name == "sign_in"].look(path) for name, path in addresses}

    return every_page


@pytest.fixture(scope="module")
def pages(look):
    return look(VARIANTS)


def _a_niche(context):
    tab = context.new_page()
    tab.goto("/niches")
    path = tab.locator("main a[href^='/niches/']").first.get_attribute("href")
    tab.close()
    return path.rsplit("/", 1)[-1]


def faults(pages, name):
    return {path: fault for (_, path), page in pages.items() if (fault := getattr(page, name))}


def test_every_page_is_listed(folder):
    services = bootstrap(Settings(data_dir=folder))
    assert page_endpoints(create_app(services)) == set(ADDRESSES) | NO_PAGES
    services.database.close()


def test_every_page_opens_and_has_one_main_heading(pages):
    assert {path: page.status for (_, path), page in pages.items() if page.status != 200} == {}
    assert {path: page.headings for (_, path), page in pages.items() if page.headings != 1} == {}


def test_axe_finds_nothing(pages):
    assert faults(pages, "violations") == {}


def test_pages_fit_a_phone(pages):
    assert faults(pages, "too_wide") == {}


def test_the_focus_is_seen_wherever_it_goes(pages):
    assert faults(pages, "unseen_focus") == {}


def test_the_console_stays_silent_under_the_strict_policy(pages):
    assert faults(pages, "complaints") == {}


def test_everything_is_served_by_us(pages):
    assert faults(pages, "foreign") == {}


def test_a_first_visit_is_light(pages):
    limits = {place: MOST_BYTES_OF_CHAINS if place[0] in OF_CHAINS else MOST_BYTES for place in pages}
    assert {
        path: pages[_, path].weight for (_, path), most in limits.items() if pages[_, path].weight > most
    } == {}


@pytest.mark.slow
def test_axe_finds_nothing_in_other_light_and_on_other_screens(look):
    pages = look(OTHER_VARIANTS)
    assert faults(pages, "violations") == {} and faults(pages, "too_wide") == {}
