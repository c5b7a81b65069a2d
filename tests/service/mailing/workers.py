"""Workers in processes of their own, for tests that kill them."""

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress

from service.settings import ROOT


class Workers:
    """Talks with `tests.mailing_worker`."""

    def __init__(self, process):
        self._process = process

    def start(self, **wanted):
        """The process id of a new worker."""
        self._process.stdin.write(json.dumps(wanted) + "\n")
        self._process.stdin.flush()
        return self._line()

    def wait(self):
        """How the worker that was started last ended: 0, or minus the signal."""
        return self._line()

    def run(self, **wanted):
        self.start(**wanted)
        return self.wait()

    def _line(self):
        line = self._process.stdout.readline()
        assert line, "the parent of the workers is gone"
        return int(line)


@contextmanager
def running_workers(folder, port, url=None):
    command = [sys.executable, "-m", "tests.mailing_worker", str(folder), str(port), url or ""]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        workers = Workers(process)
        workers.wait()  # until it has imported everything
        yield workers
    finally:
        process.stdin.close()
        process.wait(timeout=30)


def kill(pid):
    """kill -9; the process may just have ended."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
