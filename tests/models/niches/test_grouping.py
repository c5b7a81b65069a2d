import numpy as np

from models.niches.grouping import NEVER, grouped, most_central


def symmetric(rows):
    return np.array(rows, dtype=np.float32)


def test_rows_join_while_they_are_nearer_on_average_than_the_threshold():
    near = symmetric([[9, 5, 1], [5, 9, 1], [1, 1, 9]])
    assert grouped(near, 3.8) == [[0, 1], [2]]
    assert grouped(near, 5.5) == [[0], [1], [2]]


def test_a_third_row_joins_by_its_mean_nearness_to_both():
    barely = symmetric([[9, 6, 5], [6, 9, 3], [5, 3, 9]])
    assert grouped(barely, 3.8) == [[0, 1, 2]]
    assert grouped(barely, 4.2) == [[0, 1], [2]]


def test_one_pair_that_never_meets_keeps_two_groups_apart_however_near_the_others_are():
    near = symmetric([[9, 8, 8], [8, 9, NEVER], [8, NEVER, 9]])
    assert len(grouped(near, 1.0)) == 2


def test_one_row_and_none_are_groups_too():
    assert grouped(np.zeros((1, 1), np.float32), 3.8) == [[0]]
    assert grouped(np.zeros((0, 0), np.float32), 3.8) == []


def test_equal_input_gives_equal_groups():
    random = np.random.default_rng(5).normal(size=(40, 40)).astype(np.float32)
    near = random + random.T
    assert grouped(near, 1.0) == grouped(near.copy(), 1.0)


def test_the_shortest_of_the_central_titles_is_chosen():
    vectors = symmetric([[1, 0], [1, 0], [0.6, 0.8]])
    titles = ["Песок речной мытый", "Песок речной", "Глина"]
    assert most_central(titles, vectors) == "Песок речной"


def test_of_two_titles_the_shorter_is_chosen():
    assert most_central(["Силос цемента", "Силос"], symmetric([[1, 0], [0.8, 0.6]])) == "Силос"
