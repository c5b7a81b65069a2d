"""A parent that has imported everything and forks one worker for each line that it reads.

A line of JSON: `point` and `nth` say where the worker kills itself (none: it runs to its end), `ahead` how
far its clock is moved on, `forever` that it waits for more. The parent says 0 once it is ready, and
answers with the process id and, but for one that runs forever, with how it ended. It has no threads, so that
a fork is whole. What was approved before it started it sends itself.
"""

import json
import os
import signal
import sys
import traceback
from pathlib import Path

import structlog

from tests.service.mailing.post import Clock, Post


def main(folder, port, url):
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    _warm(folder, port, url)
    _say(0)
    for line in sys.stdin:
        wanted = json.loads(line)
        pid = os.fork()
        if pid == 0:
            _work(folder, port, url, wanted)
        _say(pid)
        if not wanted.get("forever"):
            _, status = os.waitpid(pid, 0)
            _say(-os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status))


def _warm(folder, port, url):
    """What a worker imports late is imported, and what it compiles once is compiled."""
    post = Post(folder, url)
    post.sending(port).run()
    post.close()


def _work(folder, port, url, wanted):
    try:
        post = Post(folder, url, Clock(wanted.get("ahead", 0)))
        watch = (
            _killer(wanted["point"], wanted.get("nth", 1)) if wanted.get("point") else lambda step, id_: None
        )
        post.sending(port, watch=watch, **wanted.get("options", {})).run(not wanted.get("forever"))
        code = 0
    except BaseException:
        traceback.print_exc()
        code = 1
    os._exit(code)


def _killer(point, nth):
    left = nth

    def watch(step, _letter_id):
        nonlocal left
        if step == point:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    return watch


def _say(value):
    sys.stdout.write(f"{value}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] or None)
