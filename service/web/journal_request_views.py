"""What staff do with one request: confirm the draft, hand it out, write down answers, close it."""

from service.web.blueprint import Page, blueprint
from service.web.journal_form import save
from service.web.journal_page import request_page


@blueprint.get("/journal/<int:id_>")
def journal_request(id_: int) -> str:
    """One request."""
    return request_page(id_)


@blueprint.post("/journal/<int:id_>/confirm")
def confirm_request(id_: int) -> Page:
    """The fields that were read and mended become a need of the pool."""
    return save(id_, "confirm")


@blueprint.post("/journal/<int:id_>/split")
def split_request(id_: int) -> Page:
    """One draft for each thing that the text asks for."""
    return save(id_, "split")


@blueprint.post("/journal/<int:id_>/change")
def change_request(id_: int) -> Page:
    """Who is responsible, until when, what is next and when, for which slot; what the form has of it."""
    return save(id_, "change")


@blueprint.post("/journal/<int:id_>/note")
def note_request(id_: int) -> Page:
    """A line in the history."""
    return save(id_, "note")


@blueprint.post("/journal/<int:id_>/answer")
def answer_request(id_: int) -> Page:
    """What a company said."""
    return save(id_, "answer")


@blueprint.post("/journal/<int:id_>/choose")
def choose_suppliers(id_: int) -> Page:
    """On to the request for quotations of those ticked, and of one more that may be typed."""
    return save(id_, "choose")


@blueprint.post("/journal/<int:id_>/contract")
def close_with_contract(id_: int) -> Page:
    """The request ended with a contract."""
    return save(id_, "contract")


@blueprint.post("/journal/<int:id_>/no-result")
def close_without_result(id_: int) -> Page:
    """The request ended without one."""
    return save(id_, "no_result")


@blueprint.post("/journal/<int:id_>/reopen")
def reopen_request(id_: int) -> Page:
    """As if it had not been closed."""
    return save(id_, "reopen")
