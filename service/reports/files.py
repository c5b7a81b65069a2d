"""The two files of a report, and what they are called."""

from collections.abc import Callable
from dataclasses import dataclass

from service import office_files
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


DOCX = ReportFile("docx", office_files.DOCX, report_docx)
XLSX = ReportFile("xlsx", office_files.XLSX, report_xlsx)
FILES = {file.extension: file for file in (DOCX, XLSX)}
