"""What a search form asks of the pool."""

from data.profiles import Company, Need, Offer
from service.web.search_form import SearchForm
from service.web.search_subject import StoredNeed, StoredOffer, typed_need, typed_offer

ASKER = Company(id=1, code="К-1", name="Стройка", status="member")
NEED = Need(id=7, company_id=1, title="Арматура А500С, ГОСТ 34028", description="Частями, со склада")
OFFER = Offer(
    id=9, company_id=1, kind="product", title="Бетон М300", description="С миксером", standard="ГОСТ 7473"
)


def form(text):
    return SearchForm(typed={"text": text}, side="suppliers", text=text, kind="product", place="Тюмень")


def test_a_need_of_the_pool_is_asked_with_its_name_apart_from_the_rest():
    need = typed_need(form("Арматура А500С, ГОСТ 34028. Частями, со склада"), StoredNeed(NEED, ASKER))
    assert (need.id, need.title, need.description) == (7, NEED.title, NEED.description)
    assert (need.kind, need.place) == ("product", "Тюмень")


def test_a_need_whose_text_was_typed_over_is_what_was_typed():
    need = typed_need(form("Проволока вязальная"), StoredNeed(NEED, ASKER))
    assert (need.id, need.title, need.description, need.company_id) == (None, "Проволока вязальная", "", 1)


def test_an_offer_of_the_pool_is_asked_with_its_name_apart_from_the_rest():
    offer, seller = typed_offer(form("Бетон М300. С миксером. ГОСТ 7473"), StoredOffer(OFFER, ASKER))
    assert (offer.id, offer.title, offer.description, offer.standard) == (
        9,
        "Бетон М300",
        "С миксером",
        "ГОСТ 7473",
    )
    assert seller.id == 1
