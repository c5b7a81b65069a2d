"""The description of the API, and the API held against it."""

import re

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from service.app import CONTENT_SECURITY_POLICY

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
EXAMPLES = settings(
    max_examples=12, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


@pytest.fixture
def document(stranger):
    return stranger.get("/openapi.json").json


def operations(document):
    return [
        (path, method, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_whatever_is_sent_the_answer_is_one_that_is_described(app, api, mode):
    schema = schemathesis.openapi.from_wsgi("/openapi.json", app)
    described = [found.ok() for found in schema.get_all_operations()]
    assert len(described) == len(operations(schema.raw_schema))
    for operation in described:
        hold_against(operation, mode, api.headers)


def hold_against(operation, mode, headers):
    """Random requests, right ones or wrong ones, over the application itself without a server between."""

    @settings(EXAMPLES)
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case):
        # schemathesis asks for gzip, but does not unpack it when there is no server between
        plain = headers | {"Accept-Encoding": "identity"}
        case.call_and_validate(headers=plain, checks=CHECKS)

    ask()


def test_it_is_openapi_3_1_and_names_the_key(document):
    assert document["openapi"].startswith("3.1")
    assert document["components"]["securitySchemes"]["key"]["scheme"] == "bearer"


def test_every_operation_is_told_in_words_and_asks_for_the_key(document):
    for path, method, operation in operations(document):
        assert operation["summary"] and operation["description"], (method, path)
        assert operation["security"] == [{"key": []}], (method, path)


def test_every_operation_says_how_it_refuses(document):
    for path, method, operation in operations(document):
        refusals = {status for status in operation["responses"] if status[0] in "45"}
        assert {"401", "403", "405", "500"} <= refusals, (method, path)
        for status in refusals:
            content = operation["responses"][status]["content"]
            assert list(content) == ["application/problem+json"], (method, path, status)


def test_what_callers_send_is_closed_to_unknown_fields(document):
    bodies = {
        operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[1]
        for _, _, operation in operations(document)
        if "requestBody" in operation
    }
    schemas = document["components"]["schemas"]
    assert bodies == {
        *("SupplierSearch", "BuyerSearch", "CompanyEntry", "CompanyPatch"),
        *("OfferEntry", "OfferPatch", "NeedEntry", "NeedPatch", "VerdictEntry", "ExplanationQuestion"),
        *("ChainEntry", "ChainPatch", "ProjectEntry", "ProjectPatch", "SlotEntry", "SlotPatch"),
        *("InvitationEntry", "InputDecision", "ChallengeEntry", "ReportEntry", "RebuildEntry"),
        *("RequestEntry", "RequestPatch", "EventEntry", "SavedSearchEntry"),
        *("ContactEntry", "StaffContactEntry", "ContactAnswer", "OwnContactAnswer", "ContactNote"),
        *("TokenEntry", "HandOnEntry", "MergeEntry"),
        *("ConsentEntry", "CompanyConsentEntry", "PassedAnswerEntry", "MailingEntry"),
    }
    nested = {"FiltersForm", "NeedForm", "OfferForm", "OutcomeEntry", "BoundsEntry"}
    assert [n for n in bodies | nested if schemas[n].get("additionalProperties") is not False] == []


def test_every_route_of_the_api_is_described(app, document):
    described_routes = {(path, method) for path, method, _ in operations(document)}
    routes = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/")
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    assert described_routes == routes


def test_no_schema_holds_a_made_up_example(stranger):
    assert not re.search(r'"examples?":', stranger.get("/openapi.json").text)


def test_the_page_for_people_finds_all_its_files(stranger):
    page = stranger.get("/docs")
    files = re.findall(r'(?:src|href|data-openapi)="([^"]+)"', page.text)
    assert page.status_code == 200
    assert len(files) >= 5
    assert {path: stranger.get(path).status_code for path in files} == dict.fromkeys(files, 200)


def test_the_page_for_people_needs_nothing_that_the_policy_forbids(stranger):
    page = stranger.get("/docs")
    assert re.findall(r"<script(?![^>]* src=)", page.text) == []
    assert re.findall(r"<style|style=|\son\w+=", page.text) == []
    assert "https://" not in page.text.replace("http://www.w3.org", "")
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    assert "unsafe" not in str(CONTENT_SECURITY_POLICY)


@pytest.mark.parametrize("path", ["..%2f..%2f__init__.py", "../../__init__.py", "css/", "nothing.js"])
def test_only_files_of_the_page_are_given_away(stranger, path):
    assert stranger.get(f"/docs/{path}").status_code == 404
