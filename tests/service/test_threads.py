"""Products run on one thread wherever texts are matched, whatever the environment says."""

import os
import subprocess
import sys
from pathlib import Path

from service.settings import PROJECT

THREADS = "{pool['num_threads'] for pool in threadpool_info()}"
PROGRAM = f"""
import asyncio
from threadpoolctl import threadpool_info
from service.loading import load_matcher
from service.operation.gate import Gate
from service.settings import Settings

matcher = load_matcher(Settings())
print({THREADS}, asyncio.run(Gate().run(lambda: {THREADS})))
"""


def test_a_process_that_loads_a_matcher_and_its_gate_take_one_thread(home: Path) -> None:
    environment = {**os.environ, "KASIP_HOME": str(home), "OPENBLAS_NUM_THREADS": "2", "OMP_NUM_THREADS": "2"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["{1}", "{1}"]
