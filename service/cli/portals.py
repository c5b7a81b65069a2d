"""Commands for portals: where the widget opens."""

from typing import Annotated, Any

import typer

from service.access import COMMAND_LINE
from service.cli.context import AsJson, services
from service.cli.output import note, print_json, print_line, print_table
from service.portals.portals import NewPortal

portals = typer.Typer(help="Порталы, в которых открывается виджет", no_args_is_help=True)
commands = typer.Typer()

PortalId = Annotated[str, typer.Argument(metavar="ID", help="Номер портала из portals list")]


@portals.command("create")
def create_portal(
    name: Annotated[str, typer.Option("--name", help="Как портал называют")],
    origin: Annotated[list[str], typer.Option("--origin", help="Его адрес, https://portal.example.ru")],
    as_json: AsJson = False,
) -> None:
    """Завести портал; ключ его сервера показывается один раз."""
    _print_new(services().portals.create(COMMAND_LINE, name, origin), as_json)


@portals.command("list")
def list_portals(as_json: AsJson = False) -> None:
    """Показать порталы без ключей."""
    found: list[dict[str, Any]] = [
        {
            "id": one.row.id,
            "name": one.row.name,
            "origins": one.row.origins,
            "key_id": one.row.key_id,
            "last_used_on": one.key.last_used_on.isoformat() if one.key.last_used_on else None,
            "works": one.works,
        }
        for one in services().portals.listed(COMMAND_LINE)
    ]
    if as_json:
        print_json({"portals": found})
        return
    rows = [
        [one["id"], one["name"], " ".join(one["origins"]), "да" if one["works"] else "нет"] for one in found
    ]
    print_table(["Портал", "Название", "Адреса", "Работает"], rows)


@portals.command("key")
def renew_key(id_: PortalId, as_json: AsJson = False) -> None:
    """Дать порталу новый ключ; прежний перестаёт действовать сразу."""
    _print_new(services().portals.renew_key(COMMAND_LINE, id_), as_json)


@portals.command("disable")
def disable_portal(id_: PortalId) -> None:
    """Отключить портал: виджет в нём больше не открывается."""
    services().portals.disable(COMMAND_LINE, id_)
    note("Портал отключён")


@portals.command("enable")
def enable_portal(id_: PortalId) -> None:
    """Включить портал снова."""
    services().portals.enable(COMMAND_LINE, id_)
    note("Портал включён")


@commands.command("demo-portal")
def demo_portal() -> None:
    """Показать виджет в вымышленном портале ассоциации (порт на единицу больше PORT)."""
    from service.demo_portal.serving import serve_portal

    serve_portal(services())


def _print_new(made: NewPortal, as_json: bool) -> None:
    if as_json:
        print_json(
            {"id": made.row.id, "name": made.row.name, "origins": made.row.origins, "key": made.key.key}
        )
        return
    print_line(f"портал {made.row.id}, ключ {made.key.key}")
    note("Сохраните ключ на сервере портала: второй раз он показан не будет")
