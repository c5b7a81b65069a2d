"""Pictures of the running product for the README."""

from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Page, sync_playwright

from training.running_service import Client, running_service

NEED = "газоблок D500 на стены, 120 кубов, Тюмень"
NOBODY = "балетные пачки"
ARGUMENTS = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]


def take_pictures(out: Path, browser: str) -> None:
    """search.png, nobody.png, phone.png, gaps.png and invitations.png in `out`."""
    out.mkdir(parents=True, exist_ok=True)
    with running_service(demo=True) as client, sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=browser, args=ARGUMENTS)
        page = chromium.new_page(viewport={"width": 1200, "height": 900}, locale="ru-RU")
        _sign_in(page, client)
        _shoot(page, client, NEED, out / "search.png")
        _shoot(page, client, NOBODY, out / "nobody.png")
        chain = client.get("/api/v1/chains")["chains"][0]
        for name, path in (("gaps", f"/chains/{chain['id']}/gaps"), ("invitations", "/invitations")):
            page.goto(client.url + path)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=out / f"{name}.png")
        page.set_viewport_size({"width": 390, "height": 844})
        _shoot(page, client, NEED, out / "phone.png")
        chromium.close()


def _sign_in(page: Page, client: Client) -> None:
    page.goto(f"{client.url}/sign-in")
    page.fill("input[name=login]", client.login)
    page.fill("input[name=password]", client.password)
    page.get_by_role("button", name="Войти").click()
    page.wait_for_load_state()


def _shoot(page: Page, client: Client, text: str, path: Path) -> None:
    page.goto(f"{client.url}/?{urlencode({'text': text})}")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=path)
