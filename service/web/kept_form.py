"""What somebody had typed when the session was over: carried through the sign-in page, then offered again.

Nothing is stored: the fields travel in a hidden input of the page, and are sent only when a person says so.
"""

import json
from dataclasses import dataclass
from typing import Self

from flask import request

from service.field_words import field_word, value_word
from service.web.own_paths import is_from_our_page, own_action, own_path, page_before

# a form grows when it is wrapped into another one, and Flask takes 500 kB of a form
MAX_BYTES = 400_000
INPUT = "kept"
# what these send nobody has typed: a button is pressed again sooner than a question is answered
BUTTONS = frozenset({"web.give_verdict", "web.take_verdict_back", "web.say_of_input"})
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class KeptForm:
    """Where the form was sent to, the page that it stood on, and its fields but for passwords."""

    action: str
    back: str
    fields: tuple[tuple[str, str], ...]

    @classmethod
    def of_request(cls) -> Self | None:
        """The form of the request that was refused; None where there is nothing to keep.

        Forms of other sites are not kept: nobody is asked to send what somebody else has written.
        """
        if not is_from_our_page() or request.endpoint in BUTTONS:
            return None
        if request.method == "POST" and request.mimetype == _FORM:
            size, sent = request.content_length or 0, list(request.form.items(multi=True))
        elif request.method == "GET" and request.endpoint == "web.search":
            size, sent = len(request.query_string), list(request.args.items(multi=True))
        else:
            return None
        fields = tuple((name, value) for name, value in sent if _is_kept(name))
        action = own_action(request.path if request.method == "GET" else request.full_path.rstrip("?"))
        return cls(action, page_before(), fields) if action and fields and size <= MAX_BYTES else None

    @classmethod
    def read(cls, text: str | None) -> Self | None:
        """The form that a sign-in page carried; None where it is none of ours."""
        try:
            action, back, fields = json.loads(text or "null")
            read = tuple((str(name), str(value)) for name, value in fields if _is_kept(str(name)))
        except (TypeError, ValueError, RecursionError):
            return None
        own = own_action(action) if isinstance(action, str) else None
        return cls(own, own_path(back if isinstance(back, str) else None), read) if own and read else None

    def __str__(self) -> str:
        return json.dumps([self.action, self.back, self.fields], ensure_ascii=False)

    @property
    def told(self) -> list[tuple[str, str]]:
        """The filled fields that people know, by name."""
        known = [(field_word(name), value_word(name, value)) for name, value in self.fields if value.strip()]
        return [(word, value) for word, value in known if word]


def _is_kept(name: str) -> bool:
    return name != "csrf_token" and "password" not in name
