import json

from training.benchmarks import read_benchmarks
from training.judged_needs import demo_judged_needs
from training.pools import benchmark_pool


def write_benchmark(folder):
    folder.mkdir(parents=True)
    lines = [
        json.dumps({"id": i, "text": t}, ensure_ascii=False) for i, t in [("d1", "кирпич"), ("d2", "песок")]
    ]
    (folder / "docs.jsonl").write_text("\n".join(lines), encoding="utf-8")
    queries = [json.dumps({"id": i, "text": "q"}) for i in ("q1", "unjudged")]
    (folder / "queries_dev.jsonl").write_text("\n".join(queries), encoding="utf-8")
    (folder / "qrels_dev.tsv").write_text("query_id\tdoc_id\tgrade\nq1\td2\t2\n", encoding="utf-8")


def test_only_judged_queries_of_the_sets_that_are_there_are_read(tmp_path):
    write_benchmark(tmp_path / "need_to_catalogue")
    (benchmark,) = read_benchmarks(tmp_path, "dev")
    assert benchmark.queries == {"q1": "q"}
    assert benchmark.grades == {"q1": {"d2": 2}}


def test_each_document_becomes_a_company_with_one_offer(tmp_path):
    write_benchmark(tmp_path / "need_to_catalogue")
    pool = benchmark_pool(next(read_benchmarks(tmp_path, "dev")))
    assert [(c.code, o.title) for c, o in zip(pool.companies, pool.offers, strict=True)] == [
        ("d1", "кирпич"),
        ("d2", "песок"),
    ]


def test_a_need_is_answered_right_by_a_suitable_company_and_no_mistake():
    need = next(need for need in demo_judged_needs() if need.suits and need.mistakes)
    right, wrong = next(iter(need.suits)), next(iter(need.mistakes))
    assert need.is_right([right])
    assert not need.is_right([right, wrong])
    assert not need.is_right([])


def test_a_need_that_nobody_meets_is_answered_right_by_nobody():
    need = next(need for need in demo_judged_needs() if not need.suits)
    assert need.is_right([])
    assert not need.is_right(["anybody"])
