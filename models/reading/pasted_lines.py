"""What of a pasted call note, letter or messenger text is said of the matter: no greetings, no signatures.

The parts stand in the text as they are; contacts are cut out, so that a need made of them holds none.
"""

import re
from collections.abc import Iterator

from models.reading.intent_words import NEEDING
from models.reading.pasted_names import is_only_names, named_end
from models.reading.spans import folded
from models.reading.spoken_numbers import NUMBER

_HEADER = re.compile(
    r"^[ \t>]*(?:(?:от|кому|копия|дата|отправлено|from|to|cc|date|sent)[ \t]?:|"
    r"(?:переслано|forwarded) (?:от|from))[^\n]*$",
    re.I | re.M,
)
_SUBJECT = re.compile(r"^[\s>]*(?:(?:тема|subject|re|fwd?|пересланное сообщение)[ \t]?:\s*)+", re.I)
_FORWARDED = re.compile(
    r"^[ \t>]*-{2,}[^\n]*-{2,}[ \t]*$|^[ \t>]*\[[^\]\n]{6,40}\][ \t]*(?:[^\W\d][^:\n]{1,40}:)?", re.M
)
_SIGNATURE = re.compile(
    r"^[ \t>]*(?:с уважением|с наилучшими|--[ \t]*$|отправлено (?:с|из) |sent from )", re.I | re.M
)
# what somebody else wrote before: below it nothing is of this request
_QUOTED = re.compile(
    r"^[ \t]*(?:[^\n]{0,120}(?:пишет|писала?|написала?|wrote)[ \t]*:[ \t]*$|"
    r"-{2,}[^\n]*(?:исходное|original)[^\n]*$|>)",
    re.I | re.M,
)
_GREETING = re.compile(
    r"^[\s>,.!–—-]*(?:(?:здравствуй(?:те)?|добр(?:ый|ого|ое) (?:день|дня|утро|утра|вечер|вечера|"
    r"времени суток)|приветствую|привет|всем привет|алло|коллеги|уважаем\w+ \w+|"
    r"(?:подскажите,? )?пожалуйста)\b[\s,.!)–—-]*)+",
    re.I,
)
_THANKS = re.compile(
    r"^(?:(?:заранее )?(?:спасибо|благодар\w+)|жд[её]м? (?:ответа?|звонка|предложений)|до свидания|"
    r"тел|телефон|моб|e-?mail|почта|сайт|инн|конт(?:акт\w*)?|"
    r"(?:просит \w+ |просьба |просила? )?перезвон\w+|звон\w+|"
    r"(?:просьба|прошу|просим) (?:прислать|направить|выслать) \w+)\b[\s\w]{0,25}[.:!]*$|"
    r"^контакт\w*(?: \w+)?:",
    re.I,
)
# «Исх. № 145 от 10.11.2026», «Директору ассоциации», «Приложение: чертёж», «Директор И.И. Иванов»
_OFFICE = re.compile(
    r"^(?:исх|вх|исп)\b\.?|^«[^»]*»$|^приложени[ея]\b|"
    r"^(?:(?:генеральному|коммерческому) )?(?:директору|руководителю)\b|"
    r"^(?:(?:генеральный|коммерческий) )?(?:директор|руководитель|начальник|менеджер)\b[^.\d]*(?:[А-ЯЁ]\.|$)",
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
    r"|(?<!\d)\d{2,3}-\d\d-\d\d(?!\d))|\b(?:кпп|бик)[\s.:]{0,3}\d{9}\b"
    rf"|\b(?:мой |наш )?(?:тел|телефон|номер)\w*[\s.:]{{0,3}}"
    rf"(?:\+?\d[\d\s()-]{{8,20}}\d|{NUMBER}(?:[ ,]{{1,2}}{NUMBER}){{4,15}}\b)",
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
    body = _above(_SIGNATURE, _above(_QUOTED, text))
    body = _FORWARDED.sub("\n", _HEADER.sub("\n", body))
    return [part for line in _lines(body) for piece in _CONTACT.split(line) for part in _sentences(piece)]


def _above(mark: re.Pattern[str], text: str) -> str:
    """What stands above a mark; where nothing does, the matter is below it, as forwarded letters have it."""
    found = mark.search(text)
    above = text[: found.start()] if found else ""
    return above if any(_sentences(_HEADER.sub("", above))) else text


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
        said = _without_greeting(sentence).strip(" \t\r\n>*•·,–—-").lstrip(".:;) ")
        said = said[: named_end(said)].rstrip(" \t")
        is_matter = not _THANKS.match(said) and not _OFFICE.match(said) and not _is_introduction(said)
        if sum(map(str.isalnum, said)) > 1 and is_matter and not is_only_names(said):
            yield said


def _without_greeting(sentence: str) -> str:
    greeting = _GREETING.match(sentence)
    if greeting is None:
        return sentence
    rest = sentence[greeting.end() :]
    name, mark, matter = rest.partition("!")
    return matter if mark and is_only_names(name) else rest


def _is_introduction(said: str) -> bool:
    return bool(_INTRODUCED.match(said)) and not NEEDING.search(folded(said))
