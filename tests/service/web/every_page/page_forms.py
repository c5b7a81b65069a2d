"""The forms and links of a page, as a browser without scripts would use them."""

from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit


@dataclass
class Form:
    """Where it is sent, and what with if nobody touches it."""

    method: str
    action: str
    fields: list = field(default_factory=list)
    typed: list = field(default_factory=list)  # names of what people type

    @property
    def path(self):
        return urlsplit(self.action).path

    def values(self):
        """As Werkzeug's client takes them: a name that comes several times has a list."""
        gathered = {}
        for name, value in self.fields:
            gathered.setdefault(name, []).append(value)
        return gathered


class Page(HTMLParser):
    """Its forms, and the addresses with parameters that it links to."""

    def __init__(self, path, text):
        super().__init__()
        self.forms, self.links = [], []
        self._path, self._open, self._named, self._area = path, None, {}, None
        self._buttons = []
        self.feed(text)
        # the same fields, sent to another address
        self.forms += [
            replace(self._named[id_] if id_ else form, action=action) for id_, form, action in self._buttons
        ]

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag == "form":
            form = Form((found.get("method") or "get").lower(), found.get("action") or self._path)
            self._open, self._named[found.get("id")] = form, form
            self.forms.append(form)
        elif tag == "button" and found.get("formaction"):
            self._buttons.append((found.get("form"), self._open, found["formaction"]))
        elif tag == "a" and urlsplit(found.get("href") or "").query:
            self.links.append(found["href"])
        elif tag in ("input", "textarea", "select", "button") and found.get("name"):
            self._take(tag, found)
        elif tag == "option" and "selected" in found and self._area:
            self._area.append(found.get("value") or "")

    def handle_endtag(self, tag):
        if tag == "form":
            self._open = None
        elif tag in ("textarea", "select") and self._area:
            form, name, *values = self._area
            form.fields.append((name, "".join(values) if tag == "textarea" else (values or [""])[0]))
            self._area = None

    def handle_data(self, data):
        if self._area and self.lasttag == "textarea":
            self._area.append(data)

    def _take(self, tag, found):
        form, name = self._named.get(found.get("form"), self._open), found["name"]
        if form is None:
            return
        kind = "text" if tag == "textarea" else found.get("type") or ("text" if tag == "input" else "")
        if kind not in ("hidden", "checkbox", "radio", "file", "submit", "") and name not in form.typed:
            form.typed.append(name)
        if tag in ("textarea", "select"):
            self._area = [form, name]
        elif kind not in ("checkbox", "radio", "file") or "checked" in found:
            form.fields.append((name, found.get("value") or ""))


def parameters(address):
    """The path of an address, and its parameters."""
    parts = urlsplit(address)
    return parts.path, dict(parse_qsl(parts.query))
