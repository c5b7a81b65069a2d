"""Pictures of the running product for the README."""

from pathlib import Path
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Page, sync_playwright

from training.running_service import Client, running_service

NEED = "газоблок D500 на стены, 120 кубов, Тюмень"
NOBODY = "балетные пачки"
COMPARED, COMPARED_COMPANIES = "тротуарная плитка 60 мм, Тюмень", 3
CALL = "ООО СЗ «Пойма-Девелопмент»: нужен газоблок D500 на стены, 120 кубов в Тюмень до конца месяца"
PAGES = {"overview": "/overview", "map": "/map", "quality": "/quality", "invitations": "/invitations"}
ARGUMENTS = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]


def take_pictures(out: Path, browser: str) -> None:
    """A picture of every page that the README shows, into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    with running_service(demo=True) as client, sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=browser, args=ARGUMENTS)
        page = chromium.new_page(viewport={"width": 1200, "height": 900}, locale="ru-RU")
        _sign_in(page, client)
        for name, text in (("search", NEED), ("nobody", NOBODY)):
            _shoot(page, client, f"/?{urlencode({'text': text})}", out / f"{name}.png")
        _write_down(page, client)
        _shoot(page, client, urlsplit(page.url).path, out / "journal.png")
        for name, path in (*PAGES.items(), ("gaps", f"/chains/{_first_chain(client)}/gaps")):
            _shoot(page, client, path, out / f"{name}.png")
        _compare(page, client)
        page.screenshot(path=out / "compare.png")
        page.set_viewport_size({"width": 390, "height": 844})
        _shoot(page, client, f"/?{urlencode({'text': NEED})}", out / "phone.png")
        chromium.close()


def _first_chain(client: Client) -> int:
    return int(client.get("/api/v1/chains")["chains"][0]["id"])


def _write_down(page: Page, client: Client) -> None:
    """A request of the journal, confirmed."""
    page.goto(f"{client.url}/journal/new")
    page.get_by_label("Текст обращения").fill(CALL)
    page.get_by_role("button", name="Прочитать").click()
    page.get_by_role("button", name="Подтвердить потребность").click()
    page.get_by_role("button", name="Запросить КП у выбранных").wait_for()


def _compare(page: Page, client: Client) -> None:
    """The first companies of an answer side by side."""
    page.goto(f"{client.url}/?{urlencode({'text': COMPARED})}")
    boxes = page.locator("#result > article input[name=company]")
    for index in range(min(COMPARED_COMPANIES, boxes.count())):
        boxes.nth(index).check()
    page.get_by_role("button", name="Сравнить отмеченные").click()
    page.locator("table.compare").wait_for()


def _sign_in(page: Page, client: Client) -> None:
    page.goto(f"{client.url}/sign-in")
    page.fill("input[name=login]", client.login)
    page.fill("input[name=password]", client.password)
    page.get_by_role("button", name="Войти").click()
    page.wait_for_load_state()


def _shoot(page: Page, client: Client, path: str, out: Path) -> None:
    page.goto(client.url + path)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=out)
