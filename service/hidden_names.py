"""Names, contacts and addresses taken out of a text, so that nobody is recognised by it."""

import re

from data.tables.pool import CompanyRow

HIDDEN = "…"
HIDDEN_THING = "Товар или услуга — по описанию ниже"  # of a title that has nothing left

_QUOTED = re.compile(r"[«\"„“](.{1,300})[»\"“”]")
_SITE = re.compile(r"([\w-]{4,})\.\w+(?:[/:?]|$)")  # «stroytrest» of https://stroytrest.ru
_CONTACTS = re.compile(
    r"""
    [\w.+-]{1,64}\s?(@|\(at\)|\[at\]|\(собака\))\s?[\w-]+(\.[\w-]+)+  # mail
    | (?<!\w)@\w{3,}  # of a messenger
    | (https?://|www\.)\S+
    | (?<![\w.-])[\w-]+(\.[\w-]+)*\.(ru|su|com|org|net|me|рф)\b(/\S*)?  # site
    | (?<!\w)(\+7|8)[\s-]?\(?\d{3}\)?[\s-]?\d{3}[\s-]?\d\d[\s-]?\d\d(?!\w)  # phone
    | (?<!\w)((\+7|8)[\s-]?)?\(\d{3,5}\)[\s-]?\d{1,3}([\s-]?\d\d){1,2}(?!\w)  # phone of a town
    | (?<![\w-])\d{2,3}-\d\d-\d\d(?![\w-])
    | (?<![\w-])\d\d\s\d\d\s\d\d(?![\w-])
    | (?i:(?<=\bтел)\W{0,3}\d[\d\s-]{3,}\d)
    | (?i:\b(кпп|бик)\b\W{0,3}\d{9})
    | (?i:\b(skype|скайп|telegram|телеграм\w*|whatsapp|ватсап\w*|viber|вайбер)\b\W{0,3}
      [\w.@+-]*[\d._@][\w.@+-]*)
    | (?<!\d)\d\d:\d\d:\d{6,7}:\d+  # of the land register
    | (?<!\d)\d\d\.\d{3,}\W{1,3}\d\d\.\d{3,}  # coordinates
    | (?<!\w)\d{10,15}(?!\w)  # tax and registration ids
    """,
    re.VERBOSE,
)


def without_contacts(text: str) -> str:
    """The text without phones, addresses of mail and sites, tax ids."""
    return _CONTACTS.sub(HIDDEN, text)


def without_names(text: str, company: CompanyRow) -> str:
    """The text without contacts, and without how the company and its contact person are called."""
    told = [company.name, *_QUOTED.findall(company.name)]
    told += [company.contact_name, company.phone, company.email]
    told += [company.contact_email, company.contact_phone, company.website]
    told += _SITE.findall(company.website or "")
    names = [name for name in told if name and len(name) > 2]
    text = without_contacts(text)
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", HIDDEN, text, flags=re.IGNORECASE)
    return text
