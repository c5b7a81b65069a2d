"""Mailings as the command line prints them."""

from typing import Any

from data.vocabulary import LETTER_STATES, MAILING_STATES, russian
from service.access import COMMAND_LINE
from service.api.mailing_replies import mailing_reply
from service.bootstrap import Services
from service.cli.output import print_json, print_line, print_table
from service.digests.mailings import Seen
from service.digests.words import NOT_SENT, WITHOUT


def print_planned(planned: dict[str, Any], as_json: bool) -> None:
    """The figures of a plan, and how many companies get none for which reason."""
    if as_json:
        print_json(planned)
        return
    without = list(planned["without"].values())
    print_line(f"Писем {planned['letters']}, пунктов {planned['items']}")
    for reason, words in WITHOUT.items():
        if count := without.count(reason):
            print_line(f"Без письма {count}: {words}")


def print_mailing(seen: Seen, as_json: bool) -> None:
    """One mailing."""
    if as_json:
        print_json(mailing_reply(seen))
        return
    print_line(f"Рассылка {seen.row.id} «{seen.row.title}»: {state_told(seen)}. {counts_told(seen)}")


def print_letters(found: Services, id_: int, as_json: bool) -> None:
    """All letters of a mailing."""
    rows: list[Any] = []
    while part := found.mailings.letters(COMMAND_LINE, id_, rows[-1].id if rows else 0):
        rows += [seen.row for seen in part]
    if as_json:
        print_json({"letters": [_letter(row) for row in rows]})
        return
    table = [
        [r.company.name, r.subject, russian(LETTER_STATES, r.state), NOT_SENT.get(r.reason, "")] for r in rows
    ]
    print_table(["Компания", "Тема", "Состояние", ""], table)


def _letter(row: Any) -> dict[str, Any]:
    told = {"id": row.id, "company_id": row.company_id, "company": row.company.name, "subject": row.subject}
    return {**told, "state": row.state, "reason": row.reason, "items": len(row.items)}


def state_told(seen: Seen) -> str:
    """«черновик»."""
    return russian(MAILING_STATES, seen.state)


def counts_told(seen: Seen) -> str:
    """«в очереди — 12, отправлено — 3»."""
    words = {state: russian(LETTER_STATES, state) for state in seen.counts}
    return ", ".join(f"{words[state]} — {count}" for state, count in seen.counts.items()) or "писем нет"
