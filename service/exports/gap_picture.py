"""A picture of the most frequent gaps by profession and level, as SVG."""

from collections.abc import Iterator, Sequence
from html import escape
from textwrap import wrap

from matching.frequent import FrequentGap
from service.exports.paper import sentence
from service.pages.bulk_summary import Series
from service.pages.catalogues import Words
from service.pages.filters import levels

WIDTH, LABEL, BAR, LINE, MARGIN = 960, 520, 330, 18, 20
LETTERS = 66  # of a label's line
LINES = 2
INK, SOFT, ACCENT, GROUND = "#14202a", "#47555f", "#00566b", "#c8d0d6"


def picture(title: str, series: Sequence[Series], words: Words) -> bytes:
    """The picture with its title; a block of bars for each profession and level."""
    parts, y = [_text(MARGIN, 34, title, size=20, weight="bold")], 60.0
    for one in series:
        parts.append(_text(MARGIN, y + 16, named(one, words), size=15, weight="bold", fill=ACCENT))
        y += 30
        for gap in one.bars:
            lines = _lines(sentence(gap.text))
            parts += _bar(gap, lines, y)
            y += max(26, len(lines) * LINE + 10)
        y += 14
    body = "".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y:.0f}" width="{WIDTH}" height="{y:.0f}" '
        f'font-family="Arial, sans-serif"><title>{escape(title)}</title>'
        f'<rect width="100%" height="100%" fill="#fff"/>{body}</svg>'
    ).encode()


def named(series: Series, words: Words) -> str:
    """A profession with its level: «Социальный работник, уровень 4»."""
    level = words.gettext("level %(level)s", level=levels(series.levels))
    return f"{series.title}, {level}" if series.levels else series.title


def _bar(gap: FrequentGap, lines: Sequence[str], y: float) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield _text(MARGIN, y + 14 + number * LINE, line)
    yield f'<rect x="{LABEL}" y="{y + 2:.0f}" width="{BAR}" height="16" fill="{GROUND}"/>'
    yield f'<rect x="{LABEL}" y="{y + 2:.0f}" width="{BAR * gap.share:.1f}" height="16" fill="{ACCENT}"/>'
    yield _text(LABEL + BAR + 8, y + 15, f"{gap.lacking} / {gap.texts}", fill=SOFT)


def _lines(label: str) -> list[str]:
    found = wrap(label, LETTERS)
    return found if len(found) <= LINES else [*found[: LINES - 1], found[LINES - 1][: LETTERS - 1] + "…"]


def _text(x: float, y: float, text: str, *, size: int = 13, weight: str = "normal", fill: str = INK) -> str:
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size}" font-weight="{weight}" fill="{fill}">{escape(text)}</text>'
    )
