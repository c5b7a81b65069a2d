"""What a reader and a staff member get of every door: a new one without a decision turns this red."""

import inspect

import pytest

from service import access
from service.access import COMMAND_LINE, Caller, check_endpoint
from service.doors import ADMINISTRATION, CHANGING_PAGES, PUBLIC_ENDPOINTS, READING_POSTS
from service.errors import ForbiddenError
from tests.service.conftest import ApiClient
from tests.service.test_access import guarded_requests, sign_in

READER = Caller("user:9", "staff", "Вера", "reader")
STAFF = Caller("user:8", "staff", "Пётр", "staff")

# every door of the application that is more than reading, and has been thought about: a reader is refused.
# A new route belongs here, or, where it reads, among service.doors.READING_POSTS.
CHANGES = {
    "challenges": {"archive_challenge", "create_challenge"},
    "chains": {
        *("archive_chain", "archive_project", "archive_slot", "create_chain", "create_project"),
        *("create_slot", "edit_chain", "edit_project", "edit_slot"),
    },
    "companies": {"archive_company", "create_company", "edit_company"},
    "consents": {"answer"},
    "contacts": {"answer", "ask", "note", "pass_on", "undo", "withdraw"},
    "duplicates": {"merge", "undo_merge"},
    "invitations": {"mark_invited", "take_invitation_back"},
    "journal": {"add_event", "create_request", "edit_request", "split_request"},
    "mailings": {"plan"},
    "partners": {"decide_input", "forget_input"},
    "quality": {"rebuild"},
    "records": {"archive_need", "archive_offer", "create_need", "create_offer", "edit_need", "edit_offer"},
    "report": {"keep_report"},
    "verdicts": {"give_verdict", "take_verdict_back"},
    "web": {
        *("add_challenge", "answer_request", "archive_challenge", "archive_part", "archive_record"),
        "take_back_event",
        "choose_suppliers",
        *("cancel_import", "change_request", "close_with_contract", "close_without_result"),
        *("confirm_import", "confirm_request", "disable_person", "edit_part", "edit_record"),
        *("enable_person", "fill_slot", "give_request", "give_verdict", "keep_report", "mark_invited"),
        *("match_import", "new_chain", "new_company", "new_person", "new_project", "new_record"),
        *("new_request", "new_slot", "note_request", "person", "release_slot", "reopen_request"),
        *("reset_password", "restore_archived", "restore_challenge", "restore_part", "restore_record"),
        *("say_of_input", "start_chain", "start_project", "take_invitation_back", "take_verdict_back"),
        *("undo_import", "unlock_person", "upload_import"),
        *("archive_stale_need", "confirm_company", "edit_in_place", "keep_unmet", "merge_companies"),
        *("need_shortlist", "prolong_need", "publish_snapshot", "put_term_back", "rebuild_snapshot"),
        *("restore_stale_need", "roll_scorer_back", "split_request", "still_true", "take_back_apart"),
        *("take_confirmation_back", "take_draft_back", "take_scorer_up", "tell_apart", "text_shortlist"),
        *("train_scorer", "undo_merge"),
        *("answer_consent", "approve_mailing", "arm_mail", "change_mailing", "decide_on_proposal"),
        *("disable_portal", "enable_portal", "erase_data", "keep_contact", "leave_out", "new_contact"),
        *(
            "new_mailing",
            "new_portal",
            "plan_again",
            "portal",
            "renew_portal_key",
            "reword_mailing",
            "send_mail",
        ),
        *("settle_letter", "try_letter", "undo_proposal", "write_again"),
    },
}
# pages to read, with a form for those who may change what they show
SHOWN_TO_ALL = {"web.need_shortlist", "web.new_contact", "web.text_shortlist"}
DECIDED = {f"{part}.{name}" for part, names in CHANGES.items() for name in names}
# what a caller does and not only sees
GUARDS_OF_CHANGES = {
    *(
        "may_answer_contacts",
        "may_answer_request",
        "may_ask_contacts",
        "may_change",
        "may_change_company",
        "may_change_pool",
    ),
    *("may_erase", "may_export_personal_data", "may_keep_contacts"),
    *("may_collect_challenges", "may_decide_inputs", "may_import", "may_invite", "may_judge"),
    *("may_judge_for", "may_keep_consents", "may_keep_journal", "may_keep_models", "may_keep_portals"),
    *("may_keep_reports", "may_keep_shortlists", "may_manage_people", "may_merge", "may_moderate"),
    *("may_pass_on", "may_plan_mail", "may_rebuild", "may_send_mail", "may_shape_chains"),
}
GUARDS_OF_SIGHT = {
    *("may_ask_why", "may_compare", "may_look_up_codes", "may_recruit", "may_report"),
    *("may_save_searches", "may_see_chains", "may_see_changes", "may_see_duplicates"),
    *("may_see_horizontal", "may_see_journal", "may_see_market", "may_see_overview"),
    *("may_see_contacts", "may_see_contracts", "may_see_mail", "may_see_moderation"),
    *("may_see_needs_of", "may_see_partners", "may_see_quality", "may_see_record", "may_see_verdicts"),
}
# what is asked of members and portals only, or of one field: tests/service/test_member_access.py
OF_OTHERS = {"may_ask_for_own_data", "may_change_field", "may_fetch_tokens"}
OF_ADMINISTRATORS = {"may_erase", "may_keep_models", "may_keep_portals", "may_manage_people"}


def doors(app):
    """All but those that only members open: staff have no roles there."""
    return {
        (endpoint, method) for endpoint, method, _ in guarded_requests(app) if access.opens(endpoint, "staff")
    }


def is_refused(endpoint, method, caller):
    try:
        check_endpoint(endpoint, method, caller)
    except ForbiddenError:
        return True
    return False


def test_every_door_that_changes_something_has_been_decided_on(app):
    changing = {e for e, method in doors(app) if method not in access.READING_METHODS}
    undecided = changing - DECIDED - READING_POSTS
    assert undecided == set(), "a reader gets 403 of these: right? Then name them in CHANGES"


def test_a_reader_passes_no_door_that_changes_something(app):
    passed = {
        (endpoint, method)
        for endpoint, method in doors(app)
        if endpoint in DECIDED
        and method not in access.READING_METHODS
        and not is_refused(endpoint, method, READER)
    }
    assert passed == set()


def test_a_reader_reads_all_but_the_forms_of_what_only_others_do(app):
    for endpoint, method in doors(app):
        if method in access.READING_METHODS:
            is_form = endpoint in CHANGING_PAGES | ADMINISTRATION
            assert is_refused(endpoint, method, READER) == is_form, (endpoint, method)


def test_a_form_that_changes_something_is_not_shown_to_a_reader(app):
    both = {e for e, m in doors(app) if m == "POST"} & {e for e, m in doors(app) if m == "GET"}
    assert both - READING_POSTS - CHANGING_PAGES - ADMINISTRATION == SHOWN_TO_ALL


def test_staff_pass_everything_but_administration_and_administrators_everything(app):
    for endpoint, method in doors(app):
        assert is_refused(endpoint, method, STAFF) == (endpoint in ADMINISTRATION), (endpoint, method)
        assert not is_refused(endpoint, method, COMMAND_LINE)


def test_all_doors_that_are_named_exist(app):
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert endpoints >= PUBLIC_ENDPOINTS | READING_POSTS | CHANGING_PAGES | ADMINISTRATION | DECIDED


def allowed(may, caller):
    """What a guard says; those that are asked about a company are asked about none of the caller's own."""
    others = [None] * (len(inspect.signature(may).parameters) - 1)
    return may(caller, *others)


def test_every_function_that_guards_a_change_is_false_for_a_reader_and_for_strangers():
    guards = {
        name: f
        for name, f in inspect.getmembers(access, inspect.isfunction)
        if name.startswith("may_") and name not in OF_OTHERS
    }
    assert guards.keys() == GUARDS_OF_CHANGES | GUARDS_OF_SIGHT
    for name, may in guards.items():
        is_change = name in GUARDS_OF_CHANGES
        assert allowed(may, READER) is not is_change, name
        assert allowed(may, COMMAND_LINE) is True, name
        assert allowed(may, STAFF) is (name not in OF_ADMINISTRATORS), name
        assert allowed(may, Caller("key:1", "nobody", role="administrator")) is False, name
        assert allowed(may, Caller("user:1", "staff", role="царь")) is not is_change, name


@pytest.fixture
def reader(app, services):
    services.accounts.create_user("vera", "Вера", "очень длинный пароль", "reader")
    client = app.test_client()
    assert sign_in(client, "vera", "очень длинный пароль").status_code == 303
    return client


def test_a_reader_in_the_browser_reads_searches_and_changes_nothing(reader):
    assert reader.get("/companies").status_code == 200
    assert reader.get("/?text=бетон").status_code == 200
    form = {"csrf_token": token_of(reader)}
    assert reader.post("/", data=form | {"text": "бетон"}).status_code == 200
    refused = reader.post("/companies/new", data=form | {"name": "Завод"})
    assert refused.status_code == 403
    assert "Вы вошли как читатель: смотреть и искать можно, менять — нет" in refused.text
    assert reader.get("/companies/new").status_code == 403
    assert reader.post("/no/such/page", data=form).status_code == 404


def test_a_reader_changes_the_own_password_and_leaves(reader):
    assert reader.get("/password").status_code == 200
    assert reader.post("/password", data={"csrf_token": token_of(reader)}).status_code == 422
    assert reader.post("/sign-out", data={"csrf_token": token_of(reader)}).status_code == 303


def test_a_key_that_reads_gets_a_problem_where_it_would_change_something(app, services):
    client = ApiClient(app, services.accounts.create_key("staff", role="reader").key)
    assert client.get("/companies").status_code == 200
    assert client.suppliers("бетон")["matches"] is not None
    refused = client.post("/companies", {"name": "Завод"})
    assert (refused.status_code, refused.content_type) == (403, "application/problem+json")
    assert "менять — нет" in refused.json["detail"]


def token_of(client):
    return token_in(client.get("/password").text)


def token_in(page):
    return page.split('name="csrf_token" value="')[1].split('"')[0]


BUTTONS = ("В архив", "Завести", "Изменить", "Записать обращение", "Загрузка", "Отметить приглашённой")


@pytest.mark.parametrize(
    "path",
    [
        "/companies",
        "/companies/1",
        "/chains",
        "/challenges",
        "/invitations",
        "/journal",
        "/report",
        "/?text=бетон",
    ],
)
def test_pages_show_a_reader_no_buttons_that_only_refuse(reader, path):
    page = reader.get(path)
    assert page.status_code == 200
    main = page.text.split("<main")[1]
    assert [word for word in BUTTONS if f">{word}" in main] == []
    forms = [line for line in main.splitlines() if 'method="post"' in line and "/searches" not in line]
    assert forms == []
