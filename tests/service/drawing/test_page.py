import gzip
import json
import re

from service.drawing.picture import STATE_WORDS, Candidate
from tests.service.drawing.chains import chain, picture, project, slot


def text_of(site, drawn):
    return site(drawn).test_client().get("/").text


def test_the_page_has_the_still_drawing_its_data_and_downloads(site):
    page = text_of(site, chain(1, 3))
    data = re.search(r'<script type="application/json" id="chain-picture">(.*?)</script>', page, re.DOTALL)[1]
    assert len(json.loads(data)["elements"]) == 3 + 1 + 1 + 4
    assert "<title>Цепочка</title><desc>Звенья: 3" in page
    assert re.findall(r'href="(/chains[^"]+)" download', page) == [
        "/chains/1/picture.svg",
        "/chains/1/picture.png",
        "/chains/1/picture.xlsx",
    ]


def test_the_legend_shows_a_shape_with_a_word_for_each_state(site):
    legend = re.search(r'<ul class="chain-legend".*?</ul>', text_of(site, chain(1, 1)), re.DOTALL)[0]
    assert re.findall(r"</svg>\s*([^<]+)</li>", legend) == list(STATE_WORDS.values())


def test_candidates_can_be_asked_for_where_there_are_some(site):
    some = picture(slot("1", candidates=(Candidate("Аэротех", "подходит"),)))
    assert 'id="chain-candidates"' in text_of(site, some)
    assert 'id="chain-candidates"' not in text_of(site, picture(slot("1")))


def test_a_chain_with_nothing_in_it_says_so_and_loads_no_scripts(site):
    page = text_of(site, picture())
    assert "рисовать нечего" in page
    assert "<script" not in page


def test_texts_of_users_make_no_elements(site):
    nasty = "</script><img src=x onerror=alert(1)>\"'"
    drawn = picture(
        slot("1", title=nasty, note=nasty, companies=(nasty,), candidates=(Candidate(nasty, nasty),)),
        project("p", nasty),
        title=nasty,
    )
    page = text_of(site, drawn)
    assert "<img" not in page
    assert page.count("</script>") == 3


def test_the_page_asks_for_nothing_that_the_policy_blocks(site):
    page = text_of(site, chain(2, 20))
    assert " style=" not in page
    assert not re.search(r"<[^>]+ on\w+=", page)


def test_the_page_of_sixty_slots_weighs_less_than_250_kilobytes_compressed(site):
    client = site(chain(5, 60, 5)).test_client()
    page = client.get("/")
    parts = [
        page.data,
        *(client.get(path).data for path in re.findall(r'(?:src|href)="(/static[^"]+)', page.text)),
    ]
    assert sum(len(gzip.compress(part)) for part in parts) < 250_000
