import pytest

from models.gaps.coverage import Free, Share, free_for, share_of
from tests import factory


def need(volume=400, unit="т", title="Цемент навалом"):
    return factory.need(title, volume=volume, unit=unit)


def offer(capacity=1000, utilisation=60, unit="т", title="Цемент навалом"):
    return factory.offer(title, capacity_per_month=capacity, utilisation_percent=utilisation, unit=unit)


def test_what_is_free_is_the_capacity_less_its_utilisation():
    assert free_for(need(), offer(1000, 60)) == Free(pytest.approx(400))


@pytest.mark.parametrize("utilisation", [100, 130])
def test_a_full_plant_has_nothing_free_and_owes_nothing(utilisation):
    assert free_for(need(), offer(1000, utilisation)) == Free(0)


def test_kilograms_are_told_in_the_tonnes_of_the_need():
    assert free_for(need(unit="т"), offer(20_000, 50, unit="кг")).amount == pytest.approx(10)


def test_cubic_metres_of_sand_are_told_in_tonnes_by_its_density():
    sand = offer(1000, 0, unit="м³", title="Песок речной мытый")
    assert free_for(need(unit="т", title="Песок"), sand).amount == pytest.approx(1600)


def test_of_a_good_without_a_density_the_title_of_the_need_tells_it():
    unnamed = offer(1000, 0, unit="м³", title="Нерудные материалы")
    assert free_for(need(unit="т", title="Песок"), unnamed).amount == pytest.approx(1600)


@pytest.mark.parametrize(
    ("asked", "offered", "why"),
    [
        (need(), offer(unit="шт."), "единицы «шт.» и «т» не сводятся"),
        (need(), offer(unit="м² / сутки"), "единицы «м² / сутки» и «т» не сводятся"),
        (
            need(unit="м³", title="Мембраны"),
            offer(unit="т", title="Мембраны"),
            "единицы «т» и «м³» не сводятся",
        ),
        (need(volume=None), offer(), "объём звена не указан"),
        (need(volume=0), offer(), "объём звена не указан"),
        (need(unit=None), offer(), "единица не указана"),
        (need(), offer(unit=None), "единица не указана"),
        (need(), offer(capacity=None), "мощность не указана"),
        (need(), offer(utilisation=None), "загрузка не указана"),
        (need(), None, "предложение под это звено не найдено"),
    ],
)
def test_what_cannot_be_told_is_unknown_and_says_why(asked, offered, why):
    assert free_for(asked, offered) == Free(None, why)


def test_several_companies_cover_the_sum_of_what_they_have_free():
    assert share_of(need(400), [Free(100), Free(140)]) == Share(0.6)


def test_where_there_is_nobody_there_is_no_share():
    assert share_of(need(), []) is None


@pytest.mark.parametrize(
    ("free", "state", "text"),
    [
        ([Free(500)], "enough", "хватает"),
        ([Free(400 / 3)] * 3, "enough", "хватает"),
        ([Free(240)], "part", "хватает на 60 %"),
        ([Free(399)], "part", "хватает на 99 %"),
        ([Free(0.4)], "part", "хватает меньше чем на 1 %"),
        ([Free(0)], "part", "свободной мощности нет"),
        ([Free(None, "мощность не указана")], "unknown", "неизвестно: мощность не указана"),
        ([Free(500), Free(None, "мощность не указана")], "enough", "хватает"),
        (
            [Free(240), Free(None, "загрузка не указана"), Free(None, "загрузка не указана")],
            "unknown",
            "хватает на 60 %, об остальном неизвестно: загрузка не указана",
        ),
    ],
)
def test_a_share_is_told_in_words(free, state, text):
    share = share_of(need(400), free)
    assert (share.state, share.text) == (state, text)


def test_a_slot_without_volume_is_covered_nobody_knows_how_far():
    share = share_of(need(None), [free_for(need(None), offer())])
    assert (share.state, share.text) == ("unknown", "неизвестно: объём звена не указан")
