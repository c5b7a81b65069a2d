"""Whom to invite next, on the demo pool behind the real encoder, with a right answer planted into it."""

import shutil

import pytest

from data.tables.pool import ChainRow, CompanyRow, NeedRow, OfferRow, ProjectRow, SlotRow
from service.access import COMMAND_LINE
from service.bootstrap import bootstrap
from service.settings import Settings

# nobody in the demo offers or asks for any of these; offers and demands say it in different words
OFFERS = (
    "Гранулированное пеностекло, фракции 5–20 и 10–40 мм",
    "Стеклоблоки бесцветные 190×190×80",
    "Указатели тактильные, нержавеющая сталь",
    "Кедровый гонт колотый",
    "Лента джутовая межвенцовая, утеплитель 5–15 мм",
)
SLOTS = ("Пеностекло гранулированное 10–40 мм под плиту", "Стеклоблок 190×190×80")
NEEDS = (
    "тактильный указатель из нержавейки",
    "Гонт из кедра на навес",
    "джутовый утеплитель межвенцовый 10 мм",
)
PLANTED, TWIN = "ООО «Кедр и Стекло»", "ООО «Стекло и Кедр»"


@pytest.fixture(scope="module")
def services(demo_services, tmp_path_factory):
    """The demo of its own: a prospect that closes two slots and three needs, and its lookalike."""
    folder = tmp_path_factory.mktemp("planted") / "demo"
    shutil.copytree(demo_services.settings.data_dir, folder, symlinks=True)
    services = bootstrap(Settings(data_dir=folder), demo_services.encoder)
    plant(services)
    services.reindexer.build()
    services.live.refresh()
    yield services
    services.database.close()


def plant(services):
    with services.database.changing("test", "plant") as session:
        for number, name in enumerate((PLANTED, TWIN)):
            company = CompanyRow(
                code=f"П-{number}", name=name, name_folded=name.casefold(), status="prospect"
            )
            session.add(company)
            company.offers = [OfferRow(title=title, kind="product") for title in OFFERS]
        askers = session.query(CompanyRow).filter_by(status="member").limit(len(NEEDS)).all()
        session.add_all(
            NeedRow(company=asker, title=title, kind="product")
            for asker, title in zip(askers, NEEDS, strict=True)
        )
        project = ProjectRow(code="ПП-1", title="Тёплый дом", product="Дом", initiator_id=askers[0].id)
        project.chain = ChainRow(code="ЦП-1", title="Тёплые дома")
        project.slots = [
            SlotRow(code=f"ЗП-{number}", title=title, kind="product") for number, title in enumerate(SLOTS)
        ]
        session.add(project)


def plan(services, limit=3):
    return services.inviting.plan(COMMAND_LINE, limit).invitations


def names(found):
    return [one.company.name for one in found]


def test_who_closes_two_slots_and_three_needs_comes_first(services):
    first = plan(services)[0]
    assert first.company.name in {PLANTED, TWIN}
    titles = [closing.wanted.demand.need.title for closing in first.closes]
    assert set(titles[:2]) == set(SLOTS)
    assert set(NEEDS) <= set(titles)


def test_next_comes_who_closes_most_of_what_is_left_and_not_the_lookalike(services):
    first, second, _ = plan(services)
    services.inviting.mark_invited(COMMAND_LINE, first.company.id)
    try:
        after = plan(services, 100)
    finally:
        services.inviting.take_back(COMMAND_LINE, first.company.id)
    assert after[0].company == second.company
    assert second.company.name not in {PLANTED, TWIN}
    assert after[0].gain == max(one.gain for one in after)
    twin = next((one for one in after if one.company.name in {PLANTED, TWIN}), None)
    assert twin is None or (twin.gain < 0.5 and twin.closes == ())


def test_the_choice_is_worth_as_much_as_the_best_set_of_all(services):
    best, value = services.inviting.best_plan(COMMAND_LINE, 5)
    found = services.inviting.plan(COMMAND_LINE, 5)
    assert found.value >= 0.99 * value
    assert {PLANTED, TWIN} & {company.name for company in best}
