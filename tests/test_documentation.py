"""What users can call is told in the README."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from service.cli.main import app as cli
from service.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def command_names():  # pairs such as «keys create» too
    for name, command in get_command(cli).commands.items():
        yield from [f"{name} {sub}" for sub in command.commands] if hasattr(command, "commands") else [name]


@pytest.mark.parametrize("name", list(command_names()))
def test_every_command_is_in_the_readme(name):
    assert re.search(rf"`[^`\n]*\b{name}\b[^`\n]*`|python -m service {name}\b", README)


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_in_the_readme(name):
    assert f"`{name.upper()}`" in README


@pytest.mark.parametrize(
    "target", re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
)
def test_every_make_target_is_in_the_readme(target):
    assert f"make {target}" in README


@pytest.mark.parametrize(
    "library", re.findall(r"^([\w-]+)(?:\[\w+\])?==", (ROOT / "requirements.txt").read_text(), re.MULTILINE)
)
def test_every_library_is_named_in_the_readme_with_its_reason(library):
    assert library.casefold() in README.casefold()
