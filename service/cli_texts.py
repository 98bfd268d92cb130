"""Commands that hold texts against the catalogue and each other: compare, coverage, extract, mask."""

import sys
from datetime import UTC, datetime
from typing import Annotated

import orjson
import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from matching.compare import Comparison, compare
from matching.extract import extract
from matching.masking.masks import mask
from matching.providers import Coverage, coverage
from service.loading import load_matcher
from service.settings import Settings
from service.texts import read_text

out = Console()
SHOWN = 30  # rows of a table

File = Annotated[str, typer.Argument(help="text file, or - for standard input")]
AsJson = Annotated[bool, typer.Option("--json", help="print JSON only")]


def register(root: typer.Typer) -> None:
    """Add these commands to the root command."""
    root.command("compare")(compare_files)
    root.command("coverage")(cover_file)
    root.command("extract")(extract_file)
    root.command("mask")(mask_file)


def compare_files(
    cv: Annotated[str, typer.Argument(help="file of the CV")],
    vacancy: Annotated[str, typer.Argument(help="file of the vacancy")],
    as_json: AsJson = False,
) -> None:
    """Say what a vacancy asks for and a CV shows."""
    texts = read_text(cv), read_text(vacancy)
    found = compare(load_matcher(Settings()), *texts, year=datetime.now(UTC).year)
    if as_json:
        _json({"comparison": found})
    else:
        _show_comparison(found)


def cover_file(
    file: File,
    targets: Annotated[
        list[str] | None, typer.Option("--target", help="profession, card or position; the nearest by default")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say what a course programme teaches of the cards."""
    text = read_text(file)
    found = coverage(load_matcher(Settings()), text, targets or None)
    if as_json:
        _json({"coverage": found})
    else:
        _show_coverage(found)


def extract_file(file: File, as_json: AsJson = False) -> None:
    """List the competences that a text speaks of."""
    text = read_text(file)
    found = extract(load_matcher(Settings()), text)
    if as_json:
        _json({"competences": found})
        return
    table = Table("в тексте", "компетенция", "уверенность")
    for mention in found:
        table.add_row(escape(mention.quote), escape(mention.competence.label), f"{mention.confidence:.0%}")
    out.print(table)


def mask_file(file: File, as_json: AsJson = False) -> None:
    """Print a text with its personal data hidden."""
    hidden = mask(read_text(file))
    if as_json:
        _json(hidden)
    else:
        sys.stdout.write(hidden.text)


def _show_comparison(found: Comparison) -> None:
    table = Table("вакансия просит", "в резюме", "вывод", expand=True)
    for item in found.items[:SHOWN]:
        near = item.direct.quote if item.direct else ""
        table.add_row(escape(item.item.text), escape(near), item.status)
    for demand in found.demands[:SHOWN]:
        near = demand.nearest.quote if demand.nearest else ""
        table.add_row(escape(demand.quote), escape(near), demand.status)
    out.print(table)
    out.print("   ".join(f"{name}: {count}" for name, count in found.summary.items() if count))


def _show_coverage(found: Coverage) -> None:
    table = Table("профессия", "карточка", "охвачено", "по делу", expand=True)
    for target in found.targets:
        table.add_row(escape(target.title), target.card, f"{target.taught:.0%}", f"{target.used:.0%}")
    out.print(table)


def _json(value: object) -> None:
    sys.stdout.buffer.write(orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    sys.stdout.buffer.flush()
