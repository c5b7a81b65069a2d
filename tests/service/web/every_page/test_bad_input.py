"""Whatever is typed, sent or asked for: no page breaks, and nothing of it is taken for markup."""

import re

import pytest

from tests.service.web.every_page.page_forms import Page, parameters

HOSTILE = {
    "markup": '=HYPERLINK("x")<img src=x onerror=alert(1)>"\'><script>чужое</script>{{7*7}}',
    "control characters": "//[::1/%zz\x00\x01\x08\x1b\x7f\x85\u2028\u202e\ufeff\ufffe\r\n\r\nпосле",
    "long": "Ж" * 10_000,
    "number": "-9" + "9" * 400,
}
STRANGE = (b"<script>\xd1\x87", b"<img src=x")
PAGED = ("page", "before", "after", "cursor")


@pytest.fixture(scope="module")
def links(pages):
    """One of each: a path and its parameters."""
    found = {}
    for path, text in pages.items():
        for link in [path, *Page(path, text).links]:
            where, names = parameters(link)
            found.setdefault((re.sub(r"\d+", "*", where), *sorted(names)), (where, names))
    assert len(found) > 60
    return list(found.values())


def sent(browser, form, values, token):
    if form.method == "get":
        return browser.client.get(form.path, query_string=values)
    return browser.client.post(form.action, data=values | {"csrf_token": token})


def is_unsafe(response):
    """Not answered by us, or with markup of a stranger in it."""
    return response.status_code >= 500 or any(sign in response.data for sign in STRANGE)


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_form_breaks_on_what_people_may_type(pages, forms, browser, kind):
    token = browser.token()
    broken = []
    for form in forms:
        values = form.values() | dict.fromkeys(form.typed, HOSTILE[kind])
        if is_unsafe(sent(browser, form, values, token)):
            broken.append((form.method, form.action))
    assert broken == []
    assert [path for path in pages if is_unsafe(browser.get(path))] == []


@pytest.mark.parametrize("kind", [*HOSTILE, None])
def test_no_form_breaks_on_fields_that_nobody_types(forms, browser, kind):
    broken, token = [], browser.token()
    for form in forms:
        values = {name: HOSTILE[kind] for name, _ in form.fields} if kind else {}
        if is_unsafe(sent(browser, form, values, token)):
            broken.append((form.method, form.action))
    assert broken == []


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_address_breaks_on_its_parameters(links, browser, kind):
    broken = []
    for where, names in links:
        for name in names or PAGED:
            if is_unsafe(browser.client.get(where, query_string=names | {name: HOSTILE[kind]})):
                broken.append((where, name))
    assert broken == []
