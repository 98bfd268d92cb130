"""Small charts as SVG text, for a report of one file."""

from collections.abc import Sequence
from html import escape

WIDTH, ROW, LABEL = 720, 26, 220
INK, SOFT, ACCENT, OTHER = "#1b2733", "#8a97a3", "#0b5c8a", "#b9c6d1"


def bars(rows: Sequence[tuple[str, float, float, float]], *, highlight: str = "") -> str:
    """Horizontal bars in [0, 1] with intervals: (name, value, low, high) a row."""
    scale = WIDTH - LABEL - 70
    parts = []
    for n, (name, value, low, high) in enumerate(rows):
        y = n * ROW
        colour = ACCENT if name == highlight else OTHER
        a, b = LABEL + scale * low, LABEL + scale * high
        parts.append(_text(LABEL - 8, y + 17, name, anchor="end"))
        parts.append(f'<rect x="{LABEL}" y="{y + 4}" width="{scale * value:.1f}" height="16" fill="{colour}"/>')
        parts.append(
            f'<path d="M{a:.1f} {y + 12}H{b:.1f}M{a:.1f} {y + 8}v8M{b:.1f} {y + 8}v8" stroke="{INK}" fill="none"/>'
        )
        parts.append(_text(LABEL + scale + 6, y + 17, f"{value:.2f}"))
    return _svg(len(rows) * ROW + 6, parts)


def curve(points: Sequence[tuple[float, float]], *, x: str, y: str, diagonal: bool = False) -> str:
    """A line through points in the unit square, axes named."""
    side, left, top = 300, 50, 12

    def place(px: float, py: float) -> str:
        return f"{left + side * px:.1f} {top + side * (1 - py):.1f}"

    parts = [f'<rect x="{left}" y="{top}" width="{side}" height="{side}" fill="none" stroke="{SOFT}"/>']
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        parts.append(_text(left + side * tick, top + side + 16, f"{tick:g}", anchor="middle"))
        parts.append(_text(left - 6, top + side * (1 - tick) + 4, f"{tick:g}", anchor="end"))
    if diagonal:
        parts.append(f'<path d="M{place(0, 0)}L{place(1, 1)}" stroke="{SOFT}" stroke-dasharray="4 4" fill="none"/>')
    if points:
        path = "L".join(place(*p) for p in points)
        parts.append(f'<path d="M{path}" stroke="{ACCENT}" stroke-width="2" fill="none"/>')
        parts += [
            f'<circle cx="{place(*p).split()[0]}" cy="{place(*p).split()[1]}" r="3" fill="{ACCENT}"/>'
            for p in points[:: max(1, len(points) // 20)]
        ]
    parts.append(_text(left + side / 2, top + side + 34, x, anchor="middle"))
    parts.append(
        f'<text transform="translate(14 {top + side / 2}) rotate(-90)" text-anchor="middle" font-size="13" fill="{INK}">{escape(y)}</text>'
    )
    return _svg(top + side + 44, parts)


def heat(rows: Sequence[str], columns: Sequence[str], counts: Sequence[Sequence[int]]) -> str:
    """A table of counts, darker for more; truth in rows."""
    cell, left, top = 44, 220, 24
    most = max((c for row in counts for c in row), default=1) or 1
    parts = [_text(left + cell * (n + 0.5), 16, name, anchor="middle") for n, name in enumerate(columns)]
    for r, (name, row) in enumerate(zip(rows, counts, strict=True)):
        parts.append(_text(left - 8, top + cell * r + 27, name, anchor="end"))
        for c, count in enumerate(row):
            x, y = left + cell * c, top + cell * r
            parts.append(
                f'<rect x="{x}" y="{y}" width="{cell}" height="{cell}" fill="{ACCENT}" fill-opacity="{0.85 * count / most:.2f}" stroke="#fff"/>'
            )
            if count:
                parts.append(_text(x + cell / 2, y + 27, str(count), anchor="middle"))
    return _svg(top + cell * len(rows) + 6, parts)


def _text(x: float, y: float, text: str, *, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="13" fill="{INK}" text-anchor="{anchor}">{escape(text)}</text>'


def _svg(height: float, parts: Sequence[str]) -> str:
    body = "".join(parts)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" role="img" font-family="sans-serif">{body}</svg>'
