"""Memory that was freed is given back to the system.

Loading an index beside another one takes twice the memory for a moment. The C library keeps what was freed for later,
in pieces; a process that is watched by a memory limit should not.
"""

import ctypes
import sys
from contextlib import suppress


def give_back() -> None:
    """Give freed memory back, where the C library can."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # musl has no such function
            ctypes.CDLL(None).malloc_trim(0)
