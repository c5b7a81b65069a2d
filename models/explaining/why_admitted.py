"""The steps before any text is compared: pool, asker, role, verdicts, filters."""

from collections.abc import Iterator
from math import ceil

from data import vocabulary
from data.amounts import number
from data.places import distance_km
from data.profiles import Offer
from data.vocabulary import russian
from models.explaining.why_steps import Inquiry, Step
from models.matcher import Matcher
from models.ranking.agreements import company_place
from models.ranking.filters import Filters, company_passes, record_passes


def admission_steps(matcher: Matcher, inquiry: Inquiry) -> Iterator[Step]:
    """Up to the one that nothing can be said behind, or to the last."""
    for step in _membership(matcher, inquiry):
        yield step
        if not step.passed:
            return
    if inquiry.company.id in inquiry.hidden.companies:
        text = "Скрыта вердиктом «не подходит» на эту потребность"
        yield Step("verdict", "hidden", False, text, ("отменить вердикт",))
    yield from _company_filters(matcher, inquiry)
    yield from _offers(matcher, inquiry)


def offers_left(matcher: Matcher, inquiry: Inquiry) -> list[Offer]:
    """The company's offers that a search of these limits compares."""
    filters = inquiry.filters
    return [o for o in _unhidden(matcher, inquiry) if record_passes(filters, o)]


def _membership(matcher: Matcher, inquiry: Inquiry) -> Iterator[Step]:
    company = inquiry.company
    if company.id in inquiry.archived.companies:
        text = "Компания в архиве: в ответы она не входит"
        yield Step("pool", "withdrawn", False, text, ("вернуть компанию из архива",))
    elif company.id not in matcher.snapshot.pool.company_by_id:
        text = "Компания заведена после снимка, по которому идёт поиск"
        yield Step("pool", "not_in_snapshot", False, text, ("следующий снимок: он строится сам",))
    else:
        yield Step("pool", "", True, "Компания есть в пуле")
    if inquiry.need.company_id == company.id:
        text = "Это её собственная потребность: сама себе компания не поставщик"
        yield Step("asker", "self", False, text)
    if company.can_supply:
        yield Step("supplier", "", True, "Компания может быть поставщиком")
    else:
        text = "Внешний заказчик: он покупает, но поставщиком не предлагается"
        yield Step("supplier", "outside_customer", False, text, ("другой статус компании",))


def _company_filters(matcher: Matcher, inquiry: Inquiry) -> Iterator[Step]:
    filters, company, places = inquiry.filters, inquiry.company, matcher.places
    if filters.statuses:
        passed = company_passes(Filters(statuses=filters.statuses), company, None, places)
        wanted = ", ".join(sorted(russian(vocabulary.STATUSES, name) for name in filters.statuses))
        text = f"Статус «{russian(vocabulary.STATUSES, company.status)}», отбор: {wanted}"
        yield Step("status", "filtered", passed, text, ("снять отбор по статусу",))
    if filters.regions:
        passed = company_passes(Filters(regions=filters.regions), company, None, places)
        text = f"Регион: {company.region or 'не указан'}, отбор: {', '.join(sorted(filters.regions))}"
        yield Step("region", "filtered", passed, text, ("снять отбор по региону",))
    yield from _standing_filters(matcher, inquiry)
    if filters.max_distance_km is not None:
        yield _distance(matcher, inquiry, filters.max_distance_km)


def _standing_filters(matcher: Matcher, inquiry: Inquiry) -> Iterator[Step]:
    filters, company, places = inquiry.filters, inquiry.company, matcher.places
    if filters.contract is not None:
        passed = company_passes(Filters(contract=filters.contract), company, None, places)
        has, wanted = ("есть" if one else "нет" for one in (company.contract, filters.contract))
        text = f"Договор с другим участником: {has}, отбор: {wanted}"
        yield Step("contract", "filtered", passed, text, ("снять отбор по договору",))
    if filters.certificate:
        passed = company_passes(Filters(certificate=filters.certificate), company, None, places)
        held = ", ".join(company.certificates) or "не указаны"
        text = f"Сертификаты: {held}, отбор: «{filters.certificate}»"
        yield Step("certificate", "filtered", passed, text, ("снять отбор по сертификату",))


def _distance(matcher: Matcher, inquiry: Inquiry, limit_km: float) -> Step:
    there = matcher.places.find(inquiry.need.place)
    here = company_place(inquiry.company, matcher.places)
    only = Filters(max_distance_km=limit_km)
    passed = company_passes(only, inquiry.company, there, matcher.places)
    if there is None or here is None:
        text = f"Расстояние до места неизвестно, отбор: не дальше {number(limit_km)} км"
        return Step("distance", "filtered", passed, text, ("снять отбор по расстоянию",))
    apart = distance_km(there, here)
    text = f"До места около {apart:.0f} км по прямой, отбор: не дальше {number(limit_km)} км"
    remedy = f"отбор по расстоянию от {ceil(apart)} км"
    return Step("distance", "filtered", passed, text, (remedy,))


def _offers(matcher: Matcher, inquiry: Inquiry) -> Iterator[Step]:
    live, unhidden = _live(matcher, inquiry), _unhidden(matcher, inquiry)
    if not live:
        text = "Действующих предложений нет"
        yield Step("offers", "no_offers", False, text, ("завести предложение",))
        return
    if live[0].provisional:
        text = "Своих предложений нет: взято предварительное, по описанию и ОКВЭД"
    else:
        text = f"Предложений в пуле: {len(live)}"
    yield Step("offers", "", True, text)
    if len(unhidden) < len(live):
        text = f"Скрыто вердиктом «не подходит»: {len(live) - len(unhidden)} из {len(live)}"
        yield Step("verdict", "hidden", bool(unhidden), text, ("отменить вердикт",))
    yield from _record_filters(unhidden or live, inquiry.filters)


def _record_filters(offers: list[Offer], filters: Filters) -> Iterator[Step]:
    if filters.confirmed and offers[0].provisional:
        text = "Предложения не подтверждены, отбор: только подтверждённые"
        yield Step("confirmed", "filtered", False, text, ("снять отбор «только подтверждённые»",))
    if filters.kinds:
        left = [o for o in offers if o.kind in filters.kinds]
        wanted = ", ".join(sorted(russian(vocabulary.KINDS, name) for name in filters.kinds))
        text = f"Предложений отобранного вида ({wanted}): {len(left)} из {len(offers)}"
        yield Step("kind", "filtered", bool(left), text, ("снять отбор по виду",))
        offers = left or offers
    if filters.okpd2_prefix:
        left = [o for o in offers if record_passes(Filters(okpd2_prefix=filters.okpd2_prefix), o)]
        text = f"Предложений с ОКПД2 {filters.okpd2_prefix}: {len(left)} из {len(offers)}"
        yield Step("okpd2", "filtered", bool(left), text, ("снять отбор по ОКПД2",))


def _live(matcher: Matcher, inquiry: Inquiry) -> list[Offer]:
    offers, gone = matcher.snapshot.pool.offers, inquiry.archived.offers
    return [o for o in offers if o.company_id == inquiry.company.id and o.id not in gone]


def _unhidden(matcher: Matcher, inquiry: Inquiry) -> list[Offer]:
    return [o for o in _live(matcher, inquiry) if o.id not in inquiry.hidden.offers]
