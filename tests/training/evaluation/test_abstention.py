from training.benchmarks import Benchmark
from training.evaluation.abstention import judge_abstention, withdrawal_folds, wrong_when_withdrawn
from training.evaluation.asking import Found, Given
from training.evaluation.benchmark_files import write_import

DOCUMENTS = {f"d{n}": f"вещь {n}" for n in range(8)}
GRADES = {
    "q1": {"d0": 2, "d1": 1},
    "q2": {"d2": 2},
    "q3": {"d1": 2, "d3": 1},  # linked with q1 by d1
    "q4": {"d4": 2},
    "q5": {"d2": 1, "d5": 2},  # linked with q2 by d2
    "q6": {"d3": 1, "d4": 1},  # linked with q3 and q4
}
BENCHMARK = Benchmark("need_to_catalogue", {id_: id_ for id_ in GRADES}, DOCUMENTS, GRADES)


def test_no_right_document_of_a_query_is_left_in_the_pool_of_its_fold(tmp_path):
    for fold in withdrawal_folds(BENCHMARK, count=2):
        _, offers = write_import(BENCHMARK, tmp_path, fold.documents)
        left = offers.read_text(encoding="utf-8")
        assert fold.queries
        assert not [d for id_ in fold.queries for d in GRADES[id_] if f"{d};" in left]


def test_every_query_stands_in_one_fold_and_the_pool_keeps_what_no_query_of_the_fold_wants():
    folds = withdrawal_folds(BENCHMARK, count=2)
    assert sorted(id_ for fold in folds for id_ in fold.queries) == sorted(GRADES)
    assert [sorted(fold.documents) for fold in folds] == [["d0", "d1", "d3", "d4"], ["d2", "d5"]]


def test_there_are_no_more_folds_than_groups_of_linked_queries():
    assert len(withdrawal_folds(BENCHMARK, count=5)) == 2


WITHDRAWN = {
    "q1": Given((), (Found("d6", 0.3, None),)),
    "q2": Given((Found("d6", 0.9, "fits"),)),
    "q3": Given((Found("d6", 0.5, "clarify"), Found("d7", 0.6, "clarify"))),
    "q4": Given(()),
}


def test_nobody_and_a_wrong_fits_are_counted_by_needs():
    figures = judge_abstention(WITHDRAWN)
    assert figures["no_match"]["mean"] == 2 / 4
    assert figures["wrong_fits"]["mean"] == 1 / 4


def test_a_higher_threshold_proposes_less_of_what_is_wrong():
    assert wrong_when_withdrawn(WITHDRAWN, [0.9, 0.6, 0.5]) == [
        {"threshold": 0.9, "wrong": 1 / 4},
        {"threshold": 0.6, "wrong": 2 / 4},
        {"threshold": 0.5, "wrong": 2 / 4},
    ]
