import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import vocabulary
from data.profiles import Need, Offer
from models.reading.intent import INTENTS, intent_agreement, need_intent, offer_intent, offers_something
from models.reading.text import need_text, offer_text


def need(title, kind=None, description=""):
    return Need(title=title, kind=kind, description=description)


def offer(title, kind, description="", **more):
    return Offer(id=1, company_id=1, kind=kind, title=title, description=description, **more)


@pytest.mark.parametrize(
    ("title", "description", "intent", "words"),
    [
        ("Башенник в аренду, 8 т", "", "rental", "аренду"),
        ("кран 50 т", "Три смены подряд, с крановщиком", "rental", "смены подряд"),
        ("ДГУ 500 кВт одной машиной, на 20 суток", "", "rental", "на 20 суток"),
        ("бетононасос, стрела не меньше 38", "Льём ростверк", "rental", "бетононасос"),
        ("Поверка весов 60 т", "Весы исправные, чинить и менять не надо", "inspection", "Поверка"),
        ("ПТО двух кранов", "Ремонтировать ничего не надо", "inspection", "ПТО"),
        ("Частотник 75 кВт: ремонт", "", "repair", "ремонт"),
        ("вывоз обрези металла", "", "disposal", "вывоз"),
        ("куда сдать бой кирпича", "", "disposal", "куда сдать"),
        ("Проектирование склада", "", "design", "Проектирование"),
    ],
)
def test_the_words_refine_a_service(title, description, intent, words):
    asked = need(title, "service", description)
    found = need_intent(asked)
    assert found.name == intent
    assert need_text(asked)[found.start : found.end] == words


def test_the_title_decides_before_the_description():
    found = need_intent(need("Поверка манометров", "service", "Ремонт, если надо, отдельно"))
    assert found.name == "inspection"


def test_a_kind_that_was_filled_in_is_believed():
    assert need_intent(need("Плитка тротуарная", "product", "укладка нашей бригадой")).name == "goods"
    assert need_intent(need("Башенный кран", "equipment", "аренда надоела")).name == "equipment"
    assert need_intent(need("Горячие обеды", "service")).name == "service"
    assert need_intent(need("Горячие обеды", "service")).start is None


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("укладка тротуарной плитки", "work"),
        ("взять бетононасос в аренду на 2 дня", "rental"),
        ("купить бетононасос", "equipment"),
        ("приобретение плитки", "goods"),
        ("газоблок D500 с доставкой", "goods"),
        ("щебень 40 тонн на сезон", "goods"),
        ("поверка манометров", "inspection"),
        ("кран 50 т", None),
        ("что-нибудь от сырости", None),
    ],
)
def test_without_a_kind_the_words_decide_or_nothing_does(text, intent):
    found = need_intent(need(text))
    assert (found.name if found else None) == intent


@pytest.mark.parametrize(
    ("asked", "given", "agreement"),
    [
        (need("Плитка", "product"), offer("Плитка тротуарная", "product"), 1),
        (need("Плитка", "product"), offer("Укладка тротуарной плитки", "work"), -1),
        (need("Плитка", "product"), offer("Формы для плитки", "equipment"), 0),
        (need("Плитка", "product"), offer("Поставка плитки и бордюра", "service"), 0),
        (need("Башенный кран", "equipment"), offer("Аренда башенного крана", "service"), -1),
        (need("Кран в аренду", "service"), offer("Башенный кран 5–12 т", "equipment"), -1),
        (need("Подстанция в аренду", "service"), offer("КТП напрокат и на продажу", "equipment"), 0),
        (need("Поверка весов", "service"), offer("Ремонт автовесов", "service"), -1),
        (need("Поверка весов", "service"), offer("Ремонт и поверка автовесов", "service"), 0),
        (need("Опалубка, аренда", "service"), offer("Щит опалубочный", "product", "В аренду не даём"), -1),
        (need("что-нибудь"), offer("Плитка", "product"), 0),
    ],
)
def test_agreement_is_told_only_where_it_is_clear(asked, given, agreement):
    assert intent_agreement(asked, given) == agreement


def test_a_provisional_offer_has_no_kind_to_rely_on():
    assert offer_intent(offer("Производство мебели", "product", provisional=True)) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("есть 400 поддонов некондиции", "есть"),
        ("Продаём остатки утеплителя", "Продаём"),
        ("отдам грунт даром, самовывоз", "отдам"),
        ("сдам в аренду экскаватор", "сдам"),
        ("реализуем остатки со склада", "реализуем"),
        ("имеем свободные мощности по формовке", "имеем свободные"),
        ("ищем покупателя на бой кирпича", "ищем покупателя"),
    ],
)
def test_an_offer_that_is_written_as_a_need_is_told(text, words):
    start, end = offers_something(text)
    assert text[start:end] == words


@pytest.mark.parametrize(
    "text",
    [
        "есть потребность в цементе",
        "нужно продать оборудование через аукцион",
        "куда сдать бой",
        "есть чертежи, ищем изготовителя",
        "Производим плитку, нужны поддоны",
        "есть 12 тонн отработки, кто заберёт",
        "реализуем проект склада, стяжка 900 м²",
        "сдаём дом в марте, двери входные 40 шт",
        "пеноблок не предлагайте",
    ],
)
def test_a_need_is_no_offer(text):
    assert offers_something(text) is None


kinds = st.sampled_from([None, *vocabulary.KINDS])
words = st.lists(
    st.sampled_from(
        [
            "аренда",
            "крана",
            "ремонт",
            "без",
            "не",
            "надо",
            ",",
            ".",
            "купить",
            "İ",
            "есть",
            "5",
            "поверка",
            "М300",
        ]
    )
).map(" ".join)


@given(st.text(max_size=80) | words, st.text(max_size=80) | words, kinds)
def test_any_texts_can_be_read(title, description, kind):
    asked, given_ = need(title, kind, description), offer(title, kind or "product", description)
    for found, text in ((need_intent(asked), need_text(asked)), (offer_intent(given_), offer_text(given_))):
        assert found is None or found.name in INTENTS
        assert found is None or found.start is None or text[found.start : found.end].strip()
    assert intent_agreement(asked, given_) in (-1, 0, 1)
    span = offers_something(title)
    assert span is None or title[slice(*span)].strip()


@pytest.mark.parametrize(
    "text", ["кирпич 40 поддонов", "блоки 1 200 шт", "песок 2,5 тонн", "щебень 4000 тонн"]
)
def test_a_volume_of_goods_tells_that_goods_are_meant(text):
    assert need_intent(need(text)).name == "goods"


def test_a_row_of_numbers_is_no_volume():
    assert need_intent(need("1 " * 5_000)) is None
