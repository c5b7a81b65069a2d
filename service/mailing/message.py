"""A letter as the bytes that go out, exactly as it was approved."""

import hashlib
import json
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from data.tables.mail import LetterRow, MailingRow
from service.mailing.addresses import AddressError, checked_address
from service.mailing.headers import HeaderError, checked_url, clean, letter_policy, sender

MAX_BYTES = 500_000
_POLICY = letter_policy()


class LetterError(Exception):
    """The letter cannot go as it is; the message says what to mend, in Russian."""


def compose(letter: LetterRow, mailing: MailingRow, mail_from: str, at: datetime) -> bytes:
    """The letter from the manager of the mailing. Raises LetterError.

    It has its Message-ID already; the same letter is the same bytes apart from the date.
    """
    try:
        message = _with_headers(letter, mailing, mail_from)
        message["Date"] = format_datetime(at)
        message.set_content(letter.text, cte="base64")
        message.add_alternative(letter.html, subtype="html", cte="base64")
        message.set_boundary(f"=_{hashlib.sha256(str(letter.message_id).encode()).hexdigest()[:40]}")
        content = message.as_bytes(policy=_POLICY)
    except AddressError as error:
        raise LetterError(f"Письмо не составлено: {error}") from error
    except UnicodeError as error:
        raise LetterError("В письме знаки, которых нет в Юникоде") from error
    except (HeaderError, ValueError) as error:
        raise LetterError(f"Заголовок письма не составлен: {error}") from error
    if len(content) > MAX_BYTES:
        raise LetterError(f"Письмо больше {MAX_BYTES // 1000} КБ: {len(content) // 1000} КБ")
    return content


def content_digest(letter: LetterRow, mailing: MailingRow) -> str:
    """What tells that a letter is still the one that was approved."""
    said = [letter.address, letter.subject, letter.html, letter.text, letter.unsubscribe_url]
    said += [letter.message_id, mailing.manager_name, mailing.reply_to]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _with_headers(letter: LetterRow, mailing: MailingRow, mail_from: str) -> EmailMessage:
    message = EmailMessage(policy=_POLICY)
    message["From"] = sender(mailing.manager_name, mail_from)
    message["To"] = sender("", checked_address(letter.address))
    message["Reply-To"] = sender(mailing.manager_name, checked_address(mailing.reply_to))
    message["Subject"] = clean(letter.subject)
    if letter.message_id is None:
        raise HeaderError("у письма нет номера: рассылка не утверждена")
    message["Message-ID"] = letter.message_id
    if letter.unsubscribe_url:
        message["List-Unsubscribe"] = f"<{checked_url(letter.unsubscribe_url)}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return message
