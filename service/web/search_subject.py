"""What is searched for: the typed text, or a need or offer of the pool that was sent to the search."""

from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from data.profiles import Company, Need, Offer
from data.store.pool import company_profile, need_profile, offer_profile
from data.tables.pool import CompanyRow, NeedRow, OfferRow
from data.text_folding import folded
from models.reading.text import need_text, offer_text
from service.access import visible_needs
from service.api.context import caller, services
from service.errors import NotFoundError
from service.matchmaking import NOBODY
from service.web.search_form import BUYERS, SUPPLIERS, SearchForm, Typed
from service.wording import number

MAX_DIGITS = 20  # no id is longer, and int() refuses thousands


@dataclass(frozen=True)
class StoredNeed:
    """A need of the pool and whose it is."""

    need: Need
    company: Company


@dataclass(frozen=True)
class StoredOffer:
    """An offer of the pool and whose it is."""

    offer: Offer
    company: Company


def with_record(typed: Typed) -> Typed:
    """The form filled in from the record that the address names, unless something was typed over it.

    Raises NotFoundError when the record left the pool.
    """
    if "text" in typed:
        return typed
    if (offer_id := _typed_id(typed, "offer_id")) is not None:
        filled = _offer_values(stored_offer(offer_id)) | {"offer_id": typed["offer_id"]}
    elif (need_id := _typed_id(typed, "need_id")) is not None:
        filled = _need_values(stored_need(need_id).need) | {"need_id": typed["need_id"]}
    else:
        return typed
    return MultiDict([*typed.items(multi=True), *((k, v) for k, v in filled.items() if k not in typed)])


def stored_need(id_: int) -> StoredNeed:
    """Raises NotFoundError."""
    row = services().pool_entry.get(NeedRow, id_)
    if not visible_needs(caller(), [row]):
        raise NotFoundError("Такой потребности нет")
    return StoredNeed(need_profile(row), _company(row.company_id))


def stored_offer(id_: int) -> StoredOffer:
    """Raises NotFoundError."""
    row = services().pool_entry.get(OfferRow, id_)
    return StoredOffer(offer_profile(row), _company(row.company_id))


def asked_record_id(form: SearchForm, stored: StoredNeed | StoredOffer | None) -> int | None:
    """The id of the need or offer of the pool that is asked; None once its text was typed over."""
    if isinstance(stored, StoredNeed):
        return stored.need.id if folded(form.text) == folded(need_text(stored.need)) else None
    if isinstance(stored, StoredOffer):
        return stored.offer.id if folded(form.text) == folded(offer_text(stored.offer)) else None
    return None


def typed_need(form: SearchForm, stored: StoredNeed | None) -> Need:
    """The need as the form says it; the company that asks is left out of the answer.

    A need of the pool whose text nobody typed over is asked as everywhere else: its name apart from the rest.
    """
    said = Need(
        title=form.text,
        id=asked_record_id(form, stored),
        company_id=stored.company.id if stored else None,
        kind=form.kind,
        okpd2=form.okpd2,
        volume=form.volume,
        unit=form.unit,
        place=form.place,
    )
    if stored is None or said.id is None:
        return said
    return replace(said, title=stored.need.title, description=stored.need.description)


def typed_offer(form: SearchForm, stored: StoredOffer | None) -> tuple[Offer, Company]:
    """The offer as the form says it, and its seller, who stands where the form says."""
    offer = Offer(
        id=asked_record_id(form, stored) or 0,
        company_id=stored.company.id if stored else NOBODY.id,
        kind=form.kind or "product",
        title=form.text,
        okpd2=form.okpd2,
        capacity_per_month=form.volume,
        unit=form.unit,
        utilisation_percent=stored.offer.utilisation_percent if stored else None,
        radius_km=stored.offer.radius_km if stored else None,
    )
    if stored and offer.id:
        kept = stored.offer
        offer = replace(offer, title=kept.title, description=kept.description, standard=kept.standard)
    seller = stored.company if stored else NOBODY
    region = seller.region if form.place == seller.municipality else None
    return offer, Company(
        id=seller.id, code="", name="", status=seller.status, municipality=form.place, region=region
    )


def _typed_id(typed: Typed, name: str) -> int | None:
    text = typed.get(name, "")
    if not text.isdecimal():
        return None
    if len(text) > MAX_DIGITS:
        raise NotFoundError("Такой записи нет")
    return int(text)


def _company(id_: int) -> Company:
    return company_profile(services().pool_entry.get(CompanyRow, id_))


def _need_values(need: Need) -> dict[str, str]:
    return _record_values(need) | {
        "side": SUPPLIERS,
        "text": need_text(need),
        "volume": number(need.volume, " "),
        "place": need.place or "",
    }


def _offer_values(stored: StoredOffer) -> dict[str, str]:
    return _record_values(stored.offer) | {
        "side": BUYERS,
        "text": offer_text(stored.offer),
        "volume": number(stored.offer.capacity_per_month, " "),
        "place": stored.company.municipality or "",
    }


def _record_values(record: Need | Offer) -> dict[str, str]:
    return {"kind": record.kind or "", "unit": record.unit or "", "okpd2": record.okpd2 or ""}
