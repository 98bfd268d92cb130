"""The command line `kasip`."""

import os
import sys
from typing import Annotated

import orjson
import typer
from rich.console import Console
from rich.markup import escape

from corpus.errors import CorpusError
from matching.matcher import TextTooLong, UnknownTarget
from service import cli_audit, cli_catalogue, cli_keys, cli_texts, render
from service.bulk.errors import BulkError
from service.cli_batch import batch
from service.cli_evaluate import evaluate
from service.cli_serve import NOT_STARTED, openapi, serve
from service.gap_answers import answered
from service.loading import load_matcher
from service.results import result_dict
from service.settings import Settings
from service.texts import read_text

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
app.add_typer(cli_keys.app, name="keys")
app.add_typer(cli_audit.app, name="audit")
cli_texts.register(app)
for command in (evaluate, batch, serve, openapi):
    app.command()(command)

KNOWN_ERRORS = (*NOT_STARTED, CorpusError, TextTooLong, UnknownTarget, BulkError)
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
    result = matcher.match(read_text(file), kind=_kind(kind), title=title, top_k=top_k)
    if as_json:
        _json(result_dict(result))
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
    result = matcher.gaps(read_text(file), target, kind=_kind(kind))
    if as_json:
        _json({"gaps": answered(matcher.index.catalogue, result)})
    else:
        render.gaps(out, result)


def _kind(kind: str) -> str:
    if kind not in KINDS:
        raise typer.BadParameter(f"{kind!r} is none of {', '.join(KINDS)}", param_hint="--kind")
    return kind


def _json(value: object) -> None:
    sys.stdout.buffer.write(orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    sys.stdout.buffer.flush()
