"""The encoder without the adapter, where the builder can make one."""

import logging
import subprocess
import sys
from pathlib import Path

log = logging.getLogger(__name__)

OPTION = "--bare"


def bare_encoder(folder: Path) -> Path | None:
    """The folder with it, built if need be; None, said loudly, where that cannot be done."""
    builder = [sys.executable, "-m", "models.encoding.build"]
    known = subprocess.run([*builder, "--help"], capture_output=True, text=True, check=False).stdout
    if OPTION not in known:
        log.warning("БЕЗ АДАПТЕРА ПРОПУЩЕНО: models.encoding.build не знает %s", OPTION)
        return None
    done = subprocess.run(
        [*builder, OPTION, "--out", str(folder)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        log.warning("БЕЗ АДАПТЕРА ПРОПУЩЕНО: %s", done.stderr.strip().splitlines()[-1:])
        return None
    return folder
