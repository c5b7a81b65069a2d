"""A portal of somebody else's: pages with the widget on an origin of its own, a server that may fail."""

import threading
from contextlib import contextmanager

from flask import Flask, jsonify
from werkzeug.serving import make_server

from service.demo_portal.portal import exchange

PAGE = """<!doctype html><html lang="ru"><title>Портал</title>
<div><script src="{service}/embed.js" data-portal="{portal}" data-view="{view}" async></script>
<p data-svyazka-fallback>Спросите сотрудников</p></div>
<iframe name="guest" src="{guest}" hidden></iframe>"""


class Portal:
    """`tokens` gives what the token address answers; tests put in what they need."""

    def __init__(self, service, made, company):
        self.service, self.made, self.company = service, made, company
        self.view, self.guest, self.asked = "suppliers", "about:blank", 0
        self.tokens = self.honest
        self.app = Flask("portal")
        self.app.add_url_rule("/", view_func=self.page)
        self.app.add_url_rule("/svyazka-token", view_func=self.token)

    def page(self):
        page = PAGE.format(service=self.service, portal=self.made.row.id, view=self.view, guest=self.guest)
        # the strictest policy that a portal may have and still show the widget
        policy = f"default-src 'none'; script-src {self.service}; frame-src {self.service} {self.guest};"
        return page, 200, {"Content-Security-Policy": f"{policy} connect-src 'self'; img-src 'self'"}

    def token(self):
        self.asked += 1
        status, told = self.tokens()
        return jsonify(told), status

    def honest(self):
        return exchange(self.service, self.made.key.key, self.company)


@contextmanager
def served(app):
    """The port of a server for the app."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.port
    finally:
        server.shutdown()
        thread.join()
