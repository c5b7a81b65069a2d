"""Commands for people: who signs in to the pages, and as what."""

from datetime import datetime
from typing import Annotated, Any

import typer

from data.tables.pool import UserRow
from data.vocabulary import PERSON_ROLES, choices, russian
from service.access import COMMAND_LINE
from service.cli.context import AsJson, services
from service.cli.output import note, print_json, print_line, print_table
from service.errors import InvalidError
from service.people.people import NO_ROLE, Person

users = typer.Typer(help="Люди, которые входят на страницы", no_args_is_help=True)

Login = Annotated[str, typer.Argument(help="Логин")]
ROLES = f"{choices(PERSON_ROLES)} (или {', '.join(PERSON_ROLES)})"


@users.command("create")
def create_user(  # noqa: PLR0913 - one argument an option
    login: Login,
    name: Annotated[str, typer.Option("--name", help="Имя, как его видят коллеги")] = "",
    role: Annotated[
        str | None,
        typer.Option("--role", help=f"{ROLES}; без неё первый — администратор, прочие — сотрудники"),
    ] = None,
    company: Annotated[
        str | None,
        typer.Option("--member", metavar="КОМПАНИЯ", help="Человек от участника: код, ИНН или название"),
    ] = None,
    password: Annotated[
        str | None,
        typer.Option("--password", envvar="NEW_PASSWORD", help="Пароль; без него будет придуман"),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Завести человека; пароль показывается один раз."""
    if company and role:
        raise InvalidError([("role", NO_ROLE)])
    accounts = services().accounts
    if company:
        made = accounts.create_member(login, name, company, password)
    else:
        made = accounts.create_user(login, name, password, role)
    _print_login(login, made, as_json)


@users.command("list")
def list_users(as_json: AsJson = False) -> None:
    """Показать людей без паролей."""
    found = [_as_dict(person) for person in services().people.listed(COMMAND_LINE)]
    if as_json:
        print_json({"users": found})
        return
    rows = [
        [
            one["login"],
            one["name"],
            russian(PERSON_ROLES, one["role"]) if one["role"] else f"от компании {one['company_id']}",
            one["last_sign_in_at"] or "",
            _state(one),
        ]
        for one in found
    ]
    print_table(["Логин", "Имя", "Роль", "Входил последний раз", "Вход"], rows)


@users.command("role")
def set_role(
    login: Login,
    role: Annotated[str, typer.Argument(help=ROLES)],
    as_json: AsJson = False,
) -> None:
    """Дать человеку другую роль."""
    people = services().people
    user = people.named(COMMAND_LINE, login)
    _print_user(people.change(COMMAND_LINE, user.id, user.name, role), "Роль изменена", as_json)


@users.command("disable")
def disable_user(login: Login, as_json: AsJson = False) -> None:
    """Отключить вход; всё, что человек сделал, остаётся."""
    people = services().people
    user = people.disable(COMMAND_LINE, people.named(COMMAND_LINE, login).id)
    _print_user(user, "Вход отключён", as_json)


@users.command("enable")
def enable_user(login: Login, as_json: AsJson = False) -> None:
    """Включить вход снова."""
    people = services().people
    user = people.enable(COMMAND_LINE, people.named(COMMAND_LINE, login).id)
    _print_user(user, "Вход включён", as_json)


@users.command("unlock")
def unlock_user(login: Login, as_json: AsJson = False) -> None:
    """Открыть логин, закрытый после неудачных входов."""
    people = services().people
    user = people.unlock(COMMAND_LINE, people.named(COMMAND_LINE, login).id)
    _print_user(user, "Можно входить", as_json)


@users.command("password")
def set_password(login: Login, as_json: AsJson = False) -> None:
    """Дать человеку новый пароль и закончить его сеансы."""
    _print_login(login, services().accounts.set_password(login), as_json)


def _as_dict(person: Person) -> dict[str, Any]:
    row = person.row
    return {
        "login": row.login,
        "name": row.name,
        "role": row.role if row.company_id is None else None,
        "company_id": row.company_id,
        "last_sign_in_at": _moment(row.last_sign_in_at),
        "disabled": row.disabled_at is not None,
        "closed_until": _moment(person.closed_until),
    }


def _state(told: dict[str, Any]) -> str:
    if told["disabled"]:
        return "отключён"
    return f"закрыт до {told['closed_until']}" if told["closed_until"] else "открыт"


def _moment(value: datetime | None) -> str | None:
    return value.astimezone().isoformat(timespec="minutes") if value else None


def _print_user(row: UserRow, told: str, as_json: bool) -> None:
    if as_json:
        print_json({"login": row.login, "role": row.role, "disabled": row.disabled_at is not None})
    else:
        note(told)


def _print_login(login: str, password: str, as_json: bool) -> None:
    if as_json:
        print_json({"login": login, "password": password})
    else:
        print_line(f"логин {login}, пароль {password}")
