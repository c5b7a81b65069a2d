"""Verdict buttons of the search page: without scripts, and as htmx presses them."""

import re
from html.parser import HTMLParser

import pytest

from data.tables.pool import NeedRow, OfferRow
from service.access import COMMAND_LINE
from tests.service.web.readers import reader_of

CONCRETE = "Бетон товарный М500"


class Forms(HTMLParser):
    """What each form of a page would send if its first options stay: a list of (action, values)."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self._select = None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag == "form":
            self.found.append((found["action"], {}))
        elif tag == "input" and self.found and found.get("type") == "hidden":
            self.found[-1][1][found["name"]] = found["value"]
        elif tag == "select":
            self._select = found["name"]
        elif tag == "option" and self._select:
            self.found[-1][1].setdefault(self._select, found["value"])

    def handle_endtag(self, tag):
        self._select = None if tag == "select" else self._select


class Page:
    """A page of the answer, and presses of its buttons as a browser sends them."""

    def __init__(self, browser, **query):
        self.client = browser.client
        self.response = self.client.get("/", query_string=query)
        assert self.response.status_code == 200
        self.address = self.response.request.full_path
        self.text = self.response.text

    @property
    def results(self):
        return self.text.split('id="result"')[1]

    def card(self, name):
        cards = re.findall(r"<article.*?</article>", self.results, re.DOTALL)
        return next((card for card in cards if f">{name}<" in card), None)

    def send(self, form, headers=(), **changes):
        action, values = form
        headers = {"Referer": f"http://localhost{self.address}"} | dict(headers)
        return self.client.post(action, data=values | changes, headers=headers)

    def judge(self, name, verdict, **changes):
        form = next(f for f in Forms(self.card(name)).found if f[0] == "/verdicts")
        return self.send(form, verdict=verdict, **changes)

    def press(self, name, verdict, **changes):
        """The same with htmx: only the card's status comes back."""
        return self.judge(name, verdict, headers={"HX-Request": "true"}, **changes)


@pytest.fixture
def standing(services):
    """The verdicts that stand, newest first."""
    return lambda: services.feedback.latest(COMMAND_LINE, 50)


def test_every_company_of_the_answer_has_named_buttons_and_reasons(browser):
    card = Page(browser, text=CONCRETE).card("Бетонный двор")
    words = ("Подходит", "Уже работаем", "Связались", "КП получено", "Договор", "Не подходит")
    assert [word for word in words if f">{word}</button>" not in card] == []
    assert [
        word for word in ("не тот товар", "далеко", "дорого", "объём", "не отвечает") if word not in card
    ] == []
    assert '<legend class="hidden">Вердикт: Бетонный двор</legend>' in card


def test_without_scripts_a_verdict_leads_back_to_the_answer_which_shows_it(browser, standing):
    response = Page(browser, text=CONCRETE).judge("Бетонный двор", "contacted")
    assert response.status_code == 303
    assert response.location.startswith("/?text=") and "#card-" in response.location
    page = Page(browser, text=CONCRETE)
    assert "Записано" in page.text
    assert re.search(r'class="told contacted">Вердикт: связались<', page.card("Бетонный двор"))
    assert standing()[0].given_by == "user:1"


def test_a_verdict_keeps_what_was_asked_and_what_was_shown(browser, standing, services):
    query = {"text": CONCRETE, "kind": "product", "place": "Тюмень", "volume": "12,5", "unit": "м³"}
    assert Page(browser, **query, okpd2="23.63.10").judge("Бетонный двор", "suitable").status_code == 303
    row = standing()[0]
    assert (row.need_text, row.need_kind, row.need_okpd2) == (CONCRETE, "product", "23.63.10")
    assert (row.need_place, row.need_volume, row.need_unit) == ("Тюмень", 12.5, "м³")
    assert (row.offer_title, row.rank) == (CONCRETE, 1)
    assert row.snapshot == services.live.current().snapshot.name


def test_unsuitable_takes_the_company_away_at_once_and_the_list_brings_it_back(browser):
    Page(browser, text=CONCRETE).judge("Бетонный двор", "unsuitable", reason="no_answer")
    page = Page(browser, text=CONCRETE)
    assert page.card("Бетонный двор") is None
    assert "Скрыто вердиктом «не подходит»: 1" in page.results
    assert f"Бетонный двор: {CONCRETE} — не отвечает" in page.results
    undo = next(form for form in Forms(page.results).found if "take-back" in form[0])
    assert page.send(undo).status_code == 303
    assert Page(browser, text=CONCRETE).card("Бетонный двор")


def test_with_htmx_a_card_is_told_its_verdict_and_the_way_back(browser, standing):
    page = Page(browser, text=CONCRETE)
    told = page.press("Бетонный двор", "unsuitable", reason="far")
    assert told.status_code == 200 and "<html" not in told.text
    assert "Скрыто: не подходит, далеко" in told.text
    (undo,) = Forms(told.text).found
    answer = page.send(undo, headers={"HX-Request": "true"})
    assert answer.status_code == 200 and "Вердикт отменён" in answer.text
    assert standing() == []


def test_the_reason_counts_only_with_unsuitable(browser, standing):
    Page(browser, text=CONCRETE).press("Бетонный двор", "quoted", reason="far")
    assert [(row.verdict, row.reason) for row in standing()] == [("quoted", None)]


def test_unsuitable_without_a_reason_asks_for_one(browser, standing):
    page = Page(browser, text=CONCRETE)
    told, plain = page.press("Бетонный двор", "unsuitable"), page.judge("Бетонный двор", "unsuitable")
    assert (told.status_code, plain.status_code) == (422, 422)
    assert "Назовите причину" in told.text and "назовите причину" in plain.text
    assert standing() == []


def test_a_provisional_offer_is_judged_by_its_company(browser, standing):
    Page(browser, text="Ремонт башенных кранов").judge("Молчун", "unsuitable", reason="wrong_product")
    row = standing()[0]
    assert (row.offer_id, row.offer_title) == (None, "Ремонт башенных кранов")
    assert Page(browser, text="Ремонт башенных кранов").card("Молчун") is None


def test_of_several_offers_one_is_chosen(browser, pool, standing):
    other = pool.add(OfferRow, company_id=pool.company("beton").id, title="Бетон товарный М500 в мешках")
    pool.rebuild()
    page = Page(browser, text=CONCRETE)
    assert 'aria-label="О чём вердикт"' in page.card("Бетонный двор")
    page.judge("Бетонный двор", "suitable", offer_id=str(other.id))
    assert standing()[0].offer_id == other.id


def test_a_need_of_the_pool_is_judged_by_its_id_until_its_text_is_typed_over(browser, pool, standing):
    need = pool.add(NeedRow, company_id=pool.company("okna").id, title=CONCRETE)
    Page(browser, need_id=need.id).judge("Бетонный двор", "suitable")
    Page(browser, need_id=need.id, text="Бетон М500 другой").judge(
        "Бетонный двор", "unsuitable", reason="far"
    )
    assert [(row.need_id, row.need_text) for row in standing()] == [
        (None, "Бетон М500 другой"),
        (need.id, CONCRETE),
    ]
    assert Page(browser, need_id=need.id).card("Бетонный двор")
    assert Page(browser, need_id=need.id, text="Бетон М500 другой").card("Бетонный двор") is None


def test_a_buyer_is_judged_by_its_need(browser, pool, standing):
    offer, need = pool.offer("Арматура А500С 12 мм"), pool.need("Арматура А500С для перемычек")
    page = Page(browser, offer_id=offer.id)
    page.judge("Окна Сибири", "unsuitable", reason="volume")
    assert (standing()[0].need_id, standing()[0].offer_id) == (need.id, offer.id)
    page = Page(browser, offer_id=offer.id)
    assert page.card("Окна Сибири") is None
    assert "Арматура А500С для перемычек — объём" in page.results


def test_an_offer_typed_by_hand_cannot_be_judged(browser):
    page = Page(browser, side="buyers", text="Арматура А500С для перемычек")
    assert page.card("Окна Сибири") and 'class="verdict"' not in page.results


def test_a_form_needs_its_token(browser, standing):
    page = Page(browser, text=CONCRETE)
    assert page.judge("Бетонный двор", "suitable", csrf_token="").status_code == 400
    pressed = page.press("Бетонный двор", "suitable", csrf_token="")
    assert (pressed.status_code, pressed.headers["HX-Refresh"], pressed.text) == (400, "true", "")
    assert standing() == []


@pytest.mark.parametrize(
    "changes",
    [
        {"offer_id": "many"},
        {"offer_id": "9" * 40},
        {"offer_id": "999999"},
        {"rank": "-1"},
        {"snapshot": ""},
        {"snapshot": "снимок"},
        {"text": "б" * 10_001},
        {"volume": "nan"},
        {"kind": "чудо"},
        {"text": ""},
        {"verdict": "splendid"},
    ],
)
def test_a_form_filled_in_by_hand_is_refused(browser, standing, changes):
    page = Page(browser, text=CONCRETE)
    form = next(f for f in Forms(page.card("Бетонный двор")).found if f[0] == "/verdicts")
    assert page.send(form, **{"verdict": "suitable"} | changes).status_code == 422
    assert standing() == []


@pytest.mark.parametrize(
    "referrer",
    [
        "",
        "http://evil.example/steal",
        "http://localhost//evil.example",
        "nonsense",
        "http://localhost//[",
    ],
)
def test_the_way_back_never_leads_elsewhere(browser, referrer):
    page = Page(browser, text=CONCRETE)
    form = next(f for f in Forms(page.card("Бетонный двор")).found if f[0] == "/verdicts")
    response = page.send(form, headers={"Referer": referrer}, verdict="suitable", card="x\r\nSet-Cookie: a=b")
    assert response.location == "/"


def test_an_unknown_verdict_is_not_taken_back(browser):
    assert browser.post("/verdicts/999999/take-back").status_code == 404


def test_a_reader_sees_what_was_said_and_has_no_buttons(app, services, browser):
    Page(browser, text=CONCRETE).judge("Бетонный двор", "contacted")
    reader = reader_of(app, services)
    card = Page(reader, text=CONCRETE).card("Бетонный двор")
    assert "Вердикт: связались" in card and "<form" not in card
    Page(browser, text=CONCRETE).judge("Бетонный двор", "unsuitable", reason="no_answer")
    hidden = Page(reader, text=CONCRETE).results
    assert "не отвечает" in hidden and "take-back" not in hidden


@pytest.mark.parametrize("verdict", ["suitable", "known", "contacted", "quoted", "contract"])
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_each_verdict_is_told_and_undone_with_scripts_and_without(browser, standing, verdict, headers):
    page = Page(browser, text=CONCRETE)
    page.judge("Бетонный двор", verdict, headers=headers)
    card = Page(browser, text=CONCRETE).card("Бетонный двор")
    assert f'class="told {verdict}"' in card
    undo = next(form for form in Forms(card).found if "take-back" in form[0])
    page.send(undo, headers=headers)
    assert standing() == [] and "told" not in Page(browser, text=CONCRETE).card("Бетонный двор")


def test_only_unsuitable_makes_the_browser_ask_for_the_reason(browser):
    card = Page(browser, text=CONCRETE).card("Бетонный двор")
    assert re.search(r'<select name="reason"[^>]* required>', card)
    buttons = re.findall(r'<button[^>]*name="verdict" value="(\w+)"([^>]*)>', card)
    assert [value for value, rest in buttons if "formnovalidate" not in rest] == ["unsuitable"]
