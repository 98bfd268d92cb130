"""Three ways to find personal data in a line: patterns, rules for names, and NER for the names that rules leave open."""

import re
from bisect import bisect
from collections.abc import Iterable, Sequence
from itertools import groupby

from matching.masking.hidden import SIGN, Hidden, blotted
from matching.masking.names import doubtful, named, possible
from matching.masking.runs import Run, Token, runs
from matching.masking.tables import Pattern
from models.names import persons

SENTENCE = re.compile(r"(?:[^.!?;\n]|[.!?;](?!\s)){1,500}[.!?;\n]*")  # with its end marks; a longer one is cut
NAME = "name"


def by_patterns(line: str, patterns: Sequence[Pattern], *, personal: bool) -> list[Hidden]:
    """Phones, mails, links, numbers, dates, ages and addresses; a pattern sees what those before it have hidden."""
    found: list[Hidden] = []
    lowered = line.lower()
    for pattern in patterns:
        if pattern.likely(lowered) and (personal or not pattern.personal or SIGN in line):
            parts = [Hidden(pattern.kind, start, end) for start, end in pattern.parts(line)]
            line = blotted(line, parts)
            found += parts
    return found


def by_names(line: str, *, personal: bool) -> list[Hidden]:
    """Names that the words themselves or those beside them tell; where these tell none, names that NER tells."""
    found = runs(line)
    told = [part for run in found for part in _joined(line, named(run, line, personal=personal))]
    return told or _recognised(line, [run for run in found if doubtful(run)])


def _recognised(line: str, open_runs: Sequence[Run]) -> list[Hidden]:
    """NER sees only sentences with a doubtful word, and only such words can be hidden."""
    if not open_runs:
        return []
    sentences = [match.span() for match in SENTENCE.finditer(line)]
    found: list[Hidden] = []
    for number, inside in groupby(open_runs, key=lambda run: bisect(sentences, (run.start, len(line))) - 1):
        start, end = sentences[number]
        spans = persons(line[start:end])
        for run in inside:
            hit = (t for t in run.tokens if possible(t) and any(s.start <= t.start - start < s.end for s in spans))
            found += _joined(line, hit)
    return found


def _joined(line: str, tokens: Iterable[Token]) -> list[Hidden]:
    """Words with nothing but blanks between them as one part."""
    found: list[Hidden] = []
    for token in tokens:
        if found and not line[found[-1].end : token.start].strip():
            found[-1] = Hidden(NAME, found[-1].start, token.end)
        else:
            found.append(Hidden(NAME, token.start, token.end))
    return found
