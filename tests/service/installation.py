"""Commands as they are used: processes of their own over a data folder; what they import is imported once."""

import json
import multiprocessing
import os
import runpy
import subprocess
import sys
from multiprocessing import forkserver

from service.settings import ROOT

ONE_THREAD = {"OMP_NUM_THREADS": "1"}
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["service.cli.main", "sentence_transformers"])


class Installation:
    """Runs commands over one data folder."""

    timeout_seconds = 120

    def __init__(self, folder, encoder):
        self.folder = folder
        inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        self.environment = (
            inherited | ONE_THREAD | {"DATA_DIR": str(folder / "data"), "ENCODER": str(encoder)}
        )

    def run(self, *arguments, **environment):
        """What `python -m service` with these arguments printed, and its exit code."""
        streams = [self.folder / "stdout.txt", self.folder / "stderr.txt"]
        command = ["service", *map(str, arguments)]
        start_forks()
        process = FORKS.Process(target=_obey, args=(command, self.environment | environment, streams))
        process.start()
        process.join(self.timeout_seconds)
        if process.is_alive():
            process.kill()
            raise subprocess.TimeoutExpired(command, self.timeout_seconds)
        told = [stream.read_text(encoding="utf-8") for stream in streams]
        return subprocess.CompletedProcess(command, process.exitcode, *told)

    def json(self, *arguments, code=0):
        """The answer of a command with --json: all of stdout is one JSON value."""
        done = self.run(*arguments, "--json")
        assert done.returncode == code, done.stderr
        return json.loads(done.stdout)

    def file(self, name, text):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path


def start_forks():
    """Libraries read how many threads they may use when they are imported."""
    before = os.environ.get("OMP_NUM_THREADS")
    os.environ |= ONE_THREAD
    forkserver.ensure_running()
    if before is None:
        del os.environ["OMP_NUM_THREADS"]
    else:
        os.environ["OMP_NUM_THREADS"] = before


def _obey(command, environment, streams):
    os.chdir(ROOT)
    os.environ.clear()
    os.environ.update(environment)
    for number, stream in enumerate(streams, 1):
        os.dup2(os.open(stream, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
    sys.argv = command
    runpy.run_module("service", run_name="__main__", alter_sys=True)
