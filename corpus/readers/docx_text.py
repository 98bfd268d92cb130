"""Text of a DOCX paragraph as it is printed: without deleted, hidden and field code text."""

from collections.abc import Iterator

from lxml import etree

from corpus.readers.blocklist import superscript
from corpus.readers.docx_names import MC, W, child, is_on, value

# Deleted and moved away text, pictures with their text boxes, ruby, properties, the second form of alternatives.
SKIPPED = {
    *(W + name for name in ("del", "moveFrom", "drawing", "pict", "object", "ruby", "pPr", "rPr", "sdtPr")),
    MC + "Fallback",
}
MARKS = {W + "tab": " ", W + "noBreakHyphen": "-", W + "br": "\n", W + "cr": "\n"}


def lines(paragraph: etree._Element) -> list[str]:
    """The lines between hard line breaks of a paragraph."""
    return "".join(_pieces(paragraph)).split("\n")


def _pieces(paragraph: etree._Element) -> Iterator[str]:
    walk = etree.iterwalk(paragraph, events=("start",))
    raised = False
    for _, element in walk:
        if element.tag in SKIPPED or (element.tag == W + "r" and is_on(child(element, "rPr"), "vanish")):
            walk.skip_subtree()
        elif element.tag == W + "r":
            raised = value(element, "rPr", "vertAlign") == "superscript"
        elif element.tag == W + "t":
            text = element.text or ""
            yield superscript(text) if raised else text
        elif element.tag in MARKS:
            yield MARKS[str(element.tag)]
