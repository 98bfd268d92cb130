"""Inputs and runners made for these tests."""

import hashlib
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
from threadpoolctl import threadpool_limits

from matching.matcher import Matcher
from service.bulk.engine import Versions
from service.bulk.match_shard import Answered
from service.bulk.runners import Runner
from service.bulk.shards import Row, Shard

VERSIONS = Versions(catalogue="c1", model="m1", index="i1", kasip="0")
TITLES = ("Социальный работник", "Психолог", "Водитель автобуса", "Сиделка", "Тифлопедагог", "Әлеуметтік қызметкер")
DUTIES = (
    "помогать пожилым людям на дому",
    "вести приём родителей и детей",
    "покупать продукты и лекарства",
    "қарттарға күтім жасау",
    "составлять отчёты и вести журнал",
    "учить незрячих детей читать по Брайлю",
    "возить пассажиров по маршруту",
)


def records(count: int) -> list[dict[str, Any]]:
    """Short vacancies and CVs, no two alike."""
    return [{"id": f"r{n}", "text": _text(n), "kind": ("auto", "cv", "vacancy")[n % 3]} for n in range(count)]


def _text(number: int) -> str:
    duties = ", ".join(DUTIES[(number + step) % len(DUTIES)] for step in range(1 + number % 3))
    return f"{TITLES[number % len(TITLES)]}\nОбязанности: {duties}.\nОпыт от {number % 7} лет, участок {number}."


def exact(matcher: Matcher, rows: list[dict[str, Any]]) -> str:
    """A hash over the scores of the rows, unrounded, as `match_shard` has them."""
    total = hashlib.sha256()
    with threadpool_limits(limits=1):
        for row in rows:
            judged = matcher.judge(row["text"], kind=row["kind"])
            total.update(judged.scores.tobytes() + judged.confidences.tobytes())
    return total.hexdigest()


def write_jsonl(path: Path, rows: list[Any]) -> Path:
    """A jsonl file of the rows."""
    path.write_bytes(b"".join(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows))
    return path


def canned(row: Row) -> dict[str, Any]:
    """An answer of the contract's form that says nothing but whose it is."""
    record = orjson.loads(row.data)
    if "text" not in record:
        return {"id": record["id"], "error": {"kind": "no-text", "detail": "none", "line": row.line}}
    level = {"value": 4, "distribution": {"4": 1.0}, "reasons": []}
    return {"id": record["id"], "status": "matched", "kind": "cv", "language": "ru", "professions": [], "level": level}


def canned_shard(rows: tuple[Row, ...], answer: Callable[[Row], dict[str, Any]] = canned) -> Answered:
    """What `match_shard` would give, by another answer."""
    answers = [answer(row) for row in rows]
    lines = b"".join(orjson.dumps(a, option=orjson.OPT_APPEND_NEWLINE) for a in answers)
    return Answered(len(rows), sum("error" in a for a in answers), zlib.compress(lines, 1))


class CannedRunner:
    """Answers by itself, the last shard of every `disorder` first; notes what it was asked; ends after `limit` shards."""

    def __init__(
        self, *, disorder: int = 1, limit: int | None = None, ends_with: type[BaseException] = KeyboardInterrupt
    ):
        self.versions = VERSIONS
        self.asked: list[int] = []
        self._disorder = disorder
        self._limit = limit
        self._ends_with = ends_with

    def run(self, shards: Iterator[Shard]) -> Iterator[tuple[Shard, Answered]]:
        held: list[Shard] = []
        for shard in shards:
            if self._limit is not None and len(self.asked) >= self._limit:
                raise self._ends_with
            self.asked.append(shard.number)
            held.append(shard)
            if len(held) == self._disorder:
                yield from ((s, canned_shard(s.rows)) for s in reversed(held))
                held = []
        yield from ((s, canned_shard(s.rows)) for s in reversed(held))


@contextmanager
def ready(runner: Runner) -> Iterator[Runner]:
    """A runner as `job.run` takes it."""
    yield runner
