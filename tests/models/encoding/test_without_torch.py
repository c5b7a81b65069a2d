import os
import subprocess
import sys

import pytest

from models.encoding.files import read_record
from tests.conftest import ARTIFACTS

HEAVY = {"torch", "transformers", "sentence_transformers", "onnx"}
MATCH = f"""
import atexit, runpy, sys
atexit.register(lambda: print("imported:", *sorted({HEAVY} & set(sys.modules))))
sys.argv = ["service", "match", "нужен бетон М300"]
runpy.run_module("service", run_name="__main__")
"""


def test_importing_the_module_does_not_import_torch():
    code = (
        "import sys, models.encoding.encoder, models.encoding.vector_cache; sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.skipif(
    "onnx" not in read_record(ARTIFACTS / "encoder"), reason="НЕТ ЭНКОДЕРА: выполните make setup"
)
def test_a_search_from_the_command_line_imports_no_torch(tmp_path):
    environment = os.environ | {"DATA_DIR": str(tmp_path), "ENCODER": ""}
    done = subprocess.run(
        [sys.executable, "-c", MATCH], capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "imported:"
