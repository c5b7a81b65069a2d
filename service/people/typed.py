"""What administrators type about a person, read; each raises InvalidError at its field."""

import re

from data.exchange.cells import clean_text
from data.vocabulary import PERSON_ROLES, choices, english
from service.errors import InvalidError

MAX_NAME = 200
_LOGIN = re.compile(r"[\w.@+-]{1,64}")


def read_login(text: str) -> str:
    """A login in lower case, one word."""
    login = text.strip().casefold()
    if not login:
        raise InvalidError([("login", "Нужен логин")])
    if not _LOGIN.fullmatch(login):
        raise InvalidError([("login", "Логин: буквы, цифры и знаки . _ - + @, до 64 знаков")])
    return login


def read_name(text: str) -> str:
    """A name on one line; it may be empty."""
    name = " ".join(clean_text(text).split())
    if len(name) > MAX_NAME:
        raise InvalidError([("name", f"Имя длиннее {MAX_NAME} знаков")])
    return name


def read_role(text: str) -> str:
    """The English name of a role, by its word too."""
    role = english(PERSON_ROLES, text)
    if role is None:
        raise InvalidError([("role", f"Роль: {choices(PERSON_ROLES)}")])
    return role
