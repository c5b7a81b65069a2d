"""A need's own words lead nobody to who asks, at any door and in letters, until the asker has agreed."""

import pytest

from data.tables.pool import CompanyRow, NeedRow
from service.access import COMMAND_LINE, Caller
from service.hidden_names import HIDDEN_THING
from service.seeing.told import without_asker
from tests.service.conftest import ApiClient
from tests.service.words_decide import let_words_decide

TREST = {
    "code": "trest",
    "name": "ООО «Стройтрест»",
    "municipality": "Тобольск",
    "region": "Тюменская область",
    "contact_name": "Соколова Анна Петровна",
    "site": "промплощадка Левобережная",
}


def told(title, description=""):
    need = NeedRow(
        id=1,
        company_id=1,
        title=title,
        description=description,
        place="Тобольск",
        kind="product",
        visibility="cluster",
    )
    need.company = CompanyRow(id=1, **TREST)
    return without_asker(need)


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("Щебень для Тобольска", "Щебень"),
        ("Щебень, нужно Стройтресту", "Щебень, нужно"),
        ("Бетон М500 F200 на ул. Мира, 5 в Тобольске", "Бетон М500 F200"),
        ("Кирпич для тобольской базы Стройтреста", "Кирпич базы"),
        ("Песок, звонить Анне Петровне", "Песок, звонить"),
        ("Доставка бетона по Тобольскому району", "Доставка бетона"),
        ("Перевозка из Ишима", "Перевозка"),
        ("Арматура А500С 12 мм для перемычек", "Арматура А500С 12 мм для перемычек"),
    ],
)
def test_the_asker_and_whatever_is_finer_than_the_region_is_left_out_of_words(words, rest):
    assert told(words).title == rest
    assert told("Щебень", words).description == rest


def test_a_title_that_says_nothing_more_sends_to_the_description():
    assert told("Стройтрест, Тобольск").title == HIDDEN_THING


@pytest.fixture
def asked(services):
    """A need that its town and its asker stand in, open to the cluster."""
    values = {
        "company_id": 3,
        "title": "Бетон М500 для Окон Сибири",
        "description": "Везти в Ишим, на склад Окон Сибири",
        "place": "Ишим",
        "kind": "product",
        "visibility": "cluster",
    }
    id_ = services.pool_entry.create(COMMAND_LINE, NeedRow, values).id
    services.reindexer.build()
    let_words_decide(services)
    services.live.refresh()
    services.follower.step()
    return id_


def answers(member, need):
    yield member.get("/needs").text
    yield member.get(f"/needs/{need}").text
    yield member.post("/buyers/search", {"offer_id": 1, "limit": 50}).text
    yield member.get("/companies/1/partners?direction=downstream").text
    yield member.get("/my/recommendations?view=customers").text


def test_no_answer_to_a_member_tells_the_town_or_the_asker_before_it_agreed(services, app, asked):
    member = ApiClient(app, services.accounts.create_key("member:beton").key)
    before = list(answers(member, asked))
    assert sum("Бетон М500" in text for text in before) == 5
    assert not any(word in text for text in before for word in ("Ишим", "Окон Сибири", "Окна Сибири"))
    id_ = member.post("/my/contacts", {"need_id": asked}).json["id"]
    assert "Окна Сибири" not in member.get(f"/my/contacts/{id_}").text
    assert "Окон Сибири" not in member.get(f"/my/contacts/{id_}").text
    services.contacts.grant(Caller("key:3", "member", company_id=3), id_)
    assert "Бетон М500 для Окон Сибири" in member.get(f"/needs/{asked}").text


def test_a_company_does_not_learn_of_a_verdict_by_what_it_is_not_proposed(services, app, asked):
    member = ApiClient(app, services.accounts.create_key("member:beton").key)
    before = list(answers(member, asked))
    owner = ApiClient(app, services.accounts.create_key("member:okna").key)
    snapshot = services.live.current().snapshot.name
    verdict = {
        "need_id": asked,
        "offer_id": 1,
        "verdict": "unsuitable",
        "reason": "far",
        "snapshot": snapshot,
    }
    assert owner.post("/verdicts", verdict).status_code == 201
    assert [text == was for text, was in zip(answers(member, asked), before, strict=True)] == [True] * 5
    found = owner.post("/suppliers/search", {"need_id": asked}).json
    assert 1 not in {one["company"]["id"] for one in found["matches"] + found["near_misses"]}
