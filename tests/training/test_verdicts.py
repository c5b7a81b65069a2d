"""Exported verdicts as examples: each judged offer is what it was, each need is asked as it was."""

import json

import pytest

from models.encoding.vector_cache import VectorCache
from tests.factory import company, offer, pool
from tests.models.worlds import ENCODER, SCORER
from training.verdicts import verdict_examples

BASE = {"kind": None, "okpd2": None, "place": None, "offer_kind": "product", "label": True}


@pytest.fixture
def examples(tmp_path):
    """The examples of an export that holds these pairs."""

    def read(*pairs):
        path = tmp_path / "verdicts.jsonl"
        lines = [json.dumps(BASE | pair, ensure_ascii=False) + "\n" for pair in pairs]
        path.write_text("".join(lines), encoding="utf-8")
        maker = company()
        world = pool(maker, offer("Перевозка бетона", company=maker))
        return verdict_examples(path, world, ENCODER, VectorCache(tmp_path, ENCODER), SCORER)

    return read


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\u0085", "\x0c"])
def test_other_ends_of_lines_in_a_text_do_not_end_its_line(examples, end):
    (found,) = examples({"need": f"Нужен бетон{end}М500", "offer": f"Бетон{end}М500"})
    assert (found.query.need.title, found.suits.tolist()) == (f"Нужен бетон{end}М500", [True])


def test_a_judged_service_is_no_product(examples):
    need = {"need": "Перевозка бетона миксером", "kind": "service"}
    service, product = (
        examples(need | {"offer": "Перевозка бетона", "offer_kind": kind})[0].features.tolist()
        for kind in ("service", "product")
    )
    assert service != product


def test_the_code_of_an_offer_counts(examples):
    need = {"need": "Нужен бетон", "okpd2": "23.63.10"}
    same, none = (
        examples(need | {"offer": "Бетон М500", "offer_okpd2": code})[0].features.tolist()
        for code in ("23.63.10", None)
    )
    assert same != none


def test_offers_of_one_title_and_several_kinds_are_judged_apart(examples):
    pair = {"need": "Нужна доставка бетона", "offer": "Доставка бетона"}
    (found,) = examples(pair | {"offer_kind": "service"}, pair | {"offer_kind": "product", "label": False})
    assert dict(zip(found.companies, found.suits.tolist(), strict=True)) == {
        "verdict-0": True,
        "verdict-1": False,
    }


@pytest.mark.parametrize("other", [{"kind": "product"}, {"okpd2": "23.63.10"}, {"place": "Тюмень"}])
def test_needs_of_one_text_asked_otherwise_are_several_needs(examples, other):
    pair = {"need": "Нужен бетон", "offer": "Бетон М500"}
    found = examples(pair, pair | other | {"label": False})
    assert [example.suits.tolist() for example in found] == [[True], [False]]


def test_an_offer_of_the_pool_that_nobody_judged_teaches_nothing(examples):
    (found,) = examples({"need": "Перевозка бетона", "offer": "Перевозка бетона", "label": False})
    assert (found.companies, found.suits.tolist()) == (("verdict-0",), [False])
