"""Routes of the report: its figures, both files, and keeping the figures."""

from datetime import date
from typing import Any

from flask import Response
from flask_openapi3 import APIBlueprint, Tag

from service.api.context import caller, services
from service.api.documented import PREFIX, SECURITY, problems
from service.api.downloads import download, file_responses
from service.reports.files import DOCX, XLSX, ReportFile
from service.reports.reporting import Report, asked_period
from service.schemas.report import ReportEntry, ReportQuery, ReportReply, report_reply

api = APIBlueprint(
    "report",
    __name__,
    url_prefix=PREFIX,
    abp_tags=[Tag(name="Справка", description="Справка для департамента: за период и рядом с прошлым")],
    abp_security=SECURITY,
    abp_responses=problems(400, 415, 422),
)


@api.get("/report", summary="Цифры справки", responses={200: ReportReply})
def report(query: ReportQuery) -> dict[str, Any]:
    """Цифры за период рядом с прошлым; ничего не сохраняет."""
    return report_reply(_report(query))


@api.post("/report", summary="Сформировать справку", responses={201: ReportReply})
def keep_report(body: ReportEntry) -> tuple[dict[str, Any], int]:
    """Сохраняет цифры этой минуты: рядом с ними встанет справка следующего периода."""
    period = asked_period(body.from_, body.to, date.today())
    return report_reply(services().reporting.keep(caller(), period)), 201


@api.get("/report.docx", summary="Справка файлом Word", responses=file_responses(DOCX.media_type))
def report_docx(query: ReportQuery) -> Response:
    """Справка за период; ничего не сохраняет."""
    return file_answer(DOCX, _report(query))


@api.get("/report.xlsx", summary="Справка файлом Excel", responses=file_responses(XLSX.media_type))
def report_xlsx(query: ReportQuery) -> Response:
    """Справка за период, по листу на раздел; ничего не сохраняет."""
    return file_answer(XLSX, _report(query))


def file_answer(file: ReportFile, report: Report) -> Response:
    """The report as a file to keep."""
    return download(file.write(report), file.media_type, file.name(report))


def _report(query: ReportQuery) -> Report:
    return services().reporting.report(caller(), asked_period(query.from_, query.to, date.today()))
