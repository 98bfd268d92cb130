"""Tables of a safetensors file mapped into memory: only rows that are read take any, and processes share them."""

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

DTYPES = {"F16": np.float16, "F32": np.float32, "I32": np.int32, "I64": np.int64}


def mapped(path: Path) -> dict[str, NDArray[Any]]:
    """Tables by name, read-only. Raises OSError, ValueError or KeyError when the file is none of safetensors' own.

    Format: the length of a JSON header in eight bytes (little-endian), the header, the tables one after another.
    """
    with path.open("rb") as file:
        size = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(min(size, path.stat().st_size)))
    return {
        name: np.memmap(
            path,
            mode="r",
            dtype=DTYPES[told["dtype"]],
            shape=tuple(told["shape"]),
            offset=8 + size + told["data_offsets"][0],
        ).view(np.ndarray)
        for name, told in header.items()
        if name != "__metadata__"
    }
