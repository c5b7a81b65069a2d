"""Retrieval: exact, filtered, saved and loaded."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.retrieval.dense_channel import AskedVectors
from models.retrieval.record_index import Asked, RecordIndex
from models.retrieval.vector_index import VectorIndex
from models.retrieval.word_index import WordIndex
from tests.models.worlds import ENCODER, index_of

TEXTS = ["Бетон М500", "Бетон М300 с доставкой", "Арматура А500С", "Окна ПВХ", "Щебень 5-20"]


def unit_rows(count, width=8, seed=0):
    rows = np.random.default_rng(seed).normal(size=(count, width)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def retrieved(index, text, allowed=None):
    return index.retrieve(Asked.whole(text, ENCODER.encode_queries([text])[0]), allowed)


@pytest.mark.parametrize("count", [2, 7, 500])
def test_moments_are_the_mean_and_the_deviation_over_all_rows(count):
    rows, query = unit_rows(count), unit_rows(1, seed=9)[0]
    scores = rows @ query
    moments = VectorIndex.build(rows).moments(query)
    assert moments.mean == pytest.approx(np.mean(scores), abs=1e-5)
    assert moments.deviation == pytest.approx(np.std(scores), rel=1e-3)


def test_moments_written_out():
    moments = VectorIndex.build(np.eye(2, dtype=np.float32)).moments(np.array([1, 0], np.float32))
    assert moments.mean == pytest.approx((1 + 0) / 2)
    assert moments.deviation == pytest.approx((((1 - 0.5) ** 2 + (0 - 0.5) ** 2) / 2) ** 0.5)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 40), st.sets(st.integers(0, 39)), st.integers(1, 50), st.integers(0, 9))
def test_filtered_search_equals_brute_force(count, allowed, depth, seed):
    rows, query = unit_rows(count), unit_rows(1, seed=seed + 100)[0]
    wanted = np.array(sorted(a for a in allowed if a < count), dtype=np.int64)
    found = VectorIndex.build(rows).nearest(query, depth, wanted)
    by_hand = sorted(wanted, key=lambda row: -(rows[row] @ query))[:depth]
    assert list(found) == list(by_hand)


def test_without_a_filter_all_rows_take_part():
    rows = unit_rows(10)
    found = VectorIndex.build(rows).nearest(rows[3], 10)
    assert found[0] == 3 and sorted(found) == list(range(10))


@pytest.mark.parametrize("vectors", [np.zeros(3, np.float32), np.zeros((2, 2), np.float64)])
def test_what_is_no_matrix_of_float32_is_refused(vectors):
    with pytest.raises(ValueError, match="float32"):
        VectorIndex.build(vectors)


def test_one_title_a_text_or_nothing():
    with pytest.raises(ValueError, match=r"2 texts.* 1 titles"):
        RecordIndex.build(["а", "б"], ["а"], ENCODER.encode_documents)


def test_the_best_rows_are_kept_for_a_closer_look():
    found = retrieved(index_of(TEXTS), "Бетон М300 с доставкой").best(2)
    assert list(found.rows) == [0, 1]
    assert {len(scores) for scores in found.channels.values()} == {len(found.title_coverage)} == {2}


def test_the_thing_is_compared_with_titles_and_passages_the_talk_is_not():
    texts = ["Всё для стройки. Щебень гранитный; песок мытый", "Аренда бульдозера"]
    index = RecordIndex.build(texts, ["Всё для стройки", "Аренда бульдозера"], ENCODER.encode_documents)
    talk, thing = ENCODER.encode_queries(["щебень гранитный аренда бульдозера", "щебень гранитный"])
    asked = Asked("щебень гранитный аренда бульдозера", "щебень гранитный", AskedVectors(talk, thing))
    found = index.retrieve(asked, None)
    assert np.argmax(found.channels["meaning"]) == 1
    assert np.argmax(found.channels["meaning_passage"]) == np.argmax(found.channels["trade_passage"]) == 0


def test_coverage_is_the_share_of_the_weight_of_words():
    index = WordIndex.build(["бетон", "бетон арматура", "окна"])
    beton, armatura = np.log1p((3 - 2 + 0.5) / (2 + 0.5)), np.log1p((3 - 1 + 0.5) / (1 + 0.5))
    expected = [beton / (beton + armatura), 1, 0]
    assert index.coverage(["бетон", "арматура"]) == pytest.approx(expected)


def test_a_word_that_no_text_has_weighs_in_coverage():
    index = WordIndex.build(["бетон", "окна"])
    unknown, beton = np.log1p((2 + 0.5) / 0.5), np.log1p((2 - 1 + 0.5) / (1 + 0.5))
    assert index.coverage(["бетон", "пачка"]) == pytest.approx([beton / (beton + unknown), 0])


def test_the_same_text_is_best_on_every_channel():
    found = retrieved(index_of(TEXTS), "Арматура А500С")
    assert {int(found.rows[np.argmax(scores)]) for scores in found.channels.values()} == {2}
    assert found.title_coverage[list(found.rows).index(2)] == pytest.approx(1)


def test_a_typing_error_is_found_by_its_letters():
    found = retrieved(index_of(TEXTS), "армтаура")
    assert found.rows[np.argmax(found.channels["ngrams"])] == 2


def test_only_allowed_rows_are_put_forward():
    found = retrieved(index_of(TEXTS), "Бетон М500", np.array([1, 3]))
    assert list(found.rows) == [1, 3]


def test_no_allowed_rows_give_nothing():
    assert retrieved(index_of(TEXTS), "бетон", np.empty(0, np.int64)).rows.size == 0


def test_without_a_vector_the_encoder_says_nothing_of_any_row():
    found = index_of(TEXTS).retrieve(Asked.whole("Окна", None), None)
    assert found.rows[np.argmax(found.total())] == 3
    assert not found.channels["meaning"].any() and not found.channels["meaning_passage"].any()


def test_scores_do_not_depend_on_the_filter():
    index, allowed = index_of(TEXTS), np.array([0, 2, 4])
    whole, part = retrieved(index, "бетон щебень"), retrieved(index, "бетон щебень", allowed)
    rows = [list(whole.rows).index(row) for row in part.rows]
    for name, scores in part.channels.items():
        assert whole.channels[name][rows] == pytest.approx(scores, abs=1e-4), name


@pytest.mark.parametrize("query", ["Бетон М500", "окна и арматура", "пачки", "", "и"])
def test_saved_and_loaded_it_answers_the_same(tmp_path, query):
    index = index_of(TEXTS)
    index.save(tmp_path / "index")
    before, after = retrieved(index, query), retrieved(RecordIndex.load(tmp_path / "index"), query)
    assert np.array_equal(before.rows, after.rows)
    assert np.array_equal(before.title_coverage, after.title_coverage)
    for name, scores in before.channels.items():
        assert np.array_equal(scores, after.channels[name]), name


def test_an_empty_index_is_built_saved_loaded_and_asked(tmp_path):
    index_of([]).save(tmp_path / "index")
    index = RecordIndex.load(tmp_path / "index")
    assert len(index) == 0
    assert retrieved(index, "бетон").rows.size == 0


@pytest.mark.parametrize("texts", [["и"], ["", ""], ["!!!", "бетон"], ["\u200b"]])
def test_texts_without_words_are_indexed_too(texts):
    assert len(index_of(texts)) == len(texts)
    assert retrieved(index_of(texts), "бетон").rows.size == len(texts)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=6), st.text(max_size=30))
def test_any_texts_and_any_query_give_finite_scores(texts, query):
    found = retrieved(index_of(texts), query)
    for name, scores in found.channels.items():
        assert np.isfinite(scores).all(), name
    assert (found.title_coverage >= 0).all() and (found.title_coverage <= 1.0001).all()
