"""A member's own pages: only its own, the same checks as staff, changes that wait where they must."""

import re

import pytest

from data.tables.pool import NeedRow, OfferRow
from service.access import COMMAND_LINE
from service.app import create_app
from service.journal.suppliers import Supplier
from tests.service.conftest import opened
from tests.service.web.conftest import Browser
from tests.service.words_decide import let_words_decide

PASSWORD = "пароль участника"


def member_of(app, services, code, login):
    services.people.create_member(COMMAND_LINE, login, f"Человек {code}", code, PASSWORD)
    browser = Browser(app)
    assert browser.sign_in(login, PASSWORD).status_code == 303
    return browser


@pytest.fixture
def concrete(app, services):
    """Somebody of «Бетонный двор»."""
    return member_of(app, services, "beton", "beton")


@pytest.fixture
def windows(app, services):
    """Somebody of «Окна Сибири»."""
    return member_of(app, services, "okna", "okna")


@pytest.fixture
def moderated(services, app):
    """The same installation where changes of members wait."""
    services.database.close()
    careful = let_words_decide(
        opened(services.settings.data_dir, services.given_encoder, moderation="approve")
    )
    yield careful, create_app(careful)
    careful.database.close()


def said(answer):
    return answer.text.split("<h1>")[1]


def passed_on(services, pool, code="beton"):
    """A request for concrete that was given to a company; its id."""
    row = services.journal.draft(COMMAND_LINE, "Просит Стройтрест: бетон М500, 40 кубов", "call")
    need = {"company_id": pool.company("trest").id, "title": "Бетон М500 для Стройтреста", "place": "Тюмень"}
    services.journal.confirm(COMMAND_LINE, row.id, need | {"volume": 40, "unit": "м³"})
    services.request_steps.pass_on(COMMAND_LINE, row.id, [Supplier(pool.company(code).id)])
    return row.id


def test_signing_in_leads_a_member_to_its_own_page(app, services):
    services.people.create_member(COMMAND_LINE, "okna", "Оля", "okna", PASSWORD)
    browser = Browser(app)
    assert browser.sign_in("okna", PASSWORD, next="/companies").location == "/my"
    page = browser.get("/my").text
    assert "Окна Сибири" in page and "Приглашения" not in page and "Выйти" in page


def test_sections_of_staff_are_not_there_for_a_member(concrete, pool):
    for path in (
        "/companies",
        "/moderation",
        "/people",
        f"/companies/{pool.company('okna').id}",
        "/overview",
    ):
        assert concrete.get(path).status_code == 404, path


def test_pages_of_members_are_not_there_for_staff(browser):
    assert browser.get("/my").status_code == 404


@pytest.mark.parametrize(
    "path", ["/my", "/my/profile", "/my/offers", "/my/needs", "/my/offers/new", "/my/needs/new",
             "/my/needs/read", "/my/requests", "/my/proposals", "/my/recommendations", "/my/coach",
             "/password"]
)  # fmt: skip
def test_every_page_of_a_member_opens(concrete, path):
    assert concrete.get(path).status_code == 200


def test_a_record_of_another_company_is_as_absent(concrete, pool):
    foreign = {
        "offers": pool.offer("Окна ПВХ двухкамерные").id,
        "needs": pool.need("Арматура А500С для перемычек").id,
    }
    for sheet, id_ in foreign.items():
        path = f"/my/{sheet}/{id_}"
        answers = [concrete.get(f"{path}/edit"), concrete.post(f"{path}/edit", title="Чужое"),
                   concrete.post(f"{path}/archive"), concrete.post(f"{path}/restore")]  # fmt: skip
        assert [answer.status_code for answer in answers] == [404] * 4
        assert said(answers[0]) == said(concrete.get(f"/my/{sheet}/999999/edit"))


def test_an_offer_is_entered_once_however_often_the_form_is_sent(concrete, pool, services):
    typed = concrete.form("/my/offers/new") | {"title": "Раствор М150", "unit": "м³"}
    assert [concrete.post("/my/offers/new", **typed).status_code for _ in range(2)] == [303, 303]
    assert pool.offer("Раствор М150").company_id == pool.company("beton").id
    assert "Раствор М150" in concrete.get("/my/offers").text


def test_a_wrong_field_is_told_and_everything_typed_stays(concrete):
    answer = concrete.post("/my/offers/new", title="Раствор", min_batch="1 куб", utilisation_percent="много")
    assert answer.status_code == 422
    assert (
        "Раствор" in answer.text
        and "1 куб" in answer.text
        and 'id="utilisation_percent-error"' in answer.text
    )


def test_what_only_staff_change_is_no_field_and_is_passed_over(concrete, pool):
    form = concrete.form("/my/profile")
    assert not {"name", "inn", "ogrn", "code", "status", "contact_name", "contact_phone"} & form.keys()
    concrete.post(
        "/my/profile", **form | {"about": "Бетон с 1998 года", "name": "Лучший бетон", "status": "prospect"}
    )
    row = pool.company("beton")
    assert (row.about, row.name, row.status) == ("Бетон с 1998 года", "Бетонный двор", "member")


def test_a_member_gives_its_general_address_and_no_site_that_is_a_script(concrete, pool):
    form = concrete.form("/my/profile") | {"email": "info@beton.example", "website": "javascript:alert(a.b)"}
    wrong = concrete.post("/my/profile", **form)
    assert wrong.status_code == 422 and 'id="website-error"' in wrong.text
    concrete.post("/my/profile", **form | {"website": "beton.example"})
    row = pool.company("beton")
    assert (row.email, row.website) == ("info@beton.example", "https://beton.example")


def test_a_pasted_text_is_read_into_the_form_and_not_saved(concrete, services):
    text = "Нужен щебень 5-20, 60 тонн, в Ялуторовск до 15.12.2026. Звонить Ивану 8 912 345-67-89"
    form_page = concrete.post("/my/needs/read", text=text)
    assert (
        'value="60"' in form_page.text
        and "Ялуторовск" in form_page.text
        and "345-67-89" not in form_page.text
    )
    assert 'action="/my/needs/new"' in form_page.text
    with services.database.reading() as session:
        assert session.query(NeedRow).filter(NeedRow.title.contains("щебень")).count() == 0


def test_archiving_twice_is_once_and_it_comes_back(concrete, pool):
    id_ = pool.offer("Доставка бетона миксером").id
    assert [concrete.post(f"/my/offers/{id_}/archive").status_code for _ in range(2)] == [303, 303]
    assert "Доставка бетона миксером</h2>" not in concrete.get("/my/offers").text
    concrete.post(f"/my/offers/{id_}/restore")
    assert "Доставка бетона миксером</h2>" in concrete.get("/my/offers").text


def test_the_profile_and_its_offers_are_confirmed_in_one_click_and_it_is_taken_back(concrete, windows, pool):
    page = concrete.follow("/my/confirmed")
    undo = page.text.split('action="/my/confirmed/')[1].split('"')[0]
    assert pool.company("beton").confirmed_on and pool.offer("Бетон товарный М500").confirmed_on
    assert windows.post(f"/my/confirmed/{undo}").status_code == 404
    concrete.post(f"/my/confirmed/{undo}")
    assert pool.company("beton").confirmed_on is None


def test_a_passed_request_is_seen_without_who_asks_and_by_the_company_only(concrete, windows, services, pool):
    id_ = passed_on(services, pool)
    page = concrete.get("/my/requests").text
    assert "Бетон М500" in page and "40" in page and "Тюменская область" in page
    assert "Стройтрест" not in page and "Омск" not in page
    assert "Бетон М500" not in windows.get("/my/requests").text
    assert windows.post(f"/my/requests/{id_}/answer", answer="ready").status_code == 404


def test_an_answer_sent_twice_stands_once_in_the_journal(concrete, browser, services, pool):
    id_ = passed_on(services, pool)
    for _ in range(2):
        assert (
            concrete.post(f"/my/requests/{id_}/answer", answer="ready", text="с 1 декабря").status_code == 303
        )
    events = services.journal.request(COMMAND_LINE, id_).events
    assert [event.text for event in events if event.kind == "ready"] == ["с 1 декабря"]
    page = browser.get(f"/journal/{id_}").text
    assert "Готов поставить" in page and "Человек beton" in page
    assert "вы ответили" in concrete.get("/my/requests").text


def test_a_quotation_without_a_sum_is_told_at_the_field(concrete, services, pool):
    id_ = passed_on(services, pool)
    answer = concrete.post(f"/my/requests/{id_}/answer", answer="quotation", text="подготовим")
    assert answer.status_code == 422 and "Назовите сумму КП" in answer.text and "подготовим" in answer.text


def test_a_moderated_change_waits_beside_the_old_value(moderated, pool):
    services, app = moderated
    member, staff = member_of(app, services, "beton", "beton"), Browser(app)
    staff.sign_in()
    id_ = pool.offer("Бетон товарный М500").id
    form = member.form(f"/my/offers/{id_}/edit")
    member.post(f"/my/offers/{id_}/edit", **form | {"title": "Бетон М500 с доставкой"})
    page = member.get("/my/offers").text
    assert "ждёт проверки" in page and "Бетон товарный М500" in page and "Бетон М500 с доставкой" in page
    assert member.form(f"/my/offers/{id_}/edit")["title"] == "Бетон М500 с доставкой"
    assert pool.offer("Бетон товарный М500").id == id_
    assert "Бетон М500 с доставкой" in staff.get("/moderation").text
    assert "Правки участников ждут проверки: 1" in staff.get("/overview").text


def test_staff_approve_and_take_it_back(moderated, pool):
    services, app = moderated
    member, staff = member_of(app, services, "beton", "beton"), Browser(app)
    staff.sign_in()
    member.post("/my/needs/new", **member.form("/my/needs/new") | {"title": "Цемент ЦЕМ I 42,5Н"})
    proposal = services.moderation.listed(COMMAND_LINE)[0]
    path = f"/moderation/{proposal.row.id}"
    assert staff.post(f"{path}/approve", seen="другое").status_code == 422
    for _ in range(2):
        assert staff.post(f"{path}/approve", seen=proposal.mark).status_code == 303
    assert pool.need("Цемент ЦЕМ I 42,5Н").company_id == pool.company("beton").id
    staff.post(f"{path}/undo")
    assert pool.need("Цемент ЦЕМ I 42,5Н").archived_at and services.moderation.num_waiting(COMMAND_LINE) == 1


def test_a_refusal_reaches_the_member_with_a_word(moderated, pool):
    services, app = moderated
    member, staff = member_of(app, services, "beton", "beton"), Browser(app)
    staff.sign_in()
    member.post("/my/profile", **member.form("/my/profile") | {"about": "Лучшие в мире"})
    id_ = services.moderation.listed(COMMAND_LINE)[0].row.id
    assert staff.post(f"/moderation/{id_}/decline", word=" ").status_code == 422
    staff.post(f"/moderation/{id_}/decline", word="Без превосходных степеней")
    assert "Без превосходных степеней" in member.get("/my/proposals").text
    assert member.post(f"/my/proposals/{id_}/undo").status_code == 303
    assert (
        services.moderation.num_waiting(COMMAND_LINE) == 0
    )  # a decision of staff is not the member's to undo


def test_a_proposal_of_another_company_is_as_absent(moderated):
    services, app = moderated
    member, other = member_of(app, services, "beton", "beton"), member_of(app, services, "okna", "okna")
    member.post("/my/profile", **member.form("/my/profile") | {"about": "Тайное"})
    id_ = services.moderation.listed(COMMAND_LINE)[0].row.id
    assert other.post(f"/my/proposals/{id_}/withdraw").status_code == 404
    assert other.post(f"/my/proposals/{id_}/undo").status_code == 404
    assert "Тайное" not in other.get("/my/proposals").text
    member.post(f"/my/proposals/{id_}/withdraw")
    assert services.moderation.num_waiting(COMMAND_LINE) == 0


def test_a_member_becomes_less_visible_at_once_whatever_is_moderated(moderated, pool):
    services, app = moderated
    member = member_of(app, services, "beton", "beton")
    open_need = pool.add(NeedRow, company_id=pool.company("beton").id, title="Песок", visibility="cluster")
    form = member.form(f"/my/needs/{open_need.id}/edit")
    member.post(f"/my/needs/{open_need.id}/edit", **form | {"visibility": "private", "title": "Песок речной"})
    assert pool.need("Песок").visibility == "private"
    assert services.moderation.num_waiting(COMMAND_LINE) == 1


def test_readers_look_and_do_not_decide(moderated):
    services, app = moderated
    services.people.create(COMMAND_LINE, "chitatel", "Читатель", "reader", PASSWORD)
    member, reader = member_of(app, services, "beton", "beton"), Browser(app)
    reader.sign_in("chitatel", PASSWORD)
    member.post("/my/profile", **member.form("/my/profile") | {"about": "Новое"})
    proposal = services.moderation.listed(COMMAND_LINE)[0]
    assert "Новое" in reader.get("/moderation").text and "Принять" not in reader.get("/moderation").text
    assert reader.post(f"/moderation/{proposal.row.id}/approve", seen=proposal.mark).status_code == 403


def test_nothing_of_a_private_need_shows_on_the_pages_of_others(concrete, pool):
    secret = pool.add(NeedRow, company_id=pool.company("okna").id, title="Бетон М500 для тайного склада")
    pool.rebuild()
    pages = [concrete.get(path).text for path in ("/my", "/my/recommendations?view=customers", "/my/coach")]
    assert not any("тайного склада" in page or f"need_id={secret.id}" in page for page in pages)


def test_a_member_gets_access_from_its_card_and_signs_in(browser, app, pool):
    card = browser.get(f"/companies/{pool.company('okna').id}").text
    assert "/people/new?company=okna" in card
    assert browser.form("/people/new?company=okna")["company"] == "Окна Сибири"
    page = browser.post("/people/new", login="olya", name="Оля", company="okna", role="administrator").text
    login, password = re.findall(r"<code>([^<]+)</code>", page)
    olya = Browser(app)
    assert olya.sign_in(login, password).location == "/my"
    assert "от компании" in browser.get("/people").text


def test_a_prospect_gets_no_access(browser, pool):
    assert "Дать доступ" not in browser.get(f"/companies/{pool.company('armatura').id}").text
    answer = browser.post("/people/new", login="vasya", name="Вася", company="armatura", role="staff")
    assert answer.status_code == 422 and 'value="vasya"' in answer.text


def test_fields_suggest_towns_of_the_cluster_and_none_of_prospects(concrete, browser):
    own, of_staff = (person.get(path).text for person, path in
                     ((concrete, "/my/profile"), (browser, "/companies/new")))  # fmt: skip
    assert 'value="Ишим"' in own and 'value="Тобольск"' not in own
    assert 'value="Тобольск"' in of_staff


def test_a_code_is_found_by_words_in_a_members_form(concrete):
    assert concrete.get("/codes/okpd2", q="бетон").status_code == 200
    assert concrete.get("/codes", kind="okpd2").status_code == 200


def test_places_in_chains_that_are_not_there_yet_are_told_as_such(concrete):
    page = said(concrete.get("/my/recommendations", view="places"))
    assert "Пока нет мест, где вас ждут" in page and "что дописать" in page


def test_after_saving_a_need_the_way_leads_to_who_can_supply(concrete):
    need = {"title": "Щебень 5-20", "kind": "material", "visibility": "cluster"}
    form = concrete.form("/my/needs/new") | need
    page = concrete.get(concrete.post("/my/needs/new", **form).location).text
    assert "Сохранено. Подборка обновится за минуту" in page
    assert 'href="/my/recommendations?view=suppliers"' in page and "Кто может поставить" in page


def test_the_own_page_says_what_its_sections_hold(concrete):
    page = said(concrete.get("/my"))
    assert "«Заявки» — что передала вам ассоциация" in page


def test_asking_about_an_offer_says_what_a_contact_adds_and_hints_at_a_purchase(concrete, services, pool):
    with services.database.reading() as session:
        offer = session.query(OfferRow).filter_by(company_id=pool.company("okna").id).first()
    page = concrete.get("/my/contacts/new", offer_id=offer.id).text
    assert "имя и прямой телефон" in page
    assert "сколько и к какому сроку нужно" in page and "можете поставить" not in page
