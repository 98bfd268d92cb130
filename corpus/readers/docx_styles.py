"""Paragraph styles of a DOCX: which are headings, and which number their paragraphs."""

from collections.abc import Iterator

from lxml import etree

from corpus.readers.docx_names import W, child, integer, value

BODY_LEVEL = 9  # w:outlineLvl of running text


class Styles:
    """The paragraph styles by id, with what they inherit."""

    def __init__(self, root: etree._Element | None) -> None:
        found = [] if root is None else root.findall(W + "style")
        self._styles = {s.get(W + "styleId", ""): s for s in found}

    def _chain(self, name: str | None) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name]
            name = value(self._styles[name], "basedOn")

    def is_heading(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph has an outline level, a heading style or the title style."""
        properties = child(paragraph, "pPr")
        level = integer(properties, "outlineLvl")
        for style in self._chain(value(properties, "pStyle")):
            name = (value(style, "name") or "").lower()
            if name == "title" or name.startswith("heading "):
                return True
            level = integer(style, "pPr", "outlineLvl") if level is None else level
        return level is not None and level < BODY_LEVEL

    def numbering(self, paragraph: etree._Element) -> tuple[int, int] | None:
        """(numId, level 0-8) of a paragraph, its own or its style's; None without a number."""
        properties = child(paragraph, "pPr")
        own = child(properties, "numPr")
        level = integer(own, "ilvl")
        number = integer(own, "numId")
        for style in self._chain(value(properties, "pStyle")):
            if number is not None:
                break
            inherited = child(style, "pPr", "numPr")
            number = integer(inherited, "numId")
            level = integer(inherited, "ilvl") if level is None else level
        return (number, min(level or 0, 8)) if number else None  # numId 0 switches numbering off
