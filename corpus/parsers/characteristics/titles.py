"""Title, numbers and category of a position: what its heading and the chapter above it say."""

from corpus.items import clean, split_number
from corpus.parsers.characteristics.category import chapter_category, title_category
from corpus.parsers.characteristics.joining import continues, seam_of
from corpus.parsers.characteristics.ledger import Ledger
from corpus.parsers.characteristics.marks import Kind
from corpus.parsers.characteristics.outline import Place
from corpus.parsers.characteristics.stream import Layout, Line
from corpus.parsers.characteristics.words import first_word, is_finite

LONGEST_TITLE = 5  # lines


def read_title(place: Place, layout: Layout, ledger: Ledger) -> str:
    """Return the title of a heading with the lines that it goes on over."""
    lead = place.sections[0].lines
    while place.heading and lead and _goes_on(place, lead[0], layout):
        place.lines.append(lead.pop(0))
    texts = [line.text for line in place.lines]
    if place.heading:
        texts[0] = place.heading.title
    for line in place.lines:
        ledger.enter((*line.also, line.line), "title")
    return clean(" ".join(texts))


def _goes_on(place: Place, line: Line, layout: Layout) -> bool:
    """§ 6. Руководитель подразделения | (отдела, сектора); but not | осуществляет учет;"""
    last = place.lines[-1]
    title = place.heading.title if place.heading and len(place.lines) == 1 else last.text
    if not title:
        return True
    if line.text.endswith((";", ".")) or is_finite(first_word(line.text)) or len(place.lines) == LONGEST_TITLE:
        return False
    labelled = any(section.kind is Kind.DUTIES for section in place.sections)
    small = line.text[0].islower() or line.text[0] == "("
    seam = seam_of(title, last, line, layout=layout)
    return continues(seam) is not None or (small and labelled and line.gap <= last.gap)


def chapter_number(place: Place) -> str:
    """Number of the «Глава», else of the «Раздел», above the position."""
    numbers: dict[str, str] = {}
    chapter = place.chapter
    while chapter:
        if chapter.heading:
            numbers.setdefault(chapter.heading.word, chapter.heading.number)
        chapter = chapter.chapter
    return next((numbers[word] for word in ("глава", "раздел", "подраздел") if word in numbers), "")


def paragraph_number(place: Place) -> str:
    """Number of the «Параграф», or the one before a title without that word."""
    if place.heading:
        return place.heading.number
    return (split_number(place.lines[0].text)[0] if place.lines else None) or ""


def read_category(place: Place, title: str, line: int, ledger: Ledger) -> str:
    """The nearest chapter heading that names one category decides; else the title, with a doubt."""
    chapter = place.chapter
    while chapter:
        found = chapter_category(" ".join(part.text for part in chapter.lines))
        if found:
            return found
        chapter = chapter.chapter
    guess = title_category(title)
    text = f"Глава не называет одну категорию; по наименованию «{title}»: {guess}."
    ledger.doubt("category-inferred", line, text)
    return guess
