"""What the figures were measured on: processor, memory, versions; no names and no paths."""

import os
import platform
import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

LIBRARIES = (
    "numpy", "scipy", "faiss-cpu", "bm25s", "pymorphy3", "orjson", "fastapi", "uvicorn", "ray", "pyarrow",
    "torch", "sentence-transformers", "transformers", "rank-bm25", "scikit-learn", "pytest-benchmark",
)  # fmt: skip


def described() -> list[list[str]]:
    """Rows of what and which."""
    return [
        ["", ""],
        ["processor", f"{_processor()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start"],
        ["memory", f"{_memory_gb():.0f} GB"],
        ["system", f"{platform.system()} {platform.release().split('-')[0]}, {platform.machine()}"],
        ["Python", platform.python_version()],
        ["libraries", ", ".join(f"{name} {found}" for name in LIBRARIES if (found := _version(name)))],
    ]


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or "unknown"
    found = dict(re.findall(r"^([\w ]+?)\s*: (.*)$", text, re.MULTILINE))
    return f"{found.get('model name', 'unknown')} (family {found.get('cpu family')}, model {found.get('model')})"


def _memory_gb() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
