"""The picture of a chain in a real browser: opens rows, shows candidates, and nothing is blocked."""

import threading
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

from tests.service.drawing.chains import chain

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]
GRAPH = "document.getElementById('chain-stage')._cyreg.cy"


@pytest.fixture(scope="module")
def browser():
    if not CHROMIUM.exists():
        pytest.skip(f"НЕТ БРАУЗЕРА {CHROMIUM}: apt-get install chromium; схема в браузере НЕ ПРОВЕРЕНА")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def address(site):
    server = make_server("127.0.0.1", 0, site(chain(2, 20)), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()


@pytest.fixture
def page(browser, address):
    """`complaints` are errors and warnings of the console."""
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    page.complaints = []
    page.on("console", lambda said: page.complaints.append(said.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(address)
    yield page
    page.close()


def wait_until(page, expression):
    """As `page.wait_for_function`, which the policy of the page blocks."""
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never came true: {expression}")


def test_the_graph_takes_the_place_of_the_still_drawing_without_a_complaint(page):
    assert page.locator("#chain-stage canvas").count() == 3
    assert not page.locator("#chain-still").is_visible()
    assert page.evaluate(f"{GRAPH}.nodes().length") == 20 + 2 + 1
    assert page.locator("#chain-stage").get_attribute("aria-hidden") == "true"
    assert page.complaints == []


def test_without_scripts_the_still_drawing_stays(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator("#chain-still svg").is_visible()
    assert not page.locator("#chain-tools").is_visible()
    context.close()


def test_a_click_on_a_slot_opens_its_row(page):
    spot = page.evaluate(f"{GRAPH}.getElementById('4').renderedPosition()")
    page.locator("#chain-stage").click(position=spot)
    page.wait_for_url("**/#slot-4")
    assert page.locator("#slot-4").is_visible()  # the fold around it is open
    assert page.locator("#slot-4").evaluate("row => row.matches(':target')")


def test_candidates_come_and_go(page):
    page.check("#chain-candidates")
    shown = page.evaluate(f"{GRAPH}.nodes('[state = \"candidates\"]').length")
    page.uncheck("#chain-candidates")
    assert shown == 16  # each fifth slot has none
    assert page.evaluate(f"{GRAPH}.nodes().length") == 23
    assert page.complaints == []


def test_the_wheel_scrolls_the_page_and_buttons_zoom(page):
    zoom = page.evaluate(f"{GRAPH}.zoom()")
    page.locator("#chain-stage").hover(position={"x": 300, "y": 300})
    page.mouse.wheel(0, 200)
    wait_until(page, "scrollY > 0")
    assert page.evaluate(f"{GRAPH}.zoom()") == zoom
    page.get_by_role("button", name="Крупнее").click()
    assert page.evaluate(f"{GRAPH}.zoom()") > zoom


def test_colours_follow_the_screen(page):
    colour = f"{GRAPH}.getElementById('0').style('background-color')"
    light = page.evaluate(colour)
    page.emulate_media(color_scheme="dark")
    wait_until(page, f"{colour} !== '{light}'")
    assert light == "rgb(207,226,243)"
    assert page.complaints == []
