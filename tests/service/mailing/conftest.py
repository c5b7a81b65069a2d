import sys

import pytest

from tests.service.mailing.post import Post, counting_sink


@pytest.fixture
def post(tmp_path):
    opened = Post(tmp_path).add_companies()
    yield opened
    opened.close()


@pytest.fixture
def sink():
    with counting_sink() as running:
        yield running


@pytest.fixture
def tell(capsys):
    """Says a line past the capture: counts are printed, also by tests that pass."""

    def say(line):
        with capsys.disabled():
            sys.stdout.write(f"\n{line}")

    return say
