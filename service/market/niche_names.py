"""How niches are called, on pages and in what leaves the association alike: never by who asks."""

from collections.abc import Iterable

from sqlalchemy import select

from data.database import Database
from data.exchange.rows import sentence
from data.references import places
from data.tables.pool import CompanyRow
from data.vocabulary import KINDS, russian
from models.niches.niche import Niche
from service.classifiers.classifiers import Classifiers
from service.recruiting.told_demands import Telling


class NicheNames:
    """Over the whole pool: none of its companies is recognised by a name that it gives."""

    def __init__(self, database: Database, classifiers: Classifiers) -> None:
        self._database = database
        self._classifiers = classifiers

    def of(self, niches: Iterable[Niche]) -> dict[str, str]:
        """The name of each by its id."""
        with self._database.reading() as session:
            everybody = session.scalars(select(CompanyRow))
            telling = Telling(everybody, places(), self._classifiers.names("okpd2"))
        return {niche.id: told_title(niche, telling) for niche in niches}


def told_title(niche: Niche, telling: Telling) -> str:
    """Words of a need that the cluster may read, without who asks; or else what OKPD2 calls it."""
    needs = [demand.need for demand in niche.demands]
    told = {need.title: words for need in needs if (words := telling.own_words(need))}
    if told:
        return told.get(niche.title) or next(iter(told.values()))
    kind = russian(KINDS, niche.demands[0].need.kind or "") or "потребность"
    return telling.okpd2.nearest(niche.okpd2) or f"{sentence(kind)}: код ОКПД2 не указан"
