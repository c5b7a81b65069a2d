import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.reading.refusal_clauses import declined, refusals, without_refusals
from models.reading.refusals import condition_conflict, refused_by
from models.reading.spans import blanked_spans, merged
from models.reading.text import READ_AT_MOST, beginning


def quoted(text):
    return [text[r.start : r.end] for r in refusals(text)]


def things(text):
    return [r.terms for r in refusals(text)]


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("утеплитель на фасад, пенопласт не надо", [("пенопласт",)]),
        ("Щебень гранитный. Вторичный и известняк не пойдут", [("б/у",), ("известняк",)]),
        ("Пресс новый. Б/у не предлагать", [("б/у",)]),
        ("Сетка кладочная. Композит не согласован проектировщиком!", [("композит",)]),
        ("Лоток бетонный. пластик заказчик зарубил", [("пластик",)]),
        ("Борт. Везти до места; гранит не по смете", [("гранит",)]),
        ("Кран. Предложения по аренде не рассматриваются.", [("аренда",)]),
        ("Стык ленты. Механику (скобы) не ставим.", [("механика",), ("скоба",)]),
        ("Формы для плитки. Саму плитку нам не надо, мы её и льём!", [("плитка",)]),
        (
            "Плита фасадная. ЭКСТРУЗИЮ НЕ ПРЕДЛАГАТЬ, в смету не проходит; вату тоже.",
            [("экструзия",), ("вата",)],
        ),
        ("Поддоны технологические. Грузовые паллеты у нас свои, их НЕ НАДО", [("грузовой", "паллет")]),
        ("Профиль оконный. Подоконник и отлив — не то", [("подоконник",), ("отлив",)]),
        ("Фильтры, кроме китайских", [("китайский",)]),
        ("Опалубка с доставкой, без монтажа", [("монтаж",)]),
        ("нужен завод, а не монтажник", [("монтажник",)]),
    ],
)
def test_what_is_refused_is_read_in_the_words_people_use(text, refused):
    assert things(text) == refused


def test_a_list_of_refused_things_is_refused_as_a_whole():
    text = "Разобрать фундамент. Гидромолот, отбойник, взрыв исключены — трясти нельзя."
    assert quoted(text) == ["Гидромолот", "отбойник", "взрыв исключены"]


@pytest.mark.parametrize(
    "text",
    [
        "бетон не ниже B25",
        "не менее 3 машин, не позднее пятницы",
        "цвет не важен, доставка не обязательна, хуже не хуже",
        "кирпич без высолов, доска без сучков и щелей",
        "Класс ниже B5 не рассматриваем",
        "Без паспорта не берём",
        "Кроме D500 ничего не надо",
        "Сами возить не хотим",
        "старый шифер, с обычным мусором никто не берёт",
        "не только блок, но и клей",
        "Тяжёлые плиты полигоны не принимают",
    ],
)
def test_a_limit_a_quality_and_a_trouble_are_no_refusals(text):
    assert things(text) == []


def test_what_is_wanted_in_another_clause_survives():
    assert without_refusals("нужен D500, а D400 не надо") == "нужен D500"
    assert things("нужен D500, а D400 не надо") == [("d400",)]
    assert without_refusals("газоблок д500. пеноблок не предлагайте, мне потом класть") == (
        "газоблок д500. , мне потом класть"
    )


def test_a_text_of_refusals_alone_stays_whole():
    assert without_refusals("пенопласт не надо") == "пенопласт не надо"


@pytest.mark.parametrize(
    ("need", "title"),
    [
        ("Утеплитель фасадный, пенопласт не надо", "Пенопласт ППС-16 листовой"),
        ("сетка кладочная 50х50. КОМПОЗИТ НЕ ПРЕДЛАГАТЬ", "Сетка композитная кладочная 50×50"),
        ("блоки оконные ПВХ. Алюминий не рассматриваем", "Витражи, окна и входные группы из алюминия"),
        ("Цемент россыпью. Мешки не предлагать", "Цемент М500 в мешках"),
        ("Лоток. Железобетонные трубы не предлагайте", "Трубы железобетонные безнапорные"),
        ("Покупка башенного крана. Аренда не рассматривается", "Аренда башенного крана с экипажем"),
    ],
)
def test_an_offer_of_the_refused_thing_is_refused(need, title):
    found = refused_by(need, title, f"{title}. Звоните")
    assert found is not None
    (start, end), (a, b) = found
    assert need[start:end] in quoted(need)
    assert title[a:b]


@pytest.mark.parametrize(
    ("need", "title"),
    [
        ("Труба гофрированная 400. Железобетонные трубы не предлагайте", "Трубы гофрированные двухслойные"),
        ("Опалубка щитовая в аренду. Покупать щиты не планируем", "Щиты опалубки в аренду"),
        ("Плитка, ремонт не нужен", "Плитка тротуарная"),
        ("Бетон М300. Бетон М200 не надо", "Бетононасос 42 м"),
        ("Формы стальные. Пластик не предлагать", "Формы стальные и пластиковые"),
        ("бетон не ниже B25", "Бетон B25"),
    ],
)
def test_an_offer_of_the_wanted_thing_is_not_refused(need, title):
    assert refused_by(need, title, title) is None


@pytest.mark.parametrize(
    ("need", "offer"),
    [
        ("Вибропресс. Б/у исключено", "Вибропресс б/у, 2007 год"),
        ("Плита ПДН, новая", "Плиты дорожные бывшие в употреблении"),
        ("Щебень гранитный. Вторичный не пойдёт", "Щебень вторичный из дроблёного бетона"),
        ("ДГУ 200 кВт, новая. Б/у, хранение, списанное с месторождений не смотрим", "ДГУ 2016, с хранения"),
        ("плиты дорожные б/у. новые не надо, денег нет", "Плита ПДН. Вторым сортом и б/у не занимаемся"),
    ],
)
def test_new_and_used_are_in_conflict(need, offer):
    (start, end), (a, b) = condition_conflict(need, offer)
    assert need[start:end] and offer[a:b]


@pytest.mark.parametrize(
    ("need", "offer"),
    [
        ("Плита ПДН", "Плиты б/у"),
        ("Плита, новая", "Плиты новые и б/у"),
        ("Кран. допускается восстановленный", "Кран новый"),
        ("Щебень на новый цех", "Щебень вторичный"),
        ("Контейнер б/у", "Контейнеры б/у 20 футов"),
        ("Ремонт цилиндров. Новые не нужны", "Гидроцилиндры: ремонт, новый шток"),
    ],
)
def test_where_one_leaves_it_open_there_is_no_conflict(need, offer):
    assert condition_conflict(need, offer) is None


def test_what_a_supplier_does_not_do_is_read_of_offers_only():
    text = "Щит опалубочный стальной. В аренду не даём, только продажа"
    assert [r.terms for r in declined(text)] == [("аренда",)]
    assert refusals(text) == ()


sentences = st.lists(
    st.sampled_from(
        [
            "пенопласт",
            "не",
            "надо",
            "кроме",
            "без",
            "монтажа",
            ",",
            ".",
            ";",
            "(",
            ")",
            "—",
            "а",
            "и",
            "б/у",
            "их",
            "тоже",
            "исключены",
            "Ёлка",
            "İ",
            "2,0",
            "D500",
        ]
    )
).map(" ".join)


@given(st.text(max_size=120) | sentences, st.text(max_size=60) | sentences)
def test_any_texts_can_be_read(need, offer):
    for r in refusals(need):
        assert 0 <= r.start < r.end <= len(need) and need[r.start : r.end].strip() and r.terms
    assert without_refusals(need) == without_refusals(need)
    assert not need or without_refusals(need)
    for found in (refused_by(need, offer, offer), condition_conflict(need, offer)):
        assert found is None or (need[slice(*found[0])] and offer[slice(*found[1])])


LISTS = ("Бетон. " + "щебень исключены, " * 550, "Бетон. " + "гравий, вату не надо, " * 400)


@pytest.mark.parametrize("text", LISTS)
def test_the_refusals_of_a_long_list_are_bounded_and_equal_ones_come_once(text):
    found = refusals(text)
    assert 0 < len(found) <= 100
    assert len(set(found)) == len(found)


def test_a_list_is_refused_once_however_many_negations_follow_it():
    text = "Бетон. Щебень, гравий исключены, песок, отсев исключены"
    assert things(text) == [("щебень",), ("гравий",), ("песок",), ("отсев",)]


def test_a_refusal_far_behind_the_beginning_is_not_read():
    assert refusals("бетон " * 500 + ". Щебень не надо") == ()
    assert things("бетон " * 400 + ". Щебень не надо") == [("щебень",)]


def test_the_beginning_of_a_text_ends_with_a_word():
    assert beginning("бетон М500 " * 900).split()[-1] in ("бетон", "М500")
    assert beginning("б" * 10_000) == "б" * READ_AT_MOST
    assert beginning("бетон") == "бетон"


def test_spans_that_overlap_or_touch_are_merged_and_cut_once():
    assert merged([(6, 8), (0, 3), (2, 4), (4, 5), (0, 3)]) == [(0, 5), (6, 8)]
    assert blanked_spans("абвгдежзий", [(6, 8), (0, 3), (2, 4), (0, 3)]) == "    де  ий"


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8))
def test_blanked_spans_leave_every_other_letter_where_it_was(text, ends):
    spans = [(min(*pair, len(text)), min(max(pair), len(text))) for pair in ends]
    expected = "".join(" " if any(a <= i < b for a, b in spans) else c for i, c in enumerate(text))
    assert blanked_spans(text, spans) == expected
