"""Routes of what the journal gives away: the outcome ledger, and texts that ask for quotations."""

from dataclasses import asdict
from datetime import date
from typing import Any

from flask import Response
from flask_openapi3 import APIBlueprint, Tag

from service.api.context import caller, services
from service.api.documented import PREFIX, SECURITY, problems
from service.api.downloads import download, file_responses
from service.journal.mail_link import mail_link
from service.journal.outcomes import Ledger, Outcome
from service.journal.outcomes_file import ledger_name, outcomes_xlsx
from service.journal.quotation import SUBJECT
from service.journal.suppliers import Supplier
from service.office_files import XLSX
from service.reports.reporting import asked_period
from service.schemas.journal import OutcomeList, OutcomeQuery, OutcomeReply, QuotationQuery, QuotationReply
from service.schemas.records import IdPath
from service.schemas.report import ReportQuery

api = APIBlueprint(
    "journal_papers",
    __name__,
    url_prefix=PREFIX,
    abp_tags=[Tag(name="Журнал обращений", description="Кто чего попросил и чем это кончилось")],
    abp_security=SECURITY,
    abp_responses=problems(400, 404, 422, 503),
)


@api.get("/requests/outcomes", summary="Итоги обращений", responses={200: OutcomeList})
def request_outcomes(query: OutcomeQuery) -> dict[str, Any]:
    """От обращений до суммы договоров по месяцам, компаниям, цепочкам или ответственным."""
    ledger = _ledger(query)
    groups = [_reply(one) for one in ledger.groups[query.group]]
    return OutcomeList(outcomes=groups, total=_reply(ledger.total)).model_dump(mode="json")


@api.get("/requests/outcomes.xlsx", summary="Итоги файлом Excel", responses=file_responses(XLSX))
def request_outcomes_file(query: ReportQuery) -> Response:
    """Лист на каждое сложение и лист обращений: какой договор из какого обращения."""
    ledger = _ledger(query)
    return download(outcomes_xlsx(caller(), ledger), XLSX, ledger_name(ledger))


@api.get("/requests/<int:id>/quotation", summary="Текст запроса КП", responses={200: QuotationReply})
def request_quotation(path: IdPath, query: QuotationQuery) -> dict[str, Any]:
    """Готовый текст для этих компаний; заявитель не назван, пока не согласен. Ничего не записывает."""
    row = services().journal.request(caller(), path.id)
    chosen = [Supplier(id_) for id_ in query.company_id]
    told = services().quoting.quotation(caller(), row, chosen, is_named=query.named)
    link = mail_link(told.title, told.letter)
    return QuotationReply(
        subject=SUBJECT,
        letter=told.letter,
        message=told.message,
        reminder=told.reminder(None),
        mail_link=link.address,
        mail_link_is_whole=link.is_whole,
        facts=dict(told.facts),
        questions=list(told.questions),
    ).model_dump()


def _ledger(query: ReportQuery) -> Ledger:
    return services().request_ledger.ledger(caller(), asked_period(query.from_, query.to, date.today()))


def _reply(outcome: Outcome) -> OutcomeReply:
    return OutcomeReply(**asdict(outcome))
