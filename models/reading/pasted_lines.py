"""What of a pasted call note, letter or messenger text is said of the matter: no greetings, no signatures.

The parts stand in the text as they are; contacts are cut out, so that a need made of them holds none.
"""

import re
from collections.abc import Iterator

from models.reading.intent_words import NEEDING
from models.reading.spans import folded

_HEADER = re.compile(
    r"^[ \t>]*(?:от|кому|копия|дата|отправлено|from|to|cc|date|sent)[ \t]?:[^\n]*$", re.I | re.M
)
_SUBJECT = re.compile(r"^[\s>]*(?:(?:тема|subject|re|fwd?|пересланное сообщение)[ \t]?:\s*)+", re.I)
_FORWARDED = re.compile(r"^[ \t>]*-{2,}[^\n]*-{2,}[ \t]*$|^[ \t>]*\[[^\]\n]{6,40}\][ \t]*", re.M)
_SIGNATURE = re.compile(
    r"^[ \t>]*(?:с уважением|с наилучшими|--[ \t]*$|отправлено (?:с|из) |sent from )", re.I | re.M
)
_GREETING = re.compile(
    r"^[\s>,.!–—-]*(?:(?:здравствуй(?:те)?|добр(?:ый|ого|ое) (?:день|дня|утро|утра|вечер|вечера|"
    r"времени суток)|приветствую|привет|всем привет|коллеги|уважаем\w+ \w+|(?:подскажите,? )?пожалуйста)\b"
    r"[\s,.!)–—-]*)+",
    re.I,
)
_THANKS = re.compile(
    r"^(?:(?:заранее )?(?:спасибо|благодар\w+)|жд[её]м? (?:ответа?|звонка|предложений)|до свидания|"
    r"тел|телефон|моб|e-?mail|почта|сайт|инн|конт(?:акт\w*)?)\b[\s\w]{0,25}[.:!]*$",
    re.I,
)
# «Это Иван из Стройтреста», «это ООО «Куб», снабжение»: who asks, not what for
_INTRODUCED = re.compile(
    r"(?:[Мм]еня зовут|[Вв]ас беспокоит|[Нн]а связи|[Ээ]то (?=[А-ЯЁ]|компания |из |от |снова |опять ))[^\d]*$"
)
_CONTACT = re.compile(
    r"(?:\b(?:инн|кпп|огрн|тел|телефон|моб|звонить|звоните|почта|e-?mail|контакт\w*)\b[\s.:]{0,3}(?:по\s)?)?(?:"
    r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+|(?:https?://|www\.)\S+"
    r"|(?<!\w)(?:\+7|8)[\s-]?\(?\d{3,5}\)?[\s-]?\d{1,3}(?:[\s-]?\d\d){2}(?!\w)"
    r"|(?<!\w)\(\d{3,5}\)[\s-]?\d{1,3}(?:[\s-]?\d\d){1,2}(?!\w)|(?<!\w)\d{10,15}(?!\w)"
    r"|(?<!\d)\d{3}-\d\d-\d\d(?!\d))",
    re.I,
)
# «40 т. Доставка», «до конца месяца. Оплата», but not «г. Тюмень»
_SENTENCE_END = re.compile(
    r"(?<=[!?…;])\s+|(?<=[а-яё]{4}\.)\s+(?=[А-ЯЁA-Z])|(?<=[\d)»²³]\.)\s+(?=[А-ЯЁA-Z])|"
    r"(?:(?<=[\s\d]т\.)|(?<=[\s\d]м\.)|(?<=шт\.)|(?<=кг\.))\s+(?=[А-ЯЁA-Z][а-яё]{2})"
)
_LINE = re.compile(r"\n+")
_WRAPPED_AT = 60  # characters of a line that mail programs break


def told_parts(text: str) -> list[str]:
    """Sentences and lines of the matter, in their order; each stands in the text."""
    signature = _SIGNATURE.search(text)
    # a signature on top is none: the matter was written below it, as forwarded letters have it
    body = text[: signature.start()] if signature and text[: signature.start()].strip() else text
    body = _FORWARDED.sub("\n", _HEADER.sub("\n", body))
    return [part for line in _lines(body) for piece in _CONTACT.split(line) for part in _sentences(piece)]


def _lines(text: str) -> Iterator[str]:
    """Lines of the text; one that a mail program broke goes on."""
    start = 0
    for end in _LINE.finditer(text):
        line, following = text[start : end.start()], text[end.end() : end.end() + 1]
        if end.group() == "\n" and len(line) > _WRAPPED_AT and following.islower():
            continue
        yield line
        start = end.end()
    yield text[start:]


def _sentences(line: str) -> Iterator[str]:
    for sentence in _SENTENCE_END.split(_SUBJECT.sub("", line)):
        said = _GREETING.sub("", sentence).strip(" \t\r\n>*•·,–—-")
        is_matter = not _THANKS.match(said) and not _is_introduction(said)
        if sum(map(str.isalnum, said)) > 1 and is_matter:
            yield said


def _is_introduction(said: str) -> bool:
    return bool(_INTRODUCED.match(said)) and not NEEDING.search(folded(said))
