"""Commands of mailings: planned, looked at, approved, sent."""

from dataclasses import asdict, replace
from typing import Annotated

import typer

from service.access import COMMAND_LINE
from service.api.mailing_replies import mailing_reply
from service.bootstrap import Services
from service.cli.company_argument import HELP, shown_company
from service.cli.context import AsJson, services, take_up_fresh
from service.cli.digest_output import counts_told, print_letters, print_mailing, print_planned, state_told
from service.cli.output import EXIT_FAILED, note, print_json, print_line, print_table, progress
from service.digests.bounds import DAYS, Bounds, Wish
from service.digests.mailings import wish_of
from service.digests.postman import summary_told
from service.wording import plural

digest = typer.Typer(help="Рассылки с рекомендациями", no_args_is_help=True)

Id = Annotated[int, typer.Argument(help="Номер рассылки", min=1)]
SHOWN = 20


@digest.command("plan")
def plan_digest(  # noqa: PLR0913 - one argument an option
    title: Annotated[str, typer.Option("--title", help="Название, его видят сотрудники")] = "",
    manager: Annotated[str, typer.Option("--manager", help="От кого письма; иначе как в прошлый раз")] = "",
    phone: Annotated[str, typer.Option("--phone", help="Телефон менеджера")] = "",
    reply_to: Annotated[str, typer.Option("--reply-to", help="Почта для ответов")] = "",
    words: Annotated[str, typer.Option("--words", help="Вводные слова письма")] = "",
    items: Annotated[int, typer.Option("--items", help="Пунктов в письме, не больше")] = 5,
    letters: Annotated[int, typer.Option("--letters", help="Писем, называющих одну компанию, не больше")] = 5,
    exposure: Annotated[int, typer.Option("--exposure", help="Писем о каждой подходящей, не меньше")] = 1,
    days: Annotated[int, typer.Option("--days", help="Дней между письмами одной компании")] = DAYS,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Только показать, ничего не записать")] = False,
    as_json: AsJson = False,
) -> None:
    """Составить рассылку: общий план всех писем; уйдёт она только после утверждения."""
    found = services()
    bounds = Bounds.read({"items": items, "letters": letters, "exposure": exposure, "days": days})
    told = {"title": title, "manager_name": manager, "manager_phone": phone, "reply_to": reply_to}
    wish = _wish(found, {**told, "covering_words": words})
    with progress("Составляем рассылку"):
        if not dry_run:
            wish.check()
        take_up_fresh(found)
        if dry_run:
            planned = found.digest_planning.forecast(COMMAND_LINE, bounds, note).planned
            print_planned(dict(planned), as_json)
            return
        id_ = found.digest_planning.plan(COMMAND_LINE, wish, bounds, note)
    print_mailing(found.mailings.one(COMMAND_LINE, id_), as_json)


@digest.command()
def preview(
    id_: Id,
    company: Annotated[str, typer.Argument(help=f"{HELP}; без компании — список")] = "",
    html: Annotated[bool, typer.Option("--html", help="Письмо в HTML вместо простого текста")] = False,
    as_json: AsJson = False,
) -> None:
    """Показать письмо компании или список писем рассылки."""
    found = services()
    if not company:
        print_letters(found, id_, as_json)
        return
    letter = found.mailings.letter_of(COMMAND_LINE, id_, shown_company(found, company)).row
    if as_json:
        print_json(
            {"subject": letter.subject, "html": letter.html, "text": letter.text, "items": letter.items}
        )
    else:
        print_line(letter.html if html else f"{letter.subject}\n\n{letter.text}")


@digest.command("words")
def reword(  # noqa: PLR0913 - one argument an option
    id_: Id,
    words: Annotated[str | None, typer.Option("--words", help="Вводные слова письма")] = None,
    title: Annotated[str | None, typer.Option("--title", help="Название, его видят сотрудники")] = None,
    manager: Annotated[str | None, typer.Option("--manager", help="От кого письма")] = None,
    phone: Annotated[str | None, typer.Option("--phone", help="Телефон менеджера")] = None,
    reply_to: Annotated[str | None, typer.Option("--reply-to", help="Почта для ответов")] = None,
    as_json: AsJson = False,
) -> None:
    """Поправить слова или подпись черновика: все его письма пишутся заново."""
    found = services()
    told = {"title": title, "manager_name": manager, "manager_phone": phone, "reply_to": reply_to}
    said = {name: text for name, text in {**told, "covering_words": words}.items() if text is not None}
    before = wish_of(found.mailings.one(COMMAND_LINE, id_).row)
    with progress("Пишем письма"):
        found.mailing_edits.reword(COMMAND_LINE, id_, Wish.read(asdict(before) | said))
    print_mailing(found.mailings.one(COMMAND_LINE, id_), as_json)


@digest.command()
def approve(
    id_: Id,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Только показать, что уйдёт")] = False,
    as_json: AsJson = False,
) -> None:
    """Утвердить рассылку: письма пойдут в ближайшие 72 часа; второй раз ничего не меняет."""
    found = services()
    if not dry_run:
        found.mailing_edits.approve(COMMAND_LINE, id_)
    print_mailing(found.mailings.one(COMMAND_LINE, id_), as_json)
    if not dry_run:
        note("Отправляет команда digest send")


@digest.command()
def send(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Только сосчитать очередь")] = False,
    forever: Annotated[bool, typer.Option("--forever", help="Работать, пока не остановят (systemd)")] = False,
    as_json: AsJson = False,
) -> None:
    """Отправить всё, чему пора, и закончить; Ctrl+C — после письма, которое отправляется."""
    found = services()
    if dry_run:
        queued = sum(seen.counts["queued"] for seen in found.mailings.listed(COMMAND_LINE))
        print_json({"queued": queued}) if as_json else print_line(f"В очереди: {plural(queued, LETTERS)}")
        return
    with progress("Отправляем"):
        summary = found.postman.run(COMMAND_LINE, until_empty=not forever)
    if as_json:
        print_json({"counts": dict(summary.counts), "stopped_because": summary.stopped_because})
    else:
        print_line(summary_told(summary))
    if summary.stopped_because:
        note(summary.stopped_because)
        raise typer.Exit(EXIT_FAILED)


@digest.command()
def status(
    id_: Annotated[int, typer.Argument(help="Номер; без него — все", min=0)] = 0, as_json: AsJson = False
) -> None:
    """Показать рассылки: сколько писем в каком состоянии, и можно ли отправлять."""
    found = services()
    mailings = [found.mailings.one(COMMAND_LINE, id_)] if id_ else found.mailings.listed(COMMAND_LINE)
    why_not = found.postman.why_not()
    if as_json:
        print_json({"mailings": [mailing_reply(seen) for seen in mailings], "not_armed": why_not})
        return
    rows = [[str(s.row.id), s.row.title, state_told(s), counts_told(s)] for s in mailings]
    print_table(["№", "Рассылка", "Состояние", "Письма"], rows)
    if why_not:
        note(why_not)


@digest.command()
def arm(as_json: AsJson = False) -> None:
    """Включить отправку заново: после восстановления базы из копии или переноса."""
    changed = services().arming.arm(COMMAND_LINE)
    if as_json:
        print_json({"unknown": changed})
    else:
        print_line(f"Отправка включена. С неизвестным исходом теперь: {plural(changed, LETTERS)}")


LETTERS = "письмо|письма|писем"


def _wish(found: Services, told: dict[str, str]) -> Wish:
    wish, last = Wish.read(told), found.mailings.last_wish()
    return replace(
        wish,
        title=wish.title or "Рекомендации",
        manager_name=wish.manager_name or last.manager_name,
        manager_phone=wish.manager_phone or last.manager_phone,
        reply_to=wish.reply_to or last.reply_to,
    )
