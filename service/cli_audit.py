"""The commands `kasip audit verify / export / prune`."""

import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from service.cli_keys import opened
from service.state import exports
from service.state.chain import Place
from service.state.entries import Entry

err = Console(stderr=True, soft_wrap=True)
app = typer.Typer(no_args_is_help=True, help="Check, export and prune the audit log.")


@app.command()
def verify(
    noted: Annotated[
        str | None,
        typer.Option(metavar="NUMBER:HASH", help="a place printed earlier; finds a log set back or made anew"),
    ] = None,
    file: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="check an exported file, without the database")
    ] = None,
) -> None:
    """Check that no row of the log was changed, removed, added or exchanged; exit 1 names the first that was."""
    place = _place(noted) if noted else None
    if file:
        with file.open("rb") as lines:
            verdict = exports.verify(lines, place)
    else:
        with opened() as state:
            verdict = state.audit.verify(place)
    if verdict.broken:
        err.print(f"[red]The audit log is broken:[/red] {escape(verdict.broken.says)}.", highlight=False)
        raise typer.Exit(1)
    rows = f"{verdict.rows} rows, {verdict.first} to {verdict.head.number}" if verdict.rows else "no rows"
    err.print(f"In order: {rows}. Note this place elsewhere and give it to --noted next time:", highlight=False)
    typer.echo(str(verdict.head))


@app.command()
def export(file: Annotated[Path | None, typer.Option("--out", help="file; standard output by default")] = None) -> None:
    """Write the log as jsonl; it holds ids, versions and keyed tags, no text."""
    with opened() as state:
        lines = exports.to_lines(state.audit.links())
        if file is None:
            sys.stdout.buffer.writelines(lines)
            sys.stdout.buffer.flush()
        else:
            with file.open("wb") as target:
                target.writelines(lines)
        state.audit.append([Entry(who="local", action="audit.export")])


@app.command()
def prune(
    before: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="day, UTC; older rows are deleted")],
) -> None:
    """Delete old rows once they are checked; what remains stays verifiable."""
    with opened() as state:
        count = state.audit.prune(before=before.replace(tzinfo=UTC), who="local")
    err.print(f"{count} rows older than {before.date()} deleted.")


def _place(noted: str) -> Place:
    form = re.fullmatch(r"(\d{1,18}):([0-9a-f]{64})", noted)
    if form is None:
        raise typer.BadParameter("give NUMBER:HASH as `kasip audit verify` prints it", param_hint="--noted")
    return Place(int(form[1]), form[2])
