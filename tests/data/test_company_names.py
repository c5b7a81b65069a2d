"""How companies are called in texts."""

from data.company_names import names_in, quoted_names


def test_a_name_is_read_without_legal_form_quotes_and_place():
    assert "электродный мир" in names_in("«Электродный мир», Челябинск")
    assert names_in("ООО «Сугомак-Известь»") == {"сугомак-известь"}
    assert "скат" in names_in("ИП Карелин А. С. («Скат»)")


def test_of_quotes_in_quotes_the_inner_name_counts():
    assert quoted_names("ООО «Завод изделий «Простенок»»") == ["Простенок"]
