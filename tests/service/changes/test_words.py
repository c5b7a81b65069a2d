"""Every action that the code notes in the log has words, and every kind of action can be chosen."""

import ast
import re
from pathlib import Path

import pytest

from data.entry import RULES
from data.tables.pool import Base
from service.changes.words import ACTIONS, KINDS, TABLE_OF
from service.field_words import field_word

ROOT = Path(__file__).parents[3]
# what stands between the braces of an action that is put together
PARTS = {
    "table.__tablename__": [table.__tablename__ for table in RULES],
    "kind": ["asked", "passed", "reminded"],
    "state": ["granted", "declined"],
    "verb": ["give", "withdraw"],
}
# what opens a transaction that leaves a line in the log: Database.changing, and helpers that end there
OPENERS = {"changing", "_changing", "_deciding", "_erase", "withholding"}
# the parameter of a helper whose callers name the action
PASSED_ON = {"action"}
NO_KIND = {"demo"}


def actions_of(path):
    """The actions of all calls that change something, as the module writes them."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if is_call and node.func.attr in OPENERS and node.args:
            told = [part for part in node.args[1:] if is_action(part)]
            assert told, f"{path}:{node.lineno} names no action"
            yield from spelled(told[0])


def is_action(part):
    is_text = isinstance(part, ast.JoinedStr) or isinstance(getattr(part, "value", None), str)
    return is_text or ast.unparse(part) in PASSED_ON


def spelled(action):
    if isinstance(action, ast.Constant):
        yield action.value
    elif isinstance(action, ast.JoinedStr):
        fixed = "".join(part.value for part in action.values if isinstance(part, ast.Constant))
        (open_,) = [part for part in action.values if isinstance(part, ast.FormattedValue)]
        names = PARTS[ast.unparse(open_.value)]
        is_first = action.values[0] is open_
        yield from (name + fixed if is_first else fixed + name for name in names)


def all_actions():
    for package in ("service", "data"):
        for path in sorted((ROOT / package).rglob("*.py")):
            yield from actions_of(path)


def test_every_action_has_words():
    actions = set(all_actions())
    assert len(actions) > 40
    assert sorted(action for action in actions if action not in ACTIONS) == []


def test_words_are_of_actions_that_there_are():
    # challenges have no update; they are spelled with the records all the same
    assert sorted(set(ACTIONS) - set(all_actions())) == ["challenges.update"]


def test_every_kind_of_action_can_be_chosen():
    kinds = {action.partition(".")[0] for action in ACTIONS}
    assert kinds - NO_KIND == set(KINDS)


def test_every_kind_is_a_table():
    assert {TABLE_OF.get(kind, kind) for kind in KINDS} <= set(Base.metadata.tables)


@pytest.mark.parametrize("table", [table.__tablename__ for table in RULES])
def test_fields_that_people_enter_have_words(table):
    hidden = {"id", "created_at", "updated_at", "name_folded", "due_on", "due_told_on"}
    fields = [c.name for c in Base.metadata.tables[table].columns if c.name not in hidden]
    owners = {"company_id", "chain_id", "project_id"}
    assert [name for name in fields if not field_word(name, table) and name not in owners] == []


def test_words_are_sentences_without_codes():
    assert all(re.fullmatch(r"[А-ЯЁ][^_]+", words) for words in ACTIONS.values())
