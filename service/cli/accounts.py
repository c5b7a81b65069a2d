"""Commands for keys of the API."""

from typing import Annotated

import typer

from service.access import KEY_ROLES, SCOPES
from service.cli.context import AsJson, services
from service.cli.output import note, print_json, print_line, print_table

SCOPE_HELP = f"Область действия: {', '.join(SCOPES)}; у member компания: member:КОД (или ИНН, название)"

keys = typer.Typer(help="Ключи API", no_args_is_help=True)


@keys.command("create")
def create_key(
    scope: Annotated[str, typer.Option("--scope", help=SCOPE_HELP)],
    role: Annotated[
        str, typer.Option("--role", help=f"Что можно: {', '.join(KEY_ROLES)} (reader только читает)")
    ] = "staff",
    remark: Annotated[str | None, typer.Option("--note", help="Для чего ключ")] = None,
    as_json: AsJson = False,
) -> None:
    """Создать ключ; он показывается один раз."""
    key = services().accounts.create_key(scope, remark, role)
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
            "scope": scope,
            "role": row.role,
            "note": row.note,
            "last_used_on": row.last_used_on.isoformat() if row.last_used_on else None,
            "revoked": row.revoked_at is not None,
        }
        for row, scope in rows
    ]
    if as_json:
        print_json({"keys": found})
        return
    titles = ["Ключ", "Область", "Роль", "Заметка", "Последний раз", "Отозван"]
    print_table(titles, [[str(value or "") for value in key.values()] for key in found])


@keys.command("revoke")
def revoke_key(id_: Annotated[str, typer.Argument(metavar="ID", help="Номер ключа из keys list")]) -> None:
    """Отозвать ключ; он перестаёт действовать сразу."""
    services().accounts.revoke_key(id_)
    note("Ключ отозван")
