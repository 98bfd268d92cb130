"""Tables are mapped as safetensors wrote them, read-only; what is no such file is told as an error."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from safetensors.numpy import save_file

from models.mapping import mapped


def test_tables_are_those_that_were_saved(tmp_path: Path) -> None:
    tables: dict[str, NDArray[Any]] = {
        "a": np.arange(12, dtype=np.float16).reshape(3, 4),
        "b": np.ones((2, 5), dtype=np.float32),
    }
    save_file(tables, tmp_path / "tables", metadata={"of": "a test"})
    found = mapped(tmp_path / "tables")
    assert set(found) == {"a", "b"}
    for name, table in tables.items():
        assert found[name].dtype == table.dtype
        assert (found[name] == table).all()


def test_nobody_can_write_to_them(tmp_path: Path) -> None:
    save_file({"a": np.ones((2, 2), dtype=np.float32)}, tmp_path / "tables")
    with pytest.raises(ValueError, match="read-only"):
        mapped(tmp_path / "tables")["a"][0] = 2


@pytest.mark.parametrize("data", [b"", b"\x05\0\0\0\0\0\0\0{", b"\xff" * 40, b"\x02\0\0\0\0\0\0\0{}"[:9]])
def test_what_is_no_such_file_is_an_error(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "tables").write_bytes(data)
    with pytest.raises((ValueError, OSError)):
        mapped(tmp_path / "tables")
