"""The metrics that `make record` wrote last; read by the guard and by the service, which has no need of the evaluation itself."""

import json
from pathlib import Path

RECORDED = Path(__file__).parent / "recorded.json"

Points = dict[str, dict[str, float]]  # run → metric → value


def recorded() -> Points:
    """What `make record` wrote last."""
    found: Points = json.loads(RECORDED.read_text(encoding="utf-8"))
    return found
