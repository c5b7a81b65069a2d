"""Hands letters to the mail server: one connection for many, opened anew when it breaks."""

import smtplib

from service.mailing.answers import Outcome, decided, refused
from service.mailing.opening import Link, MailServer, ServerSetupError, reason

_TOO_LARGE = 552
_NO_MORE = (-1, 421)  # no answer at all, and the good-bye of the server


class Connection:
    """First `offer` a letter, then `deliver` or `withdraw` it."""

    def __init__(self, server: MailServer) -> None:
        self._server = server
        self._link: Link | None = None

    def offer(self, address: str, size: int) -> Outcome | None:
        """MAIL and RCPT; None if the server would take the letter.

        Raises UnreachableError, and ServerSetupError also for a sender that the server refuses.
        """
        was_open = self._link is not None
        outcome = self._offer(address, size)
        if was_open and self._link is None:  # it had ended since the last letter: nothing was lost
            outcome = self._offer(address, size)
        return outcome

    def deliver(self, content: bytes) -> Outcome:
        """DATA. From its beginning to the answer of the server nobody knows whether the letter has gone."""
        link = self._opened()
        try:
            with link.step():
                outcome = decided(*link.smtp.data(content))
        except smtplib.SMTPDataError as error:  # the server did not want to hear the letter
            self.withdraw()
            text = error.smtp_error
            return refused(error.smtp_code, text if isinstance(text, bytes) else text.encode())
        except (OSError, smtplib.SMTPException) as error:
            outcome = Outcome("unknown", reason(error))
        if outcome.fate == "unknown":
            self._drop()
        return outcome

    def withdraw(self) -> None:
        """The letter that was offered does not go."""
        if self._link is None:
            return
        try:
            with self._link.step():
                code, _ = self._link.smtp.rset()
        except (OSError, smtplib.SMTPException):
            code = -1
        if code != 250:
            self._drop()

    def close(self) -> None:
        """Ends the connection."""
        link, self._link = self._link, None
        if link is not None:
            link.quit()

    def _offer(self, address: str, size: int) -> Outcome | None:
        link = self._opened()
        smtp, options = link.smtp, [f"size={size}"] if link.smtp.has_extn("size") else []
        try:
            with link.step():
                code, text = smtp.mail(self._server.mail_from, options)
                is_sender_taken = code == 250
                if is_sender_taken:
                    code, text = smtp.rcpt(address)
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            return Outcome("temporary", reason(error))
        if is_sender_taken and code in (250, 251):
            return None
        if code in _NO_MORE:
            self._drop()
        else:
            self.withdraw()
        outcome = refused(code, text, at_recipient=is_sender_taken)
        if outcome.fate == "permanent" and not is_sender_taken and code != _TOO_LARGE:
            raise ServerSetupError(f"Почтовый сервер не принимает письма от MAIL_FROM: {outcome.answer}")
        return outcome

    def _opened(self) -> Link:
        if self._link is None:
            self._link = Link(self._server)
        return self._link

    def _drop(self) -> None:
        link, self._link = self._link, None
        if link is not None:
            link.close()
