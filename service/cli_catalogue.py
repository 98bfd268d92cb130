"""Commands that read documents and show the catalogue: ingest, build, catalogue export / list / show."""

import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import orjson
import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from corpus import export as exports
from corpus import manifest as manifests
from corpus import store
from corpus.cards import FrameworkLevel, Position
from corpus.catalogue import Catalogue, from_json, to_json
from corpus.errors import CorpusError
from indexing import build as indexes
from models import encoders
from models.errors import TextsCut
from service.loading import load_encoder
from service.settings import Settings

if TYPE_CHECKING:
    from corpus.ingest import Ingested

out = Console()
err = Console(stderr=True)
app = typer.Typer(no_args_is_help=True, help="Show and export the catalogue.")
PROBLEMS_SHOWN = 40


def register(root: typer.Typer) -> None:
    """Add `ingest` and `build` to the root command."""
    root.command()(ingest)
    root.command()(build)


def ingest(
    files: Annotated[list[Path], typer.Argument(help="documents: standards, characteristics, frameworks")],
    manifest: Annotated[Path | None, typer.Option(help="JSON with ids, titles and dates of the files")] = None,
    export: Annotated[
        Path | None, typer.Option(help="write these documents alone as JSON, leave the catalogue")
    ] = None,
) -> None:
    """Read documents into the catalogue, or into a file of the export format."""
    from corpus import ingest as reading  # with readers and parsers, which no other command needs

    entries = manifests.read(manifest) if manifest else {}
    columns = TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}")
    with Progress(*columns, console=err, transient=True) as progress:
        task = progress.add_task("", total=len(files))
        read, failed = reading.read_documents(
            files, entries, lambda path, _: progress.update(task, advance=1, description=path.name)
        )
    home = Settings().home
    if read:
        old = Catalogue() if export else store.load_or_empty(home)
        catalogue = reading.merged(old, read)
        if export:
            store.write_atomically(export, to_json(catalogue))
        else:
            store.save(home, catalogue)
        _report(read)
    for failure in failed:
        err.print(f"[red]Not read:[/red] {escape(failure.reason)}", highlight=False, soft_wrap=True)
    if failed:
        raise typer.Exit(1)


def _report(read: "list[Ingested]") -> None:
    """What was found in each document, then the doubtful places."""
    table = Table("document", "kind", "cards", "positions", "level rows", "items", "lines", "noise", "problems")
    for i in read:
        p = i.parsed
        items = sum(len(t.skills) + len(t.knowledge) for c in p.cards for f in c.functions for t in f.tasks)
        owners: tuple[Position | FrameworkLevel, ...] = (*p.positions, *p.framework_levels)
        items += sum(len(o.skills) + len(o.knowledge) for o in owners)
        counts = (
            len(p.cards),
            len(p.positions),
            len(p.framework_levels),
            items,
            i.document.lines,
            i.document.noise_lines,
        )
        table.add_row(i.document.id, i.document.kind, *map(str, counts), str(len(p.problems)))
    err.print(table)
    problems = [problem for i in read for problem in i.parsed.problems]
    for problem in problems[:PROBLEMS_SHOWN]:
        err.print(f"[yellow]{problem.document}:{problem.line}[/yellow] {escape(problem.text)}", highlight=False)
    if len(problems) > PROBLEMS_SHOWN:
        err.print(f"… and {len(problems) - PROBLEMS_SHOWN} more: `kasip catalogue export` lists all under problems")


def build() -> None:
    """Encode the catalogue, write a new index, then switch to it."""
    from models import static_build  # slow, and no other command needs it

    settings = Settings()
    catalogue = store.load(settings.home)
    folder = encoders.folder_of(settings.home, encoders.DEFAULT)
    if settings.encoder == encoders.DEFAULT and not static_build.is_current(folder):
        with err.status("making the default encoder from the navec vectors (about 20 s)"):
            static_build.build(folder)
    with err.status(f"encoding with {settings.encoder}"), warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", TextsCut)
        digest = indexes.build(settings.home, catalogue, load_encoder(settings, download=True))
    for warning in told:
        err.print(f"[yellow]{escape(str(warning.message))}[/yellow]", highlight=False, soft_wrap=True)
    err.print(f"index {digest}: {len(catalogue.professions)} professions, {len(catalogue.competences)} competences")


@app.command()
def export(export_format: Annotated[str, typer.Option("--format", help="json, csv, xlsx or jsonld")] = "json") -> None:
    """Print the whole catalogue; give xlsx a file: `kasip catalogue export --format xlsx > catalogue.xlsx`."""
    if export_format not in exports.FORMATS:
        raise typer.BadParameter(f"give one of {', '.join(exports.FORMATS)}", param_hint="--format")
    sys.stdout.buffer.write(exports.FORMATS[export_format](store.load(Settings().home)))


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(help="an earlier export in JSON")],
    new: Annotated[Path, typer.Argument(help="a later export in JSON")],
    as_json: Annotated[bool, typer.Option("--json", help="print JSON only")] = False,
) -> None:
    """Say what was added, removed, reworded, moved or changed between two exports."""
    from corpus import diff as differences

    changes = differences.diff(_exported(old), _exported(new))
    counts = differences.summary(changes)
    if as_json:
        sys.stdout.buffer.write(orjson.dumps({"summary": counts, "changes": changes}, option=orjson.OPT_INDENT_2))
        return
    for change in changes:
        out.print(f"[bold]{differences.WORDS[change.kind]}[/bold]  {escape(change.text)}", highlight=False)
    out.print("; ".join(f"{differences.WORDS[kind]}: {count}" for kind, count in counts.items()))


def _exported(path: Path) -> Catalogue:
    try:
        return from_json(path.read_bytes())
    except OSError as exc:
        raise CorpusError(f"{path} can't be read: {exc.strerror}.") from exc


@app.command("list")
def list_() -> None:
    """List the professions."""
    table = Table("id", "title", "levels", "codes", "members")
    for p in store.load(Settings().home).professions:
        table.add_row(p.id, p.title, ", ".join(map(str, p.levels)), ", ".join(p.codes), str(len(p.members)))
    out.print(table)


@app.command()
def show(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="profession, card, position or level row")],
) -> None:
    """Print one profession, card, position or level row as JSON."""
    catalogue = store.load(Settings().home)
    shelves = (
        catalogue.professions,
        catalogue.cards,
        catalogue.positions,
        catalogue.framework_levels,
        catalogue.competences,
    )
    found = next((x for shelf in shelves for x in shelf if x.id == identifier), None)
    if found is None:
        raise CorpusError(f"Nothing in the catalogue has the id {identifier!r}. `kasip catalogue list` shows ids.")
    sys.stdout.buffer.write(orjson.dumps(found, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
