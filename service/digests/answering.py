"""Use cases of whoever has a letter: a link is pressed, how often letters come is chosen. No signing in."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from data.store import digests as store
from data.store.mailings import WENT
from data.tables.mail import LetterRow
from data.tables.pool import MAX_ID
from data.vocabulary import LETTER_FREQUENCIES, VERDICT_REASONS
from service.access import Caller, is_in_cluster
from service.contacts.asking import About
from service.contacts.contacts import Contacts
from service.digests.links import NO_LINK, TRIAL, LinkError, Links, Press
from service.errors import InvalidError, NotFoundError
from service.judging.feedback import Judgement, give_within
from service.mailing.arming import Arming

ANSWERS = {"suits": "suitable", "unsuits": "unsuitable", "contact": "asked"}
IS_TRIAL = "Это пробное письмо: отвечать на него некому"
NOT_SENT = "Это письмо ещё не отправлено: отвечать на него рано"
LEFT = "Компания больше не участвует в кластере: ответьте на письмо или позвоните"
NEEDS_REASON = "Выберите, почему не подходит"


@dataclass(frozen=True)
class Asked:
    """What the page of a link shows; `answers` are those given so far, by kind."""

    press: Press
    letter: LetterRow
    item: Mapping[str, Any]
    frequency: str
    answers: Mapping[str, str] = field(default_factory=dict)
    reason: str | None = None

    @property
    def is_done(self) -> bool:
        """Whether what the link is for has been said."""
        return ANSWERS.get(self.press.purpose) in self.answers.values()


class Answering:
    """The rights of a link are those of the company that the letter went to, for one item and one purpose.

    Every use case raises LinkError; said twice is said once.
    """

    def __init__(self, arming: Arming, links: Links, contacts: Contacts) -> None:
        self._arming, self._links, self._contacts = arming, links, contacts

    def look(self, purpose: str, token: str) -> Asked:
        """What the link is about; changes nothing."""
        press = self._links.read(purpose, token)
        with self._arming.database.reading() as session:
            return _asked(session, press)

    def answer(self, purpose: str, token: str, reason: str = "") -> Asked:
        """Does what the link is for. Raises InvalidError, EntryError where contacts may not be asked."""
        press = self._links.read(purpose, token)
        if purpose == "unsuits" and reason not in VERDICT_REASONS:
            raise InvalidError([("reason", NEEDS_REASON)])
        if purpose == "contact":
            self._ask(press)
        told = {
            "kind": "contact" if purpose == "contact" else "verdict",
            "answer": ANSWERS[purpose],
            "reason": reason if purpose == "unsuits" else None,
        }
        caller = _speaker(press, self._asked(press).letter)
        with self._arming.database.changing(caller.actor, "letters.answer", str(press.letter_id)) as session:
            asked = _asked(session, press)
            if store.answer(session, press.letter_id, press.item, told) and purpose != "contact":
                _judge(session, caller, asked, told)
            session.flush()
            return _asked(session, press)

    def choose(self, token: str, frequency: str) -> Asked:
        """How often letters come from now on; a database that was put back does not undo it."""
        press = self._links.read("frequency", token)
        if frequency not in LETTER_FREQUENCIES:
            raise InvalidError([("frequency", "Выберите, как часто присылать")])
        letter = self._asked(press).letter
        actor = _speaker(press, letter).actor
        with self._arming.withholding(actor, "mailing_choices.choose", str(letter.company_id)) as session:
            store.choose(session, letter.company_id, frequency, actor)
            session.flush()
            return _asked(session, press)

    def _asked(self, press: Press) -> Asked:
        with self._arming.database.reading() as session:
            return _asked(session, press)

    def _ask(self, press: Press) -> None:
        asked = self._asked(press)
        self._contacts.ask(_speaker(press, asked.letter), _about(asked.item))


def _asked(session: Session, press: Press) -> Asked:
    if press.letter_id == TRIAL:
        raise LinkError(IS_TRIAL)
    letter = store.letter_with_company(session, press.letter_id) if press.letter_id <= MAX_ID else None
    if letter is None or not 0 <= press.item < max(len(letter.items), 1):
        raise LinkError(NO_LINK)
    if letter.state not in WENT:
        raise LinkError(NOT_SENT)
    if press.purpose != "frequency" and not is_in_cluster(letter.company):
        raise LinkError(LEFT)
    given = [
        row for row in store.answers_of(session, [letter.id]).get(letter.id, ()) if row.item == press.item
    ]
    return Asked(
        press,
        letter,
        letter.items[press.item] if letter.items else {},
        store.frequency_of(session, letter.company_id) or "when_new",
        {row.kind: row.answer for row in given},
        next((row.reason for row in given if row.reason), None),
    )


def _speaker(press: Press, letter: LetterRow) -> Caller:
    return Caller(f"letter:{press.letter_id}", "member", letter.company.name, company_id=letter.company_id)


def _judge(session: Session, caller: Caller, asked: Asked, told: Mapping[str, Any]) -> None:
    """Who looks for something says of a supplier whether it suits: that is a verdict like any other."""
    item = asked.item
    if item["kind"] != "supplier":
        return
    judgement = Judgement(
        verdict=told["answer"],
        snapshot=str(asked.letter.mailing.planned.get("snapshot", "")),
        need_id=item["need_id"],
        offer_id=item["offer_id"],
        company_id=item["company_id"],
        reason=told["reason"],
    )
    with suppress(InvalidError, NotFoundError):  # what left the pool since needs no verdict
        give_within(session, caller, judgement)


def _about(item: Mapping[str, Any]) -> About:
    if item["kind"] == "need":
        return About(need_id=item["need_id"])
    if item["kind"] == "supplier" and item["offer_id"]:
        return About(offer_id=item["offer_id"])
    if item.get("company_id"):
        return About(company_id=item["company_id"])
    raise LinkError(NO_LINK)
