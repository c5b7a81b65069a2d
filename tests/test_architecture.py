"""Imports run one way: data <- models <- {training, service}; nothing goes in a circle."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {
    "data": {"data"},
    "models": {"data", "models"},
    "training": {"data", "models", "training"},
    "service": {"data", "models", "service"},
}
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts): path
    for package in MAY_IMPORT
    for path in sorted((ROOT / package).rglob("*.py"))
    if "migrations" not in path.parts and "local" not in path.parts
}


def imported_names(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative import"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def our_imports(module):
    return {name for name in imported_names(MODULES[module]) if name in MODULES and name != module}


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_a_package_imports_only_what_stands_below_it(package):
    wrong = [
        f"{module} imports {name}"
        for module in MODULES
        if module.split(".")[0] == package
        for name in our_imports(module)
        if name.split(".")[0] not in MAY_IMPORT[package]
    ]
    assert wrong == []


def test_no_imports_go_in_a_circle():
    finished, under_way = set(), []

    def visit(module):
        if module in finished:
            return
        assert module not in under_way, " -> ".join([*under_way[under_way.index(module) :], module])
        under_way.append(module)
        for name in our_imports(module):
            visit(name)
        finished.add(under_way.pop())

    for module in MODULES:
        visit(module)


@pytest.mark.parametrize("stranger", ["flask", "sqlalchemy", "os.environ", "pydantic_settings"])
def test_matching_knows_no_web_and_no_database(stranger):
    users = [m for m in MODULES if m.startswith("models.") and stranger in set(imported_names(MODULES[m]))]
    assert users == []


def test_only_settings_read_the_environment():
    readers = {
        module
        for module, path in MODULES.items()
        if module.startswith("service.")
        and ("os.environ[" in path.read_text() or "getenv" in path.read_text())
    }
    assert readers == set()


def test_packages_are_entered_through_their_modules():
    filled = [m for m, path in MODULES.items() if m.endswith("__init__") and path.read_text().strip()]
    assert filled == []
