"""The manifest: what is known of a document beside its text (id, title, number, date)."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.identity import slug

MONTHS = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]
# «от 29 июня 2023 года № 262»
DATED = re.compile(rf"(\d{{1,2}})\s+({'|'.join(MONTHS)})\s+(\d{{4}})\s+года\s+№\s*([\w/-]+)", re.IGNORECASE)
HEAD = 6_000  # characters in which a document names itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A manifest's record of one document."""

    id: str
    title: str
    number: str | None = None
    date: str | None = None
    year: int | None = None
    act: str | None = None
    registered: str | None = None
    effective: str | None = None
    revision: str | None = None
    kind: str | None = None  # as the catalogue names kinds; another name says nothing


def read(path: Path) -> dict[str, Entry]:
    """Return the entries by file name. Raises CorpusError when the manifest can't be read."""
    try:
        documents = json.loads(path.read_text(encoding="utf-8"))["documents"]
        return {Path(d["file"]).name: _entry(d) for d in documents}
    except FileNotFoundError as exc:
        raise CorpusError(f"Manifest {path} not found.") from exc
    except (ValueError, KeyError, TypeError, AttributeError) as exc:
        raise CorpusError(f'Manifest {path} must be {{"documents": [{{"id": …, "file": …}}, …]}}: {exc!r}.') from exc


def _entry(record: dict[str, Any]) -> Entry:
    given = {name: record[name] for name in Entry.__dataclass_fields__ if record.get(name) is not None}
    return Entry(**{"title": Path(record["file"]).stem, **given, "id": str(record["id"])})


def guess(path: Path, text: str, prefix: str) -> Entry:
    """An entry for a document without a manifest: number and date as its head prints them."""
    title = next((line.strip() for line in text.splitlines() if line.strip()), path.stem)
    if found := DATED.search(text[:HEAD]):
        day, month, year, number = found.groups()
        date = f"{year}-{MONTHS.index(month.lower()) + 1:02}-{int(day):02}"
        return Entry(id=f"{prefix}-{year}-{slug(number)}", title=title, number=number, date=date, year=int(year))
    return Entry(id=f"{prefix}-{slug(path.stem)}", title=title)
