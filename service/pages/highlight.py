"""A text cut into pieces, so that a page can mark its quotes and link each to what it speaks for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from matching.result import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of the text that speak for something; `number` counts from 1 in the text's order."""

    number: int
    span: Span
    refs: tuple[str, ...]  # ids of the elements of the page that it speaks for, the first one is its link


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of the text with the same marks from its beginning to its end."""

    text: str
    quote: Quote | None  # whose words these are
    opens: bool  # the first piece of its quote
    closes: bool  # the last one
    reason: int | None  # number of the level's reason


def numbered(spans: Iterable[Span]) -> dict[Span, int]:
    """Numbers of places in the text's order, from 1, each place once."""
    order = sorted(set(spans), key=lambda span: (span.start, span.end))
    return {span: number for number, span in enumerate(order, start=1)}


def quotes(refs: Iterable[tuple[Span, str]]) -> tuple[Quote, ...]:
    """The places of a text that elements of a page refer to."""
    found: dict[Span, list[str]] = {}
    for span, ref in refs:
        found.setdefault(span, []).append(ref)
    return tuple(Quote(number=n, span=span, refs=tuple(found[span])) for span, n in numbered(found).items())


def pieces(text: str, marked: Sequence[Quote], reasons: Sequence[Span] = ()) -> tuple[Piece, ...]:
    """Cut a text at the ends of its quotes and reasons. The pieces joined are the text; of quotes that overlap the first
    has the words."""
    spans = [q.span for q in marked] + list(reasons)
    cuts = sorted({0, len(text), *(s.start for s in spans), *(s.end for s in spans)})
    cut = [(start, end) for start, end in pairwise(cuts) if start < end]
    owners = [next((q for q in marked if q.span.start <= start < q.span.end), None) for start, _ in cut]
    found = []
    for place, ((start, end), quote) in enumerate(zip(cut, owners, strict=True)):
        reason = next((n for n, s in enumerate(reasons, start=1) if s.start <= start < s.end), None)
        opens = quote is not None and quote not in owners[:place]
        closes = quote is not None and quote not in owners[place + 1 :]
        found.append(Piece(text=text[start:end], quote=quote, opens=opens, closes=closes, reason=reason))
    return tuple(found)
