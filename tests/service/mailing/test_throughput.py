"""Letters written of a plan and handed to a mail server on this machine: each once, in flat memory."""

import pytest

from training.mail_benchmark import FEW, MANY, send_mailing

GROWN_MB = 40  # the list of what an approval fixes is the only thing that grows with the letters


def assert_each_came_once(sent):
    assert (sent["arrived"], sent["arrived_again"]) == (sent["letters"], 0)


def test_planned_letters_are_written_approved_and_sent_by_commands_each_once():
    assert_each_came_once(send_mailing(30))


@pytest.mark.slow
def test_ten_thousand_letters_are_written_and_sent_once_in_flat_memory(tell):
    few, many = send_mailing(FEW), send_mailing(MANY)
    for sent in (few, many):
        tell(f"{sent['letters']} letters of {sent['letter_kb']} kB, {sent['peak_mb']} MB at most")
        tell(f"{sent['seconds']} s, {sent['cpu_seconds']} s of them computing: {sent['steps']}")
        assert_each_came_once(sent)
    assert many["peak_mb"] - few["peak_mb"] < GROWN_MB
