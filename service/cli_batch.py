"""The command `kasip batch`."""

import signal
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console
from rich.markup import escape

from service.bulk import job, parts, progress
from service.bulk.engine import Versions
from service.bulk.processes import processes
from service.bulk.runners import Runner, in_process
from service.bulk.shards import SHARD_ROWS
from service.settings import Settings

err = Console(stderr=True)
INTERRUPTED = 130  # as a shell tells Ctrl-C


def batch(
    source: Annotated[
        Path, typer.Argument(metavar="IN", help=".jsonl, .csv or .parquet with id, text, kind?, title?, target?")
    ],
    target: Annotated[Path, typer.Argument(metavar="OUT", help=".jsonl, .csv or .parquet with one answer a row")],
    workers: Annotated[int, typer.Option(min=1, help="processes of this machine; each takes a core")] = 1,
    ray: Annotated[
        str | None,
        typer.Option(
            metavar="auto|ADDRESS", help="a Ray cluster instead; auto finds one here, or starts one for the run"
        ),
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="go on with a run that was ended")] = False,
    shard_rows: Annotated[int, typer.Option(min=1, help="rows between two savings")] = SHARD_ROWS,
    as_json: Annotated[bool, typer.Option("--json", help="print the summary as JSON on standard output")] = False,
) -> None:
    """Match a file of texts: one answer a row, in the order of the rows; a row that can't be read gets an error."""
    if ray and workers > 1:
        raise typer.BadParameter(
            "--workers is for this machine; a cluster uses all cores that it has", param_hint="--workers"
        )
    meter = progress.Meter()
    order = job.Job(source=source, target=target, resume=resume, shard_rows=shard_rows)
    try:
        with _terminable(), progress.shown(err, meter) as moved:
            versions = job.run(order, _runner(workers, ray), meter=meter, moved=moved)
    except KeyboardInterrupt:
        _say(f"Interrupted. {_kept(target)}")
        raise typer.Exit(INTERRUPTED) from None
    except Exception:
        if parts.count(target):
            _say(_kept(target))
        raise
    _say(
        f"{meter.rows} records, {meter.errors} with an error → {target} ({meter.rate:.1f} rows/s, {meter.reused} reused)"
    )
    if as_json:
        _json(_summary(meter, versions))
    if meter.errors:
        raise typer.Exit(1)


def _runner(workers: int, ray: str | None) -> AbstractContextManager[Runner]:
    settings = Settings()
    if ray:
        from service.bulk.ray_runner import on_ray

        return on_ray(settings, ray, say=_say)
    return in_process(settings) if workers == 1 else processes(settings, workers)


@contextmanager
def _terminable() -> Iterator[None]:
    """Let SIGTERM end a run as Ctrl-C does."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _kept(target: Path) -> str:
    folder, count = parts.folder_of(target), parts.count(target)
    return (
        f"{count} finished shards are kept in {folder}: give the same command with --resume to go on." if count else ""
    )


def _summary(meter: progress.Meter, versions: Versions) -> dict[str, Any]:
    return {
        "rows": meter.rows,
        "errors": meter.errors,
        "reused": meter.reused,
        "seconds": round(meter.seconds, 3),
        "rows_per_second": round(meter.rate, 2),
        "catalogue_version": versions.catalogue,
        "model_version": versions.model,
    }


def _say(text: str) -> None:
    err.print(escape(text), highlight=False, soft_wrap=True)


def _json(value: object) -> None:
    sys.stdout.buffer.write(orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    sys.stdout.buffer.flush()
