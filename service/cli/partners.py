"""The command that proposes partners of a company."""

from enum import StrEnum
from typing import Annotated

import typer

from models.partners.proposal import PartnerPair, Proposal
from service.access import COMMAND_LINE
from service.api.partner_replies import partners_reply
from service.cli.company_argument import HELP, shown_company
from service.cli.context import AsJson, services, take_up_fresh
from service.cli.output import print_json, print_line, print_table, progress
from service.grades import GRADE_WORDS
from service.wording import company_name, status_word

commands = typer.Typer()


class Side(StrEnum):
    """The values of --direction."""

    UPSTREAM = "upstream"
    DOWNSTREAM = "downstream"
    HORIZONTAL = "horizontal"


@commands.command()
def partners(
    company: Annotated[str, typer.Argument(help=HELP)],
    direction: Annotated[
        Side, typer.Option(help="upstream — поставщики, downstream — заказчики, horizontal — та же стадия")
    ] = Side.UPSTREAM,
    limit: Annotated[int, typer.Option(min=1, max=100, help="Сколько компаний показать")] = 10,
    as_json: AsJson = False,
) -> None:
    """Предложить компании партнёров."""
    found = services()
    id_ = shown_company(found, company)
    with progress("Ищем партнёров"):
        take_up_fresh(found)
        answer = found.partnering.partners(COMMAND_LINE, id_, direction.value, limit)
    if as_json:
        print_json(partners_reply(answer))
    elif answer.proposals:
        headers = ["Компания", "Статус", "Оценка", "Договор", "Пары", "Почему"]
        print_table(headers, [_row(proposal) for proposal in answer.proposals])
    else:
        print_line("Предложить некого")


def _row(proposal: Proposal) -> list[str]:
    company = proposal.company
    return [
        company_name(company),
        status_word(company.status),
        GRADE_WORDS[proposal.grade],
        "есть" if proposal.contract else "",
        "; ".join(map(_pair, proposal.pairs[:3])),
        "; ".join(reason.text for reason in proposal.reasons),
    ]


def _pair(pair: PartnerPair) -> str:
    asked = pair.demand.need.title
    return f"{asked} ← {pair.offer.title}" if pair.offer else asked
