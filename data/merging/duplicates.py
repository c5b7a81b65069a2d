"""Companies that may have been entered twice: alike by name, or with the same phone, site or OGRN."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from urllib.parse import urlsplit

from data.merging.name_likeness import ComparedName, alike_pairs
from data.phones import whole_numbers

NAME, OGRN, PHONE, SITE = "похожие названия", "один ОГРН", "один телефон", "один сайт"
OTHER_INN = "ИНН разные"
# more companies than this behind one phone or site are an office building, not one company
MAX_SHARING = 5


@dataclass(frozen=True)
class Registered:
    """What is compared of a company."""

    id: int
    name: str
    inn: str | None = None
    ogrn: str | None = None
    phone: str | None = None
    website: str | None = None


@dataclass(frozen=True)
class LikelyPair:
    """Two companies, the one entered earlier first; `doubts` speak against them being one."""

    first_id: int
    second_id: int
    reasons: tuple[str, ...]
    doubts: tuple[str, ...] = ()


def likely_pairs(companies: Sequence[Registered]) -> list[LikelyPair]:
    """All pairs that somebody should look at, those with the most reasons first.

    Two tax ids are two legal persons: such a pair needs a name alike and something else in common.
    """
    reasons: dict[tuple[int, int], set[str]] = {}
    for reason, pairs in _evidence(companies):
        for one, other in pairs:
            reasons.setdefault((min(one, other), max(one, other)), set()).add(reason)
    by_id = {company.id: company for company in companies}
    found = [_pair(by_id[one], by_id[other], told) for (one, other), told in reasons.items()]
    likely = [pair for pair in found if not pair.doubts or (NAME in pair.reasons and len(pair.reasons) > 1)]
    return sorted(likely, key=lambda p: (-len(p.reasons) + len(p.doubts), p.first_id, p.second_id))


def host(address: str | None) -> str:
    """«zavod.ru» of «https://www.zavod.ru/about»; empty where there is none."""
    try:
        name = urlsplit(address or "").hostname or ""
    except ValueError:
        return ""
    return name.removeprefix("www.")


def _evidence(companies: Sequence[Registered]) -> Iterator[tuple[str, Iterable[tuple[int, int]]]]:
    names = [ComparedName.of(company.name) for company in companies]
    yield NAME, ((companies[one].id, companies[other].id) for one, other in alike_pairs(names))
    yield OGRN, _sharing((c.id, c.ogrn) for c in companies if c.ogrn)
    yield PHONE, _sharing((c.id, number) for c in companies for number in whole_numbers(c.phone))
    yield SITE, _sharing((c.id, host(c.website)) for c in companies if host(c.website))


def _sharing(marks: Iterable[tuple[int, str]]) -> Iterator[tuple[int, int]]:
    bearers: dict[str, list[int]] = {}
    for id_, mark in marks:
        bearers.setdefault(mark, []).append(id_)
    for ids in bearers.values():
        if len(ids) <= MAX_SHARING:
            yield from combinations(ids, 2)


def _pair(first: Registered, second: Registered, reasons: set[str]) -> LikelyPair:
    doubts = (OTHER_INN,) if first.inn and second.inn and first.inn != second.inn else ()
    told = tuple(reason for reason in (NAME, OGRN, PHONE, SITE) if reason in reasons)
    return LikelyPair(first.id, second.id, told, doubts)
