"""A full disk: nothing is lost, nothing goes twice; on a small file system, where one can be mounted."""

import subprocess
from contextlib import contextmanager

import pytest

from service.mailing.sending import SendingStoppedError
from tests.service.mailing.post import Post, counting_sink


@contextmanager
def small_disk(folder):
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("ATTENTION: a full disk is NOT tested, no file system can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder, leave):
    """Leaves so many bytes free."""
    ballast = folder / "ballast"
    block = b"x" * 4096
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(block)
        except OSError:
            pass
        file.truncate(max(0, file.tell() - leave))
    return ballast


@pytest.mark.parametrize("leave", [0, 4096, 8192, 16384, 32768, 65536])
def test_a_disk_that_fills_up_loses_nothing_and_sends_nothing_twice(tmp_path, leave):
    with small_disk(tmp_path / "disk") as folder, counting_sink() as (port, taken):
        post = Post(folder).add_companies(40)
        id_ = post.approved(40)
        ballast = fill(folder, leave)
        with pytest.raises(SendingStoppedError, match="место"):
            post.sending(port).run()
        ballast.unlink()
        post.clock.move(minutes=6)
        post.sending(port).run()
        states, letters = post.states(id_), post.letters(id_)
        post.close()
    assert taken.duplicates == 0
    assert states["sent"] + states.get("unknown", 0) == 40 and states.get("unknown", 0) <= 1
    assert all(taken.taken[row.message_id] == 1 for row in letters if row.state == "sent")
