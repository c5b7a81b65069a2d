from service.saved_searches.shown import News, Shown


def shown(companies, records=()):
    return Shown(frozenset(companies), frozenset(records))


def test_news_are_what_came_and_what_went():
    news = News.between(shown({1, 2}, {10, 20}), shown({2, 3}, {20, 21, 30}))
    assert (news.companies, news.records, news.left) == ({3}, {21, 30}, {1})
    assert news


def test_the_same_shown_again_is_no_news():
    assert not News.between(shown({1}, {10}), shown({1}, {10}))


def test_it_survives_the_database():
    assert Shown.kept(shown({2, 1}, {9}).as_dict()) == shown({1, 2}, {9})
    assert Shown.kept({}) == shown(())
