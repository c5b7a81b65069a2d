"""A site of one page, a chain as picture and table, under the policy of the whole application."""

import pytest
from flask import Flask, render_template_string
from flask_talisman import Talisman

from service.app import CONTENT_SECURITY_POLICY
from service.drawing.for_page import for_page
from service.settings import ROOT

PAGE = """<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>Цепочка</title>
<link rel="icon" href="{{ url_for('static', filename='favicon.svg') }}">
<link rel="stylesheet" href="{{ url_for('static', filename='vendor/pico-2.1.1.min.css') }}">
<link rel="stylesheet" href="{{ url_for('static', filename='app.css') }}"></head>
<body><main>{% include "_chain_picture.html" %}
<details><summary>Таблица</summary><table>
{% for slot in picture.layer("input") %}<tr id="slot-{{ slot.id }}"><td>{{ slot.title }}</td></tr>{% endfor %}
</table></details></main></body></html>"""


@pytest.fixture
def site():
    """Makes the site of a picture."""

    def make(picture):
        web = ROOT / "service" / "web"
        app = Flask(__name__, template_folder=web / "templates", static_folder=web / "static")
        Talisman(app, force_https=False, content_security_policy=CONTENT_SECURITY_POLICY)
        downloads = [(name, f"/chains/1/picture.{name.lower()}") for name in ("SVG", "PNG", "XLSX")]
        values = {"picture": picture, "drawn": for_page(picture), "downloads": downloads}
        app.add_url_rule("/", "page", lambda: render_template_string(PAGE, **values))
        return app

    return make
