"""A form sent again: by a double click, or after «back». It does its thing once."""

import re
import threading

from sqlalchemy import func, select

from data.tables.pool import Base
from service.digests.planning import PLAN

# what people would type, by the name of the field
TYPED = {
    "about": "Новое",
    "amount": "100 000",
    "channel": "call",
    "company": "Бетонный двор",
    "file": "",
    "login": "novyi",
    "name": "Новое имя",
    "product": "Вентилируемый фасад",
    "reason": "не отвечает",
    "text": "Нужен щебень, 40 тонн",
    "title": "Новое наименование",
    "told": "Перезвонят",
    "topic": "power",
}
LAST = ("archive", "merge", "undo", "delete", "cancel", "confirm", "no-result", "contract", "take-back")
LOGS = {"audit_log", "kept_answers"}  # a line for every try
ANEW = ("/verdicts", "/key")  # the second takes the place of the first
ACCEPTED = 15  # forms at least, or the table of what people type has become too old


def rows(services):
    """How many there are in every table but logs."""
    with services.database.reading() as session:
        tables = [table for table in Base.metadata.sorted_tables if table.name not in LOGS]
        return {table.name: session.scalar(select(func.count()).select_from(table)) for table in tables}


def sent(browser, form, token):
    values = form.values() | {
        n: TYPED[n] for n in form.typed if n in TYPED and not form.values().get(n, [""])[0]
    }
    response = browser.client.post(form.action, data=values | {"csrf_token": token})
    for thread in threading.enumerate():
        if thread.name == PLAN:  # what a form begins in the background is not what the next one does
            thread.join()
    return response


def test_every_form_sent_twice_does_its_thing_once(forms, browser, services):
    posts = [form for form in forms if form.method == "post"]
    posts.sort(key=lambda form: bool(re.search("|".join(LAST), form.path)))
    accepted, again, token = [], {}, browser.token()
    for form in posts:
        before, first = rows(services), sent(browser, form, token).status_code
        after, second = rows(services), sent(browser, form, token).status_code
        assert max(first, second) < 500, form.action
        if first == 303 and after != before:
            accepted.append(form.action)
        if rows(services) != after and not form.action.endswith(ANEW):
            more = {name: (after[name], n) for name, n in rows(services).items() if n != after[name]}
            again[form.action] = more
    assert again == {}
    assert len(accepted) >= ACCEPTED


def test_the_second_half_of_a_double_click_leads_where_the_first_one_led(browser):
    values = browser.form("/companies/new") | {"name": "Новая", "status": "prospect"}
    first, second = (browser.post("/companies/new", **values) for _ in range(2))
    assert first.location == second.location


def test_other_content_of_the_same_form_is_another_thing(browser, pool):
    values = browser.form("/companies/1/offers/new")
    for title in ("Раствор М100", "Раствор М150"):
        browser.post("/companies/1/offers/new", **values | {"title": title})
    assert pool.offer("Раствор М100").id != pool.offer("Раствор М150").id


def test_a_form_that_was_refused_may_be_sent_again(browser, pool):
    values = browser.form("/companies/new") | {"name": "Новая", "status": "prospect", "inn": "123"}
    assert browser.post("/companies/new", **values).status_code == 422
    assert browser.post("/companies/new", **values).status_code == 422
