"""Where a Ray cluster answers. Ray itself tries a wrong address for a quarter of an hour, so it is looked at before."""

import os
import socket
from pathlib import Path

from service.bulk.errors import BulkError

TIMEOUT_S = 5.0


def checked(address: str) -> str:
    """The address, if something answers there. Raises BulkError."""
    host, _, port = address.rpartition(":")
    if not host or "/" in host or not (port.isascii() and port.isdigit()):
        raise BulkError(f"{address} is no address of a Ray cluster. Give auto, or HOST:PORT as `ray start` prints it.")
    if not _answers(host, int(port)):
        raise BulkError(f"Nothing answers at {address}. Start a Ray cluster there: ray start --head --port {port}.")
    return address


def running() -> str | None:
    """The cluster that RAY_ADDRESS names, else the one that was started last on this machine, if it answers."""
    if named := os.environ.get("RAY_ADDRESS"):
        return checked(named)
    try:
        noted = _note().read_text(encoding="utf-8").strip()
        return checked(noted)
    except (OSError, BulkError):  # the note of a cluster that was killed stays behind
        return None


def _note() -> Path:
    """Where Ray notes its address, as the documentation of `ray.init` has it."""
    return Path(os.environ.get("RAY_TMPDIR", "/tmp")) / "ray" / "ray_current_cluster"


def _answers(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=TIMEOUT_S):
            return True
    except (OSError, OverflowError):
        return False
