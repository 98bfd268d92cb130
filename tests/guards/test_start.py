"""What a service starts with: libraries that only some requests need cost seconds and memory at every start."""

import os
import subprocess
import sys
from pathlib import Path

from service.settings import PROJECT
from service.state.options import StateSettings
from service.state.state import open_state

LATER = (
    "torch", "transformers", "sentence_transformers", "sklearn", "scipy", "faiss", "bm25s", "natasha", "matplotlib",
    "openpyxl", "docx", "fpdf", "pdfplumber", "pypdf", "lxml", "PIL", "alembic", "corpus.ingest", "corpus.parsers",
)  # fmt: skip
STARTED = """
import gc, sys
from service.start import main
sys.argv = ["kasip", "openapi"]
try:
    main()
except SystemExit:
    pass
from service.app import from_environment
from service.cli_serve import served_app
served_app()
print([name for name in {later} if name in sys.modules], gc.isenabled(), gc.get_freeze_count() > 100_000)
"""


def test_a_started_service_has_loaded_nothing_that_it_may_never_need(home: Path) -> None:
    open_state(home, StateSettings()).close()  # makes the tables, as the first start ever does
    program, own = STARTED.format(later=LATER), {**os.environ, "KASIP_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=PROJECT, env=own, check=True
    )
    assert done.stdout.splitlines()[-1] == "[] True True"
