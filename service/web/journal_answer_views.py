"""What companies answered: corrected, taken back."""

from data.entry import EntryError
from service.api.context import caller, services
from service.errors import NotFoundError
from service.journal.taking_back import standing_answer
from service.web.blueprint import Page, blueprint
from service.web.journal_form import save
from service.web.journal_page import Sent, request_page
from service.wording import money


@blueprint.get("/journal/<int:id_>/events/<int:event_id>/correct")
def correct_answer(id_: int, event_id: int) -> Page:
    """The page of the request with the answer in its form."""
    row = services().journal.request(caller(), id_)
    try:
        event = standing_answer(row, event_id)
    except EntryError as error:
        raise NotFoundError(str(error.errors[0])) from error
    typed = {
        "answer_corrects": str(event.id),
        "answer_company": str(event.company_id),
        "answer_kind": event.kind,
        "answer_rub": money(event.amount_rub, " "),
        "answer_text": event.text or "",
    }
    return request_page(id_, Sent("answer", typed))


@blueprint.post("/journal/<int:id_>/events/<int:event_id>/take-back")
def take_back_event(id_: int, event_id: int) -> Page:
    """As if it had not been written down; pressed twice it is done once."""
    return save(id_, "take_back", event_id)
