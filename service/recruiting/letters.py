"""The invitation letter: what the cluster asks for that the company could supply, and never who asks."""

from collections.abc import Sequence
from io import BytesIO

from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH

from data.cells import clean_text
from data.tables import CompanyRow
from service.recruiting.told_demands import ToldDemand
from service.reports.paper import blank_paper

ASSOCIATION = "Ассоциация «Строительно-индустриальный кластер»"
SUBJECT = "Приглашение к участию в кластере"
SIGNATORY = "[должность, имя, телефон]"
NUMBER_AND_DATE = "[исходящий номер, дата]"
MAX_DEMANDS = 8
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

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
    _to_the_right(document, f"Руководителю\n{_one_line(company.name)}")
    document.add_heading(SUBJECT, level=1)
    document.add_paragraph("Здравствуйте!")
    document.add_paragraph(_PURPOSE)
    document.add_paragraph(_WANTED if demands else _WANTED_UNKNOWN)
    for demand in demands[:MAX_DEMANDS]:
        document.add_paragraph(_one_line(str(demand)), style="List Bullet")
    for text in (_ANSWER, _MEMBERSHIP) if demands else (_MEMBERSHIP,):
        document.add_paragraph(text)
    document.add_paragraph(f"С уважением,\n{ASSOCIATION}\n{SIGNATORY}")
    if company.fictional:
        document.add_paragraph(_FICTIONAL)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _to_the_right(document: DocxDocument, text: str) -> None:
    document.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _one_line(text: str) -> str:
    """A text that XML can hold: control characters would break the document."""
    return " ".join(clean_text(text).split())
