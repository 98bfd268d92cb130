"""Answers are the same to the last bit in every process, or bulk output could not be the same bytes."""

import os
import subprocess
import sys
from pathlib import Path

from matching.matcher import Matcher
from service.settings import PROJECT
from tests.service.bulk.made_up import exact, records

SCRIPT = """
from service.loading import load_matcher
from service.settings import Settings
from tests.service.bulk.made_up import exact, records

print(exact(load_matcher(Settings()), records(20)))
"""


def test_another_process_with_another_hash_seed_computes_the_same_scores(home: Path, matcher: Matcher) -> None:
    """Rounded, a difference shows once in thousands of answers; so the numbers behind them are compared."""
    seed = "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**os.environ, "KASIP_HOME": str(home), "PYTHONHASHSEED": seed, "OMP_NUM_THREADS": "1"},
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == exact(matcher, records(20))
