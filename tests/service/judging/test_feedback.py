"""Who gives verdicts, and what training learns from them."""

import json

import pytest

from data.profiles import Need
from data.tables.pool import AuditRow, CompanyRow, OfferRow
from models.encoding.vector_cache import VectorCache
from service.access import COMMAND_LINE, Caller
from service.errors import ForbiddenError
from service.judging.feedback import Judgement
from service.judging.verdict_pairs import export_verdicts
from tests.factory import pool
from tests.models.worlds import ENCODER, SCORER
from training.verdicts import verdict_examples

NEED = Need("Бетон М500 в Тюмень", kind="product", okpd2="23.63.10", place="Тюмень", volume=40.0, unit="м³")
STRANGER = Caller("key:1", "guest")


@pytest.fixture
def exported(services, tmp_path):
    """The lines of an export as it is now."""

    def export():
        path = tmp_path / "verdicts.jsonl"
        count = export_verdicts(services.database, path)
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
        assert len(lines) == count
        return lines

    return export


def give(services, verdict="suitable", caller=COMMAND_LINE, **fields):
    if not fields.keys() & {"offer_id", "company_id"}:
        fields["offer_id"] = 1
    if "need_id" not in fields:
        fields.setdefault("need", NEED)
    return services.feedback.give(caller, Judgement(verdict, "снимок", **fields))


def test_a_verdict_keeps_the_free_text_need_as_it_was_asked(services):
    row = give(services)
    assert (row.need_text, row.need_kind, row.need_okpd2, row.need_place) == (
        *("Бетон М500 в Тюмень", "product", "23.63.10", "Тюмень"),
    )
    assert (row.need_volume, row.need_unit, row.need_id) == (40.0, "м³", None)


def test_nobody_but_staff_gives_takes_or_sees_verdicts(services):
    row = give(services)
    with pytest.raises(ForbiddenError):
        give(services, caller=STRANGER)
    with pytest.raises(ForbiddenError):
        services.feedback.take_back(STRANGER, row.id)
    with pytest.raises(ForbiddenError):
        services.feedback.latest(STRANGER, 10)
    assert services.feedback.on_need(STRANGER, NEED).rows == ()
    assert [found.id for found in services.feedback.on_need(COMMAND_LINE, NEED).rows] == [row.id]


def test_the_audit_log_does_not_hold_the_need(services):
    give(services)
    with services.database.reading() as session:
        line = session.query(AuditRow).order_by(AuditRow.id.desc()).first()
    assert (line.actor, line.action) == ("cli", "verdicts.give")
    assert "Бетон" not in f"{line.subject}{line.details}"


def test_a_pair_is_exported_with_all_that_training_reads(services, exported):
    give(services, rank=2)
    assert exported() == [
        {
            "need": "Бетон М500 в Тюмень",
            "kind": "product",
            "okpd2": "23.63.10",
            "place": "Тюмень",
            "offer": "Бетон товарный М500",
            "offer_kind": "product",
            "offer_okpd2": "23.63.10",
            "provisional": False,
            "label": True,
            "verdict": "suitable",
            "reason": None,
            "snapshot": "снимок",
            "rank": 2,
        }
    ]


@pytest.mark.parametrize(
    ("verdict", "reason", "labels"),
    [
        ("suitable", None, [True]),
        ("known", None, [True]),
        ("contacted", None, [True]),
        ("quoted", None, [True]),
        ("contract", None, [True]),
        ("unsuitable", "wrong_product", [False]),
        ("unsuitable", "far", []),
        ("unsuitable", "expensive", []),
        ("unsuitable", "volume", []),
        ("unsuitable", "no_answer", []),
    ],
)
def test_only_wrong_goods_and_positive_outcomes_teach_relevance(services, exported, verdict, reason, labels):
    give(services, verdict, reason=reason)
    assert [pair["label"] for pair in exported()] == labels


def test_a_verdict_taken_back_or_replaced_teaches_nothing(services, exported):
    give(services)
    services.feedback.take_back(COMMAND_LINE, give(services, "unsuitable", reason="wrong_product").id)
    assert exported() == []


def test_what_was_judged_is_exported_though_the_record_changed_since(services, exported):
    give(services, need_id=1)
    services.pool_entry.update(COMMAND_LINE, OfferRow, 1, {"title": "Песок"})
    assert [(pair["need"], pair["offer"]) for pair in exported()] == [
        ("Бетон М500 для фундамента", "Бетон товарный М500")
    ]


def test_a_provisional_offer_is_exported_in_the_company_s_own_words(services, exported):
    silent = 5
    give(services, company_id=silent)
    (pair,) = exported()
    assert (pair["offer"], pair["offer_kind"], pair["provisional"]) == (
        *("Ремонт башенных кранов", "product", True),
    )


def test_a_service_is_exported_as_a_service(services, exported):
    give(services, offer_id=2)
    (pair,) = exported()
    assert (pair["offer"], pair["offer_kind"]) == ("Доставка бетона миксером", "service")


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\u0085"])
def test_training_reads_what_was_exported_whatever_ends_of_lines_stand_in_it(services, tmp_path, end):
    text, path = f"Бетон М500{end}в Тюмень", tmp_path / "verdicts.jsonl"
    give(services, need=Need(text))
    export_verdicts(services.database, path)
    (found,) = verdict_examples(path, pool(), ENCODER, VectorCache(tmp_path, ENCODER), SCORER)
    assert (found.query.need.title, found.suits.tolist()) == (text, [True])


def test_a_company_judged_as_a_whole_teaches_nothing(services, exported):
    give(services, company_id=1)
    assert exported() == []


def test_no_company_is_named_in_an_export(services, exported):
    give(services, need_id=2, offer_id=1)
    give(services, company_id=5)
    text = json.dumps(exported(), ensure_ascii=False)
    assert not [name for name in ("Бетонный двор", "Молчун", "Окна Сибири", "beton", "krany") if name in text]
    assert "_id" not in text


ABOUT = (
    "Молчун (ООО «МОЛЧУН», ИНН 7202000001, ОГРН 1027200000001) чинит башенные краны КБ-403 "
    "по ГОСТ 13556-2016. Молчунов не берём. Телефоны +7 (3452) 12-34-56, 8-912-345-67-89, (3452) 12-34-56, "
    "89123456789, почта box@krany.example, сайт https://krany.example/about"
)


def test_what_a_company_tells_of_itself_is_exported_without_its_name_and_contacts(services, exported):
    services.pool_entry.update(COMMAND_LINE, CompanyRow, 5, {"about": ABOUT})
    give(services, company_id=5, need=Need("Ремонт крана, звоните +7 912 345-67-89"))
    (pair,) = exported()
    assert pair["need"] == "Ремонт крана, звоните …"
    assert pair["offer"] == (
        "… (ООО «…», ИНН …, ОГРН …) чинит башенные краны КБ-403 по ГОСТ 13556-2016. "
        "Молчунов не берём. Телефоны …, …, …, …, почта …, сайт …"
    )


def test_a_name_in_quotes_is_left_out_without_its_legal_form_too(services, exported):
    services.pool_entry.update(
        COMMAND_LINE, CompanyRow, 5, {"name": "ООО «Башенные люди»", "about": "Башенные люди чинят краны"}
    )
    give(services, company_id=5)
    assert [pair["offer"] for pair in exported()] == ["… чинят краны"]


def test_an_offer_that_was_nothing_but_a_name_teaches_nothing(services, exported):
    services.pool_entry.update(COMMAND_LINE, OfferRow, 1, {"title": "Бетонный двор, (3452) 12-34-56"})
    give(services)
    assert exported() == []
