"""`python -m bench [PART …]`: measure and print the table; a run of all parts also writes documentation and plots."""

import argparse
import sys

from rich.console import Console
from rich.table import Table

from bench import child, document, machine, plots
from bench.figures import Results
from service.settings import PROJECT

LIMITS_S = {"stages": 150.0, "serving": 180.0, "bulk": 300.0, "peers": 120.0, "growth": 480.0}
DOCUMENTS = ("docs/performance.md", "docs/scaling.md")
IMAGES = PROJECT / "docs" / "images" / "performance"
COLOURS = {"pass": "green", "short": "red"}


def main() -> int:
    """Run the parts one after another; returns 1 when one failed. A figure that falls short is no failure but a result."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"some of {', '.join(LIMITS_S)}; all by default")
    given = parser.parse_args()
    if unknown := set(given.parts) - set(LIMITS_S):
        parser.error(f"there is no part {', '.join(sorted(unknown))}; there are {', '.join(LIMITS_S)}")
    described, results, failed = machine.described(), Results(), False
    for part in given.parts or LIMITS_S:
        try:
            results.add(child.run(part, limit_s=LIMITS_S[part]))
        except child.PartFailed as exc:
            sys.stderr.write(f"{exc}\n")
            failed = True
    show(results)
    if not given.parts and not failed:
        blocks = document.blocks(results, described)
        for name in DOCUMENTS:
            document.update(PROJECT / name, blocks)
        plots.draw(results, IMAGES)
    return int(failed)


def show(results: Results) -> None:
    """Print one table of all figures."""
    table = Table("figure", "value", "target", "", title="Kasip on this machine")
    for figure in results.figures:
        colour = COLOURS.get(figure.verdict, "none")
        table.add_row(figure.name, figure.shown, figure.promised, f"[{colour}]{figure.verdict}[/]")
    console = Console()
    console.print(table)
    for note in results.notes:
        console.print(f"Note: {note}", soft_wrap=True)


if __name__ == "__main__":
    sys.exit(main())
