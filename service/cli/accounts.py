"""Commands for keys and users."""

from typing import Annotated

import typer

from service.cli.context import AsJson, services
from service.cli.output import note, print_json, print_line, print_table

keys = typer.Typer(help="Ключи API", no_args_is_help=True)
users = typer.Typer(help="Пользователи страниц", no_args_is_help=True)


@keys.command("create")
def create_key(
    scope: Annotated[str, typer.Option("--scope", help="Область действия: staff")],
    remark: Annotated[str | None, typer.Option("--note", help="Для чего ключ")] = None,
    as_json: AsJson = False,
) -> None:
    """Создать ключ; он показывается один раз."""
    key = services().accounts.create_key(scope, remark)
    if as_json:
        print_json(key.as_dict())
        return
    print_line(key.key)
    note("Сохраните ключ: второй раз он показан не будет")


@keys.command("list")
def list_keys(as_json: AsJson = False) -> None:
    """Показать ключи без секретов."""
    rows = services().accounts.keys()
    found = [
        {
            "id": row.id,
            "scope": row.scope,
            "note": row.note,
            "last_used_on": row.last_used_on.isoformat() if row.last_used_on else None,
            "revoked": row.revoked_at is not None,
        }
        for row in rows
    ]
    if as_json:
        print_json({"keys": found})
        return
    titles = ["Ключ", "Область", "Заметка", "Последний раз", "Отозван"]
    print_table(titles, [[str(value or "") for value in key.values()] for key in found])


@keys.command("revoke")
def revoke_key(id_: Annotated[str, typer.Argument(metavar="ID", help="Номер ключа из keys list")]) -> None:
    """Отозвать ключ; он перестаёт действовать сразу."""
    services().accounts.revoke_key(id_)
    note("Ключ отозван")


@users.command("create")
def create_user(
    login: Annotated[str, typer.Argument(help="Логин")],
    name: Annotated[str, typer.Option("--name", help="Имя, как его видят коллеги")] = "",
    password: Annotated[
        str | None,
        typer.Option("--password", envvar="NEW_PASSWORD", help="Пароль; без него будет придуман"),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Завести сотрудника ассоциации; пароль показывается один раз."""
    made = services().accounts.create_user(login, name, password)
    _print_login(login, made, as_json)


@users.command("password")
def set_password(login: Annotated[str, typer.Argument(help="Логин")], as_json: AsJson = False) -> None:
    """Дать пользователю новый пароль и закончить его сеансы."""
    _print_login(login, services().accounts.set_password(login), as_json)


def _print_login(login: str, password: str, as_json: bool) -> None:
    if as_json:
        print_json({"login": login, "password": password})
    else:
        print_line(f"логин {login}, пароль {password}")
