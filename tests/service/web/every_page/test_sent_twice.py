"""A form sent again: by a double click, or after «back». It does its thing once."""

import re

from sqlalchemy import func, select

from data.tables import Base

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
LOGS = {"audit", "audit_log", "limits"}  # a line for every try
ACCEPTED = 30  # forms of all, or the table of what people type has become too old


def rows(services):
    """How many there are in every table but logs."""
    with services.database.reading() as session:
        tables = [table for table in Base.metadata.sorted_tables if table.name not in LOGS]
        return {table.name: session.scalar(select(func.count()).select_from(table)) for table in tables}


def sent(browser, form, token):
    values = form.values() | {
        n: TYPED[n] for n in form.typed if n in TYPED and not form.values().get(n, [""])[0]
    }
    return browser.client.post(form.action, data=values | {"csrf_token": token})


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
        if rows(services) != after:
            more = {name: (after[name], n) for name, n in rows(services).items() if n != after[name]}
            again[form.action] = more
    import sys; open("/tmp/work/acc/again.txt","w").write("\n".join(f"{a} {b}" for a,b in again.items())+"\n"+"\n".join(accepted))
    assert again == {}
    assert len(accepted) >= ACCEPTED
