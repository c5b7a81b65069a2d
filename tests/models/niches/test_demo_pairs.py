"""With the real encoder on the demo's needs: which pairs are one niche, and which only sound alike."""

from itertools import chain

import pytest

from models.demands.asked import need_demands, slot_demands
from models.niches.nearness import TOGETHER, meanings, nearness

TOGETHER_PAIRS = [
    ("Песок мытый Мк 1,8–2,2 на зиму", "Мытый речной песок с модулем от двух, хотим М400 выпускать"),
    ("Битум БНД 100/130 наливом", "Битум кровельный БНК 45/190 и полимер СБС линейный"),
    ("Целлюлоза в клей, вязкость 30–40 тыс.", "Гидроксиэтилцеллюлоза, загуститель водных красок"),
    (
        "Чем определять тоннаж гружёных КамАЗов",
        "Обманывают с глиной: сколько тонн реально заехало через проходную?",
    ),
    ("мембраны 8040, 60 шт", "Мембраны обратного осмоса 8040"),
    ("Поверка автовесов 60 т", "Поверка автомобильных весов 60 тн"),
    ("Двуокись титана рутил, 5 т/мес", "Диоксид титана рутильный"),
    ("Керамзит 5-10 М400 под блок", "Гравий керамзитовый фракции 5–10, М400"),
    ("белый цемент М500 для цветной плитки", "Цемент белый ПЦБ 1-500 для цветного лицевого слоя"),
]
APART_PAIRS = [
    ("увезти старый шифер с крыши", "Освободить задний двор от старых форм"),
    ("Чем мазать ровно по автоклавке", "Что сыпать вместо вязаных карт"),
    ("Чем мазать ровно по автоклавке", "Чем спасать смесь в стужу"),
    ("Серое облако над башней, когда дует хоппер", "Полощем барабаны вечером, серая жижа течёт в канаву"),
    ("Блок керамзитобетонный полнотелый М75, 390×190×188", "Керамзит 5-10 М400 под блок"),
    ("блоки оконные ПВХ 70 мм, ГП-4", "профиль ПВХ оконный, 5 камер, хлысты 6,5 м"),
    ("цемент на зиму, навалом, Нефтеюганск", "Чем спасать смесь в стужу"),
    ("Горячие обеды, 55 ртов", "Сторожа в тёмное время"),
    ("СОУТ 64 рабочих места", "Периодический медосмотр, 140 человек"),
]


@pytest.fixture(scope="module")
def near(demo_matcher):
    """Nearness of the demands of two titles."""
    pool, known = demo_matcher.snapshot.pool, demo_matcher.snapshot.queries
    demands = chain(need_demands(pool), slot_demands(pool.chains, pool.company_by_id))
    by_title = {demand.need.title: demand.need for demand in demands}

    def of(one, other):
        needs = [by_title[one], by_title[other]]
        rows = meanings(needs, demo_matcher.places, lambda texts: known.vectors(texts, no_encoding))
        return float(nearness(needs, rows, known.cosines)[0, 1])

    return of


def no_encoding(texts):
    assert list(texts) == [], "the snapshot keeps vectors of all that the pool asks"
    return []


@pytest.mark.parametrize("pair", TOGETHER_PAIRS, ids=lambda pair: pair[0])
def test_one_thing_in_different_words_is_one_niche(near, pair):
    assert near(*pair) > TOGETHER


@pytest.mark.parametrize("pair", APART_PAIRS, ids=lambda pair: pair[0])
def test_what_only_sounds_alike_is_not(near, pair):
    assert near(*pair) < TOGETHER
