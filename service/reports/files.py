"""The two files of a report, and what they are called."""

from collections.abc import Callable
from dataclasses import dataclass

from service.reports.docx_file import report_docx
from service.reports.reporting import Report
from service.reports.xlsx_file import report_xlsx


@dataclass(frozen=True)
class ReportFile:
    """A form of the report that people download."""

    extension: str
    media_type: str
    write: Callable[[Report], bytes]

    def name(self, report: Report) -> str:
        """«Справка 2026-10-01 — 2026-12-31.docx»."""
        return f"Справка {report.period.start} — {report.period.last_day}.{self.extension}"


_OFFICE = "application/vnd.openxmlformats-officedocument"
DOCX = ReportFile("docx", f"{_OFFICE}.wordprocessingml.document", report_docx)
XLSX = ReportFile("xlsx", f"{_OFFICE}.spreadsheetml.sheet", report_xlsx)
FILES = {file.extension: file for file in (DOCX, XLSX)}
