"""Keys that people expect, in a real browser: menus that close, a text that is sent."""

import pytest

from service.settings import ROOT

KEYS = ROOT / "service" / "web" / "static" / "keys.js"
PAGE = """
<details class="dropdown"><summary>Маша</summary><ul><li><a href="#quality">Качество</a></li></ul></details>
<form><textarea name="text" data-sends></textarea><textarea name="note"></textarea></form>
<script>document.forms[0].onsubmit = () => { window.sent = true; return false; };</script>
"""


@pytest.fixture
def page(browser):
    page = browser.new_page()
    page.set_content(PAGE)
    page.add_script_tag(path=KEYS)
    yield page
    page.close()


def test_escape_closes_a_menu_and_gives_the_focus_back(page):
    page.get_by_text("Маша").click()
    page.get_by_text("Качество").focus()
    page.keyboard.press("Escape")
    assert page.locator("details[open]").count() == 0
    assert page.evaluate("document.activeElement.textContent") == "Маша"


def test_ctrl_enter_sends_the_text_of_a_search_and_no_other(page):
    page.locator("[name=note]").focus()
    page.keyboard.press("Control+Enter")
    assert not page.evaluate("window.sent")
    page.locator("[name=text]").focus()
    page.keyboard.press("Enter")
    assert not page.evaluate("window.sent")
    page.keyboard.press("Control+Enter")
    assert page.evaluate("window.sent")
