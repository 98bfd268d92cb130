"""The command `kasip evaluate`: metrics, baselines and one report."""

import warnings
from pathlib import Path
from typing import Annotated

import orjson
import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from corpus.store import write_atomically
from eval import evaluate_gaps, real, report
from eval.evaluate import Evaluation
from eval.evaluate import evaluate as run
from eval.labels import read, read_file
from indexing.index import load
from matching.matcher import Matcher
from models import encoders
from models.errors import TextsCut
from models.lemmas import check_fast_dawg
from service.loading import load_encoder
from service.settings import Settings

out = Console()
err = Console(stderr=True)
SHOWN = ("recall@1", "recall@3", "mrr", "ndcg@5", "auroc")


def evaluate(
    labelled: Annotated[
        Path | None, typer.Option("--set", help="labelled jsonl; the project's test split by default")
    ] = None,
    folder: Annotated[Path, typer.Option("--out", help="where report.html and metrics.json go")] = Path(
        "var/evaluation"
    ),
    real_texts: Annotated[
        Path | None, typer.Option("--real", help="folder with vacancies/*.jsonl.gz of other trades")
    ] = None,
    encoder: Annotated[
        list[str] | None, typer.Option(help="a further encoder beside the index's, by vectors only; may be repeated")
    ] = None,
) -> None:
    """Judge the system and all baselines on labelled texts; write report.html and metrics.json."""
    check_fast_dawg()
    settings = Settings()
    index = load(settings.home, load_encoder(settings))
    further = [encoders.load(settings.home, name, download=True) for name in encoder or ()]
    gold = read_file(labelled) if labelled else read("test")
    columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
    with Progress(*columns, console=err, transient=True) as progress, warnings.catch_warnings():
        warnings.simplefilter("once", TextsCut)  # an encoder may cut many texts: one word about it is enough
        task = progress.add_task("")
        result = run(index, gold, encoders=further, progress=lambda step: progress.update(task, description=step))
        progress.update(task, description="gaps")
        matcher = Matcher(index)
        gaps = evaluate_gaps.judged(matcher, "test_gaps", {g.id: g for g in read("test")})
        others = None
        if real_texts:
            progress.update(task, description="real vacancies")
            others = real.measure(real.read(real_texts), matcher.match)
    versions = f"catalogue {index.catalogue.catalogue_version}, {matcher.model_version}"
    page = report.to_html(result, gaps, others, versions=versions)
    numbers = {"catalogue_version": index.catalogue.catalogue_version, "model_version": matcher.model_version}
    numbers |= report.to_dict(result, gaps, others)
    write_atomically(folder / "report.html", page.encode())
    write_atomically(
        folder / "metrics.json", orjson.dumps(numbers, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    )
    _print(result, gaps_numbers=report.gap_numbers(gaps), real_result=others)
    err.print(f"report: {folder / 'report.html'}, numbers: {folder / 'metrics.json'}")


def _print(result: Evaluation, *, gaps_numbers: dict[str, float], real_result: real.RealResult | None) -> None:
    table = Table("", *SHOWN, title=f"{result.texts} texts, 95 % intervals")
    for one in result.runs:
        found = result.metrics[one.name]
        table.add_row(one.title, *(f"{found[n].value:.3f} [{found[n].low:.2f}, {found[n].high:.2f}]" for n in SHOWN))
    out.print(table)
    rest = [n for n in result.metrics["system"] if n not in SHOWN]
    for name in rest:
        found_one = result.metrics["system"][name]
        out.print(f"{name}: {found_one.value:.3f} [{found_one.low:.3f}, {found_one.high:.3f}]")
    out.print("gaps: " + ", ".join(f"{name} {value:.3f}" for name, value in gaps_numbers.items()))
    for f in result.fairness:
        out.print(
            f"fairness {f.trait}: first answer changed {f.changed_first:.2%}, level {f.changed_level:.2%} of {f.pairs} pairs"
        )
    if real_result:
        out.print(f"real vacancies of other trades: {real_result.accepted} of {real_result.texts} accepted")
