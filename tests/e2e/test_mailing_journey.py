"""A mailing from its plan to an answer of its reader, in a real browser, over the demo pool."""

import re

import pytest
from playwright.sync_api import expect

from service.demo import load_demo_pool
from service.settings import ROOT
from tests.e2e.running import wait_for

LETTER = re.compile(r"https?://[^\s]+(/letters/(?P<purpose>\w+)/\S+)")


def fill(services):
    vectors = ROOT / "models" / "artifacts" / "vectors"
    vectors.mkdir(exist_ok=True)
    (services.settings.data_dir / "vectors").symlink_to(vectors)  # texts embedded earlier are not again
    load_demo_pool(services)


@pytest.fixture(scope="module")
def reader(browser, address):
    """Somebody who got a letter: not signed in."""
    page = browser.new_context(base_url=address, locale="ru-RU").new_page()
    yield page
    page.context.close()


def job_is_done(page, name):
    wait_for(lambda: page.locator(f"#{name} .mark.fits").count() == 1, page.content)


def test_a_mailing_is_planned_approved_sent_read_and_answered(page, reader):
    page.goto("/mailings/new")
    page.get_by_label("Название").fill("Ноябрь")
    page.get_by_label("От кого письма").fill("Анна Петрова")
    page.get_by_label("Телефон менеджера").fill("+7 3452 11-22-33")
    page.get_by_label("Почта для ответов").fill("anna@example.org")
    page.get_by_role("button", name="Составить").click()
    job_is_done(page, "plan_letters")
    page.goto("/mailings")
    page.get_by_role("link", name="Ноябрь").click()

    page.locator("table tbody th a").first.click()
    shown = page.frame_locator("iframe.letter-frame")
    expect(shown.get_by_text("Анна Петрова").first).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="Утвердить…").click()
    page.get_by_role("button", name="Утвердить и отправить").click()
    page.goto("/mailings")
    job_is_done(page, "send_letters")
    page.get_by_role("link", name="Ноябрь").click()
    expect(page.get_by_text("завершена").first).to_be_visible()

    page.goto("/mail-sink")
    page.locator("table tbody th a").first.click()
    page.get_by_text("Простой текст, со ссылками").click()
    text = page.locator("pre.letter-text").inner_text()
    links = {found["purpose"]: found[1] for found in LETTER.finditer(text)}
    answer_and_choose(reader, links)
    assert page.complaints == []


def answer_and_choose(reader, links):
    reader.goto(links["unsuits"])
    expect(reader.get_by_text("ничего не изменилось")).to_be_visible()
    reader.locator("[name=reason]").first.check()
    reader.get_by_role("button", name="Не подходит").click()
    expect(reader.get_by_text("Записано от имени компании")).to_be_visible()
    reader.goto(links["frequency"])
    reader.get_by_role("button", name="Отписаться").click()
    expect(reader.get_by_role("status")).to_be_visible()
    reader.reload()
    expect(reader.locator("[name=frequency][value=never]")).to_be_checked()
