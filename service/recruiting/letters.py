"""The invitation letter: what the cluster asks for that the company could supply, and never who asks."""

from collections.abc import Sequence

from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH

from data.tables.pool import CompanyRow
from service.office_files import content_of
from service.recruiting.told_demands import ToldDemand
from service.reports.paper import blank_paper
from service.wording import printable

ASSOCIATION = "Ассоциация «Строительно-индустриальный кластер»"
SUBJECT = "Приглашение к участию в кластере"
SIGNATORY = "[должность, имя, телефон]"
NUMBER_AND_DATE = "[исходящий номер, дата]"
MAX_DEMANDS = 8

_PURPOSE = (
    "Ассоциация объединяет предприятия строительной отрасли, чтобы заказчики и поставщики быстрее находили"
    " друг друга, а запуск новых производств не ждал сырья, оборудования и услуг."
)
_WANTED = "Сейчас участники и проекты кластера ищут то, что, по нашим сведениям, есть у вашей компании:"
_WANTED_UNKNOWN = (
    "Мы собираем потребности участников и проектов кластера и хотели бы знать, что ваша компания производит"
    " и поставляет: тогда подходящие заявки будут приходить вам."
)
_ANSWER = (
    "Если это ваша продукция или услуги, ответьте на письмо: передадим заявки и контакты заказчиков, которые"
    " на это согласны. Назовите, пожалуйста, что и в каком объёме можете поставлять, куда возите"
    " и какие документы о качестве есть."
)
_MEMBERSHIP = "Расскажем и о том, что даёт участие в кластере и как в него вступить."
_FICTIONAL = "Демонстрация: компания и заявки вымышлены."


def invitation_letter(company: CompanyRow, demands: Sequence[ToldDemand]) -> bytes:
    """A document of Word; who signs, the number and the date are left to be filled in."""
    document = blank_paper(SUBJECT)
    document.core_properties.author, document.core_properties.comments = "Ассоциация", ""
    _to_the_right(document, NUMBER_AND_DATE)
    _to_the_right(document, f"Руководителю\n{printable(company.name)}")
    document.add_heading(SUBJECT, level=1)
    document.add_paragraph("Здравствуйте!")
    document.add_paragraph(_PURPOSE)
    document.add_paragraph(_WANTED if demands else _WANTED_UNKNOWN)
    for demand in demands[:MAX_DEMANDS]:
        document.add_paragraph(printable(str(demand)), style="List Bullet")
    for text in (_ANSWER, _MEMBERSHIP) if demands else (_MEMBERSHIP,):
        document.add_paragraph(text)
    document.add_paragraph(f"С уважением,\n{ASSOCIATION}\n{SIGNATORY}")
    if company.fictional:
        document.add_paragraph(_FICTIONAL)
    return content_of(document)


def _to_the_right(document: DocxDocument, text: str) -> None:
    document.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.RIGHT
