from models.coaching.coach import advice
from models.coaching.missing import Missing
from models.matcher import Limits, Matcher
from models.ranking.features import FEATURES
from models.ranking.filters import Withdrawn
from models.ranking.scoring import Scorer
from tests.factory import company, need, offer, pool
from tests.models.worlds import ENCODER, PLACES, snapshot_of

ASKER = company(name="Стройка", municipality="Тюмень")
MAKER = company(name="Завод", municipality="Тюмень")
# the words make it known, a met property fitting, a near place a little likelier
SCORER = Scorer(
    tuple({"title_coverage": 4.0, "spec_agreement": 4.0, "reach": 2.5}.get(n, 0.0) for n in FEATURES),
    intercept=-4.0,
    fits=0.95,
    shown=0.25,
)


def coached(offered, *needs, maker=MAKER, withdrawn=()):
    matcher = Matcher(snapshot_of(pool(ASKER, maker, offered, *needs)), ENCODER, SCORER, PLACES)
    own = [one for one in matcher.snapshot.pool.offers if one.company_id == maker.id]
    return advice(matcher, maker, own, Limits(withdrawn=Withdrawn(needs=frozenset(withdrawn))))


def found(advised):
    return [(one.missing, one.values, len(one.needs)) for one in advised]


def test_a_grade_that_needs_ask_for_comes_first_with_how_many_would_propose_the_company():
    asked = [need("Газоблок D500", company=ASKER), need("Газоблок D500 стеновой", company=ASKER)]
    (first, *_) = coached(offer("Газоблок", company=MAKER), *asked)
    assert found([first]) == [(Missing("property", "Плотность"), ("D500",), 2)]


def test_what_is_told_already_is_no_advice():
    assert coached(offer("Газоблок D500", company=MAKER), need("Газоблок D500", company=ASKER)) == []


def test_a_need_that_is_far_from_the_offer_asks_nothing():
    assert coached(offer("Газоблок", company=MAKER), need("Кабель ВВГ 3х2,5", company=ASKER)) == []


def test_a_kind_of_another_thing_is_not_asked_of_a_block():
    piles = need("Сваи забивные и блоки стеновые керамзитобетонные", company=ASKER)
    advised = coached(offer("Блоки стеновые керамзитобетонные", company=MAKER), piles)
    assert [one.missing for one in advised if one.missing.name.startswith("Вид")] == []


def test_a_property_is_worth_telling_once_two_needs_ask_for_it():
    asked = [need(f"Газоблок D500 {what}", company=ASKER) for what in ("стеновой", "перегородочный")]
    one, both = (coached(offer("Газоблок D", company=MAKER), *asked[:count])[0] for count in (1, 2))
    assert [one.missing.name, len(one.open), both.missing.name, len(both.open)] == [
        "Плотность",
        1,
        "Плотность",
        2,
    ]
    assert both.is_useful


def test_needs_that_are_withdrawn_tell_nothing():
    hidden = need("Газоблок D500", company=ASKER)
    assert coached(offer("Газоблок", company=MAKER), hidden, withdrawn=[hidden.id]) == []


def test_a_place_that_is_not_known_is_asked_for_where_deliveries_go_far():
    nowhere = company(name="Завод", municipality=None)
    made = offer("Газоблок стеновой", company=nowhere, radius_km=100)
    (only,) = coached(made, need("Газоблок", company=ASKER, place="Тюмень"), maker=nowhere)
    assert found([only]) == [(Missing("municipality"), ("Тюмень",), 0)] and len(only.open) == 1


def test_what_changes_no_word_still_spares_a_question():
    made = offer("Газоблок D500", company=MAKER)
    (only,) = coached(made, need("Газоблок D500", company=ASKER, place="Тюмень"))
    assert (only.missing, len(only.needs), len(only.open)) == (Missing("radius_km"), 0, 1)
