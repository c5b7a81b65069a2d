"""Pages of invitations: the list with its marks, the dossier, the letter."""

import re
from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook

from data.tables.pool import ChainRow, CompanyRow, NeedRow, OfferRow, ProjectRow, SlotRow

PAINT = "Краска фасадная"


@pytest.fixture
def paint(pool, services):
    """A prospect whose paint a member's need, told to the cluster, and an open slot ask for."""
    asker = pool.company("beton")
    made = pool.add(CompanyRow, name="Красильщик", status="prospect", inn="7707083893", okved2=["20.30"])
    pool.add(OfferRow, company_id=made.id, title=PAINT, kind="product")
    pool.add(
        NeedRow, company_id=asker.id, title=PAINT, kind="product", visibility="cluster", volume=3, unit="т"
    )
    with services.database.changing("test", "slot") as session:
        chain = ChainRow(code="Ц-1", title="Фасадная цепочка")
        initiator = pool.company("okna").id
        project = ProjectRow(code="П-1", title="Цех", product="Панель", chain=chain, initiator_id=initiator)
        session.add(SlotRow(code="З-1", title=PAINT, kind="product", project=project))
    pool.rebuild()
    return made


def closed_by(page, company):
    return page.split(f'id="company-{company.id}"')[1].split("</article>")[0]


def test_the_list_tells_who_closes_what_and_why_it_is_in_this_order(browser, paint):
    page = browser.get("/invitations").text
    assert "Порядок — по приросту, а не по похожести" in page
    card = closed_by(page, paint)
    assert "Закрыла бы 1\u00a0открытое звено и 1\u00a0потребность" in card
    assert "открытое звено" in card and "Фасадная цепочка — Цех" in card and "#slot-" in card
    assert "потребность" in card and "Бетонный двор" in card and "подходит" in card
    assert page.index("Красильщик") < page.index("Арматура Плюс")


def test_a_joining_company_is_not_invited_but_hurried_along(browser, pool, services, paint):
    with services.database.changing("test", "joins") as session:
        session.get(CompanyRow, paint.id).status = "joining"
    pool.rebuild()
    card = closed_by(browser.get("/invitations").text, paint)
    assert "ускорить вступление" in card and "Считать участником" in card
    assert "letter.docx" not in card and "Отметить приглашённой" not in card
    assert browser.get(f"/invitations/{paint.id}/letter.docx").status_code == 404


def test_the_list_is_a_workbook_whose_cells_are_inert(browser, pool, paint):
    pool.add(CompanyRow, name="=Фасад", status="prospect", about="Краска фасадная")
    pool.rebuild()
    book = load_workbook(BytesIO(browser.get("/invitations.xlsx", limit="50").data))
    names = {row[1].value: row[1].data_type for row in book["Кого пригласить"].iter_rows(min_row=2)}
    assert names["Красильщик"] == "s" and names.get("=Фасад", "s") == "s"
    closes = [row for row in book["Что закроет"].values if row[1] == "Красильщик"]
    assert {row[4] for row in closes} == {"открытое звено", "потребность"}
    assert {row[5] for row in closes} == {"Окна Сибири", "Бетонный двор"}


def test_the_page_is_in_the_navigation(browser):
    assert 'href="/invitations">Приглашения' in browser.get("/").text
    assert 'href="/invitations" aria-current="page"' in browser.get("/invitations").text


@pytest.mark.parametrize(
    ("limit", "shown"), [("1", 1), ("0", 1), ("2", 2), ("-3", 2), ("много", 2), ("9" * 30, 2), ("²", 2)]
)
def test_how_many_is_a_number_within_reason(browser, paint, limit, shown):
    page = browser.get("/invitations", limit=limit).text
    assert page.count('id="company-') == shown


def test_a_mark_moves_the_company_down_and_can_be_undone(browser, paint):
    page = browser.follow(f"/invitations/{paint.id}/mark", limit="5").text
    assert "Красильщик: отмечено, что приглашена" in page and "Отменить" in page
    assert "Уже приглашены: 1" in page and f'id="company-{paint.id}"' not in page
    assert 'value="5"' in page
    page = browser.follow(f"/invitations/{paint.id}/take-back").text
    assert "Уже приглашены: 0" in page and f'id="company-{paint.id}"' in page


def test_of_what_is_not_there_nothing_is_marked(browser, pool):
    member = pool.company("beton")
    assert browser.post("/invitations/999/mark").status_code == 404
    assert browser.post("/invitations/999/take-back").status_code == 404
    assert browser.get("/invitations/999/dossier").status_code == 404
    assert browser.get(f"/invitations/{member.id}/letter.docx").status_code == 404
    assert browser.post(f"/invitations/{member.id}/mark").status_code == 422


def test_where_nobody_adds_anything_the_page_says_so(browser, pool, services):
    for code in ("armatura", "okna", "krany"):
        browser.post(f"/companies/{pool.company(code).id}/archive")
    page = browser.get("/invitations").text
    assert "Приглашать пока некого" in page and "Никто." in page


def test_a_dossier_fits_a_page_of_its_own(browser, paint):
    page = browser.get(f"/invitations/{paint.id}/dossier").text
    order = ["Красильщик", "Что делает", PAINT, "Кому это нужно", "Что спросить", "Проверить в реестрах"]
    places = [page.index(text, page.index("<h1>")) for text in order]
    assert places == sorted(places)
    assert "20.30" in page and "просят: «Краска фасадная»; предлагают: «Краска фасадная»" in page
    assert len(re.findall(r"<li>", page.split("Что спросить")[1].split("</ol>")[0])) == 3


def test_registers_open_without_telling_where_from(browser, paint, pool):
    page = browser.get(f"/invitations/{paint.id}/dossier").text
    links = re.findall(r'<a href="(https://[^"]+)"([^>]*)>', page)
    assert len(links) == 5 and sum("7707083893" in url for url, _ in links) == 4
    assert all('rel="noopener noreferrer"' in rest for _, rest in links)
    unknown = browser.get(f"/invitations/{pool.company('armatura').id}/dossier").text
    assert "ИНН неизвестен" in unknown and "nalog.ru" not in unknown


def test_of_a_fictional_company_the_tax_id_is_said_to_be_invented(browser, paint, services):
    with services.database.changing("test", "invent") as session:
        session.get(CompanyRow, paint.id).fictional = True
    page = browser.get(f"/invitations/{paint.id}/dossier").text
    assert "ИНН придуман" in page and "nalog.ru" not in page and "вымышленная" in page


def test_a_silent_company_is_marked_as_unconfirmed(browser, pool):
    page = browser.get(f"/invitations/{pool.company('krany').id}/dossier").text
    assert "Ремонт башенных кранов" in page and "предварительно, не подтверждено" in page


def test_the_letter_is_downloaded_and_names_no_asker(browser, paint):
    response = browser.get(f"/invitations/{paint.id}/letter.docx")
    text = "\n".join(p.text for p in Document(BytesIO(response.data)).paragraphs)
    assert "Краска фасадная — 3 т, Тюменская область" in text
    assert "Бетонный двор" not in text and "Фасадная цепочка" not in text
    assert "attachment" in response.headers["Content-Disposition"]


def test_what_a_company_calls_itself_is_shown_as_text(browser, pool):
    made = pool.add(CompanyRow, name="<b>Жирный</b>", status="prospect", about="<script>alert(1)</script>")
    page = browser.get(f"/invitations/{made.id}/dossier").text
    assert "&lt;b&gt;Жирный" in page and "<b>Жирный" not in page and "<script>alert" not in page


def test_pages_need_nothing_that_the_policy_forbids(browser, paint):
    for path in ("/invitations", f"/invitations/{paint.id}/dossier"):
        assert not re.search(r'<style|\sstyle="|\son\w+="|<script(?![^>]* src=)', browser.get(path).text)
