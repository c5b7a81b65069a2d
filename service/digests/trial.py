"""The use case of a letter on trial: to oneself, with links that answer nothing."""

import secrets

from data.tables.mail import LetterRow
from data.tables.pool import now
from service.access import Caller, may_send_mail
from service.digests.links import TRIAL
from service.digests.mailings import Mailings, wish_of
from service.digests.postman import DEMO_FROM, Postman
from service.digests.rendering import Addressed, Rendering
from service.errors import ForbiddenError, InvalidError
from service.mailing.addresses import AddressError, checked_address, domain_of
from service.mailing.message import LetterError, compose
from service.mailing.opening import UnreachableError
from service.mailing.smtp import Connection

MARK = "[Проба] "


class Trial:
    """Goes at once and past the outbox: it is not a letter of the mailing."""

    def __init__(self, mailings: Mailings, rendering: Rendering, postman: Postman) -> None:
        self._mailings, self._rendering, self._postman = mailings, rendering, postman

    def send(self, caller: Caller, mailing_id: int, letter_id: int, address: str) -> str:
        """What the server answered. Raises InvalidError, NotFoundError, ForbiddenError, ServerSetupError."""
        if not may_send_mail(caller):
            raise ForbiddenError("Пробное письмо отправляют сотрудники")
        row = self._mailings.letter(caller, mailing_id, letter_id).row
        try:
            to = checked_address(address)
        except AddressError as error:
            raise InvalidError([("address", f"Куда отправить пробу: {error}")]) from error
        written = self._rendering.write(Addressed(TRIAL, row.company.name), row.items, wish_of(row.mailing))
        mail_from = self._postman.mail_from or DEMO_FROM
        trial = LetterRow(
            address=to,
            subject=MARK + written.subject,
            html=written.html,
            text=written.text,
            unsubscribe_url=None,
            message_id=f"<trial.{secrets.token_hex(12)}@{domain_of(mail_from)}>",
        )
        with self._postman.way() as way:
            try:
                content = compose(trial, row.mailing, way.server.mail_from, now())
                return _handed_over(Connection(way.server), to, content)
            except (LetterError, UnreachableError) as error:
                raise InvalidError([("address", f"Проба не отправлена: {error}")]) from error


def _handed_over(connection: Connection, to: str, content: bytes) -> str:
    try:
        outcome = connection.offer(to, len(content)) or connection.deliver(content)
    finally:
        connection.close()
    if outcome.fate != "sent":
        raise InvalidError([("address", f"Проба не отправлена: {outcome.answer}")])
    return outcome.answer
