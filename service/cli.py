"""The command line `kasip`."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import orjson
import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from corpus.errors import CorpusError
from indexing.errors import IndexFault
from matching.matcher import TextTooLong, UnknownTarget
from models.errors import ModelError
from models.lemmas import SlowDawgError
from service import batch as bulk
from service import cli_catalogue, render
from service.cli_evaluate import evaluate
from service.loading import load_matcher
from service.settings import Settings

out = Console()
err = Console(stderr=True)
app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Kasip: professions, levels, evidence and gaps.",
)
app.add_typer(cli_catalogue.app, name="catalogue")
cli_catalogue.register(app)
app.command()(evaluate)

KNOWN_ERRORS = (CorpusError, IndexFault, ModelError, SlowDawgError, TextTooLong, UnknownTarget, bulk.BatchError)
KINDS = ("auto", "vacancy", "cv")

Kind = Annotated[str, typer.Option(help="auto, vacancy or cv")]
AsJson = Annotated[bool, typer.Option("--json", help="print JSON only")]


def main() -> None:
    """Run the command line; a known error is one line on stderr and exit code 1."""
    try:
        app()
    except KNOWN_ERRORS as exc:
        err.print(f"[red]Error:[/red] {escape(str(exc))}", highlight=False, soft_wrap=True, markup=True)
        sys.exit(1)
    except Exception as exc:  # no traceback reaches a user
        if os.environ.get("KASIP_DEBUG"):
            raise
        err.print(
            f"[red]Kasip failed:[/red] {type(exc).__name__}: {escape(str(exc))}. Set KASIP_DEBUG=1 to see where.",
            markup=True,
        )
        sys.exit(1)


@app.command()
def match(
    file: Annotated[str, typer.Argument(help="text file, or - for standard input")] = "-",
    kind: Kind = "auto",
    title: Annotated[str | None, typer.Option(help="title, if it is not the first line")] = None,
    top_k: Annotated[int, typer.Option(min=1, max=50, help="how many professions")] = 5,
    as_json: AsJson = False,
) -> None:
    """Say which professions a vacancy or CV is closest to, at which level, on what evidence."""
    matcher = load_matcher(Settings())
    result = matcher.match(_text(file), kind=_kind(kind), title=title, top_k=top_k)
    if as_json:
        _json(bulk.result_dict(result))
    else:
        render.match(out, result, {d.id: d for d in matcher.index.catalogue.documents})


@app.command()
def gaps(
    file: Annotated[str, typer.Argument(help="text file, or - for standard input")],
    profession: Annotated[str | None, typer.Option(help="profession id")] = None,
    card: Annotated[str | None, typer.Option(help="card or position id")] = None,
    kind: Kind = "auto",
    as_json: AsJson = False,
) -> None:
    """Say which items of a profession or card a text covers and which are missing."""
    target = card or profession
    if target is None:
        raise typer.BadParameter("give --profession ID or --card ID; `kasip catalogue list` shows them")
    matcher = load_matcher(Settings())
    result = matcher.gaps(_text(file), target, kind=_kind(kind))
    if as_json:
        _json({"gaps": result})
    else:
        render.gaps(out, result)


@app.command()
def batch(
    source: Annotated[Path, typer.Argument(help=".jsonl or .csv with the fields id, text, kind?, title?, target?")],
    target: Annotated[Path, typer.Argument(help=".jsonl with one answer a record")],
) -> None:
    """Match a file of texts."""
    matcher = load_matcher(Settings())
    with _progress("matching") as advance:
        records, errors = bulk.run(matcher, source, target, done=advance)
    err.print(f"{records} records, {errors} with an error → {target}")
    if errors:
        raise typer.Exit(1)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="address, KASIP_HOST by default")] = None,
    port: Annotated[int | None, typer.Option(help="port, KASIP_PORT by default")] = None,
    workers: Annotated[int | None, typer.Option(help="processes, KASIP_WORKERS by default")] = None,
) -> None:
    """Serve the API and the page."""
    import uvicorn

    settings = Settings()
    load_matcher(settings)  # a missing index is told here, not by every worker
    os.environ.setdefault("KASIP_HOME", str(settings.home))
    uvicorn.run(
        "service.app:from_environment",
        factory=True,
        host=host or settings.host,
        port=port or settings.port,
        workers=workers or settings.workers,
        access_log=False,
    )


def _kind(kind: str) -> str:
    if kind not in KINDS:
        raise typer.BadParameter(f"{kind!r} is none of {', '.join(KINDS)}", param_hint="--kind")
    return kind


def _text(file: str) -> str:
    """Text of a file or of standard input. Raises CorpusError when it is no text."""
    from corpus.readers.files import decode

    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as exc:
        raise CorpusError(f"{file} can't be read: {exc.strerror}.") from exc
    return decode(data, "standard input" if file == "-" else Path(file).name) if data.strip() else ""


def _json(value: object) -> None:
    sys.stdout.buffer.write(orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    sys.stdout.buffer.flush()


@contextmanager
def _progress(title: str) -> Iterator[Callable[[int], None]]:
    columns = SpinnerColumn(), TextColumn(f"{title}: {{task.completed:.0f}}"), TimeElapsedColumn()
    with Progress(*columns, console=err, transient=True) as progress:
        task = progress.add_task(title, total=None)
        yield lambda count: progress.update(task, completed=count)
