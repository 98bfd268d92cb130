"""How good the gap models are on texts, writers and professions that they were not fitted to, with the words of items and without.

`python -m eval.held_out_gaps HOME [ENCODER]` prints it for CVs and for vacancies.
"""

import hashlib
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from eval.agreement import told
from eval.fit import NOTHING
from eval.fit_gaps import Case, cases_of, fit_gaps
from eval.metrics_gap_items import JudgedGaps, JudgedItem
from indexing.bags import Vocabulary
from indexing.index import load
from matching.gap_model import GapModel
from matching.matcher import Matcher
from models import encoders

FOLDS = 10
GROUPS: dict[str, Callable[[Case], object]] = {
    "texts": lambda case: fold(case.text),
    "writers": lambda case: case.writer,
    "professions": lambda case: fold(case.profession),
}


def fold(name: str) -> int:
    """One of FOLDS parts that a name always falls into."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % FOLDS


def held_out(cases: Sequence[Case], group: Callable[[Case], object]) -> Iterator[JudgedGaps]:
    """Every report judged by a model of the reports of all other groups."""
    for own in sorted({group(case) for case in cases}, key=str):
        features, words = fit_gaps([case for case in cases if group(case) != own])
        for case in (case for case in cases if group(case) == own):
            vocabulary = Vocabulary.of(case.words)
            model = GapModel.of(features, words, vocabulary.bags(case.words), vocabulary)
            found = model.statuses(case.held, range(len(case.labels)))
            answers = zip(case.labels, found, strict=True)
            items = tuple(JudgedItem(label=label, answer=name, hit=None) for label, (name, _) in answers)
            yield JudgedGaps(text_id=case.text, items=items)


def _wordless(cases: Sequence[Case]) -> list[Case]:
    return [replace(case, words=((),) * len(case.labels)) for case in cases]


def main() -> None:
    """Print agreement with the labels for each kind of text and of group."""
    home = Path(sys.argv[1])
    matcher = Matcher(load(home, encoders.load(home, *sys.argv[2:3])), NOTHING)
    for kind in ("cv", "vacancy"):
        cases = cases_of(matcher, kind)
        print(f"{kind}: {len(cases)} reports, {sum(len(case.labels) for case in cases)} labels")
        for name, group in GROUPS.items():
            print(f"  {name} left out: {told(tuple(held_out(cases, group)))}")
            print(f"    without the words of items: {told(tuple(held_out(_wordless(cases), group)))}")


if __name__ == "__main__":
    main()
