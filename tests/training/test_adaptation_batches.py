"""Batches of pairs to adapt the encoder with."""

import random

from training.adaptation_batches import Source, batches
from training.adaptation_pairs import TextPair

PAIRS = [TextPair(f"вещь {n}", f"раздел {n % 5}", str(n % 5)) for n in range(50)]


def test_no_batch_has_two_pairs_of_a_class():
    for batch in batches({"train item_to_producer": PAIRS}, steps=20, size=4, random_state=0):
        assert len({pair.group for pair in batch}) == len(batch) == 4


def test_the_same_seed_gives_the_same_batches():
    once, again = (list(batches({"train item_to_producer": PAIRS}, 5, 3, 7)) for _ in range(2))
    assert once == again


def test_neighbours_are_classes_that_look_alike():
    pairs = [
        TextPair("а", "Производство кирпича", "кирпич"),
        TextPair("б", "Производство кирпича огнеупорного", "огнеупор"),
        TextPair("в", "Аренда автокранов", "кран"),
        TextPair("г", "Аренда автокранов с экипажем", "экипаж"),
    ]
    source = Source.with_neighbours(pairs)
    found = {frozenset(pair.group for pair in source.batch(2, random.Random(n))) for n in range(60)}
    assert {frozenset({"кирпич", "огнеупор"}), frozenset({"кран", "экипаж"})} <= found


def test_some_texts_are_said_as_people_write_needs():
    (batch,) = batches({"train item_to_producer": PAIRS}, steps=1, size=5, random_state=1)
    left = [pair.left for pair in batch]
    assert all("вещь" in text for text in left)
    assert any(not text.startswith("вещь") for text in left)
