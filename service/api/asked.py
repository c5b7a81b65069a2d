"""What a request asks about: a typed or stored need or offer, and its filters."""

from collections.abc import Iterator
from contextlib import contextmanager

from data.profiles import Company, Need, Offer
from data.references import places
from models.ranking.filters import Filters
from models.reading.circumstances import completed
from service.api.context import caller, services
from service.errors import InvalidError, NotFoundError
from service.matchmaking import NOBODY
from service.schemas.search import FiltersForm, NeedForm, OfferForm


def asked_need(form: NeedForm | None, id_: int | None) -> Need:
    """The need, with place and volume read from its text. Raises InvalidError."""
    _refuse_both(form, id_, "need")
    return completed(_stored_need(id_) if id_ else _typed_need(form), places())


def asked_offer(form: OfferForm | None, id_: int | None) -> tuple[Offer, Company]:
    """The offer and who sells it. Raises InvalidError."""
    _refuse_both(form, id_, "offer")
    return _stored_offer(id_) if id_ else _typed_offer(form)


def asked_filters(form: FiltersForm, place: str | None, place_field: str) -> Filters:
    """The hard limits; `place_field` names what a distance is counted from. Raises InvalidError."""
    if form.max_distance_km is not None and places().find(place) is None:
        message = "для отбора по расстоянию нужно место из справочника муниципалитетов"
        raise InvalidError([(place_field, message)])
    return Filters(
        statuses=frozenset(form.status or ()),
        regions=frozenset(form.regions or ()),
        okpd2_prefix=form.okpd2_prefix,
        kinds=frozenset(form.kinds or ()),
        max_distance_km=form.max_distance_km,
        contract=form.contract,
        certificate=form.certificate,
        confirmed=form.confirmed,
    )


def _refuse_both(form: object | None, id_: int | None, name: str) -> None:
    if form is not None and id_ is not None:
        raise InvalidError([(f"{name}_id", f"нужно одно из двух: {name} или {name}_id")])


def _typed_need(form: NeedForm | None) -> Need:
    if form is None:
        raise InvalidError([("need", "нужен текст потребности (need) или номер заведённой (need_id)")])
    return form.as_need()


def _stored_need(id_: int) -> Need:
    with _named("need_id", "такой потребности нет"):
        return services().reading.asked_need(caller(), id_)


def _typed_offer(form: OfferForm | None) -> tuple[Offer, Company]:
    if form is None:
        raise InvalidError([("offer", "нужен текст предложения (offer) или номер заведённого (offer_id)")])
    offer = Offer(
        id=0,
        company_id=0,
        kind=form.kind or "product",
        title=form.text,
        okpd2=form.okpd2,
        capacity_per_month=form.capacity_per_month,
        unit=form.unit,
        radius_km=form.radius_km,
    )
    return offer, Company(id=0, code="", name="", status=NOBODY.status, municipality=form.place)


def _stored_offer(id_: int) -> tuple[Offer, Company]:
    with _named("offer_id", "такого предложения нет"):
        return services().reading.asked_offer(caller(), id_)


@contextmanager
def _named(field: str, message: str) -> Iterator[None]:
    """Staff are told which field is wrong; to others what is not theirs is not there."""
    try:
        yield
    except NotFoundError as error:
        if caller().is_staff:
            raise InvalidError([(field, message)]) from error
        raise
