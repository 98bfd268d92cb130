"""The secret of an installation: it signs the audit log and makes tags of inputs that can't be guessed back.

A plain hash of a short text is no protection: whoever has it can hash likely texts until one fits. A tag is an HMAC, so
guessing needs the secret as well. The secret stands in a file, readable by its owner alone, and not in the database:
a dump of the database then neither tells the inputs nor lets anyone sign a changed audit log. The database holds
a fingerprint, so that a replica with another secret is refused instead of breaking the log.
"""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from service.state.errors import StateUnavailable, WrongSecret
from service.state.files import create_once


@dataclass(frozen=True, slots=True)
class Secret:
    """256 random bits, and what is made with them."""

    path: Path
    key: bytes

    def __repr__(self) -> str:
        return f"Secret({self.path})"

    def tag(self, purpose: str, data: str) -> str:
        """Keyed hash of some data, 64 hexadecimal digits. Tags of different purposes can't be compared."""
        own_key = hmac.digest(self.key, purpose.encode(), hashlib.sha256)
        return hmac.new(own_key, data.encode(), hashlib.sha256).hexdigest()

    def made(self, tag: object, purpose: str, data: str) -> bool:
        """Whether a tag found somewhere is the one that this secret makes; it may be anything."""
        return hmac.compare_digest(str(tag).encode(errors="replace"), self.tag(purpose, data).encode())


def load_or_make(path: Path) -> Secret:
    """Read the secret's file, or make it when there is none. Raises WrongSecret, StateUnavailable."""
    try:
        create_once(path, secrets.token_hex(32).encode() + b"\n")
        found = path.read_text(encoding="ascii", errors="replace").strip()
    except OSError as exc:
        raise StateUnavailable(f"The secret {path} can't be read or made: {exc.strerror}. Mend its rights.") from exc
    if not re.fullmatch("[0-9a-f]{64}", found):
        raise WrongSecret(f"{path} holds no secret (64 hexadecimal digits). Restore it from the backup.")
    return Secret(path, bytes.fromhex(found))
