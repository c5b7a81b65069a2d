"""Time of the pages that people work in: while others work beside, and until a browser has drawn them."""

import io
import statistics
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from training.running_service import Client
from training.signed_in import Person

NEEDS = (
    "газоблок D500 на стены, 120 кубов, Тюмень",
    "бетон М300 на фундамент с доставкой в Ялуторовск",
    "тротуарная плитка 60 мм, 800 м²",
    "монтаж вентилируемых фасадов",
    "ЭППС 50 мм для утепления цоколя",
)
OTHER_USERS = 2
REPEATED = 40
PAUSE_SECONDS = 0.5  # of somebody who reads what was found
PREVIEWED_ROWS = 5000
BROWSER = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]
PAINTED = """() => new Promise(done => new PerformanceObserver(list =>
    done(list.getEntries().at(-1).startTime)).observe({type: "largest-contentful-paint", buffered: true}))"""

Figures = dict[str, Any]


def ask_pages(client: Client) -> Figures:
    """Over HTTP, in milliseconds at the median; the first while OTHER_USERS search too."""
    person = Person(client)
    searches = [f"/?{urllib.parse.urlencode({'text': text})}" for text in NEEDS]
    companies = [f"/companies/{c['id']}" for c in client.pages("/api/v1/companies", "companies")][:REPEATED]
    with _others_at_work(client, searches):
        beside = _median(person, [searches[i % len(searches)] for i in range(REPEATED)])
    return {
        "search_page_beside_others": beside,
        "search_page": _median(person, [searches[i % len(searches)] for i in range(REPEATED)]),
        "company_card": _median(person, companies),
        "overview": _median(person, ["/overview"] * REPEATED),
        "import_preview_5000_rows": round(_taken(lambda: person.upload("/import", "a.csv", _table())), 1),
    }


def draw_pages(client: Client) -> Figures:
    """Until the largest thing of a page is drawn, in milliseconds at the median; empty without a browser."""
    if not BROWSER.is_file():
        return {}
    from playwright.sync_api import sync_playwright

    paths = {
        "search": "/",
        "answer": f"/?{urllib.parse.urlencode({'text': NEEDS[0]})}",
        "overview": "/overview",
    }
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=str(BROWSER), args=ARGUMENTS)
        page = chromium.new_page(base_url=client.url)
        page.goto("/sign-in")
        page.fill("input[name=login]", client.login)
        page.fill("input[name=password]", client.password)
        page.get_by_role("button", name="Войти").click()
        page.wait_for_load_state()
        figures = {}
        for name, path in paths.items():
            drawn = []
            for _ in range(7):
                page.goto(path, wait_until="load")
                drawn.append(page.evaluate(PAINTED))
            figures[name] = round(statistics.median(drawn), 1)
        chromium.close()
    return figures


@contextmanager
def _others_at_work(client: Client, searches: list[str]) -> Iterator[None]:
    is_over = threading.Event()

    def work() -> None:
        person = Person(client)
        while not is_over.is_set():
            for path in searches:
                person.get(path)
                is_over.wait(PAUSE_SECONDS)

    others = [threading.Thread(target=work, daemon=True) for _ in range(OTHER_USERS)]
    for other in others:
        other.start()
    yield
    is_over.set()
    for other in others:
        other.join()


def _table() -> bytes:
    file = io.StringIO()
    file.write("Код;Название;Статус;Муниципалитет\n")
    for number in range(PREVIEWED_ROWS):
        file.write(f"П-{number};Компания {number};в проработке;Тюмень\n")
    return file.getvalue().encode()


def _median(person: Person, paths: list[str]) -> float:
    person.get(paths[0])
    taken = [_taken(partial(person.get, path)) for path in paths]
    return round(statistics.median(taken), 1)


def _taken(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - began)
