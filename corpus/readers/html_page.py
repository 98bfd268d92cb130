"""Which part of a web page is the document: without menus, scripts and what is not shown."""

from itertools import islice

from lxml import etree

from corpus.items import squeeze

# Never part of the text of a document.
SKIPPED = {
    "script", "style", "noscript", "template", "nav", "aside", "svg", "math", "select", "option", "button",
    "textarea", "input", "iframe", "object", "embed", "audio", "video", "canvas", "head", "title", "link", "meta",
}  # fmt: skip
PAGE_ENDS = {"header", "footer"}  # of the whole page, not of an article
MOST_OF_THE_TEXT = 0.5
MOST_CANDIDATES = 50  # articles looked at


def is_skipped(element: etree._Element, *, whole_page: bool) -> bool:
    """Whether an element is not text of the document: a script, a menu, a hidden part."""
    if element.tag in SKIPPED or (whole_page and element.tag in PAGE_ENDS):
        return True
    style = element.get("style", "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style


def parts(body: etree._Element) -> list[etree._Element]:
    """Return the elements to read, in order: the main article with the title before it, or the whole body."""
    whole = _length(body)
    candidates = islice(body.iter("article", "main"), MOST_CANDIDATES)
    mains = [e for e in candidates if _length(e) > MOST_OF_THE_TEXT * whole]
    if not mains:
        return [body]
    return [*_title_of(body, mains[-1]), mains[-1]]  # the innermost


def _length(element: etree._Element) -> int:
    texts = element.xpath(".//text()[not(ancestor::script or ancestor::style or ancestor::nav)]")
    return sum(len(squeeze(str(text))) for text in texts) if isinstance(texts, list) else 0


def _title_of(body: etree._Element, main: etree._Element) -> list[etree._Element]:
    """The last h1 before the article with the paragraphs beside it: adilet prints title, number and date there."""
    title: etree._Element | None = None
    for element in body.iter("h1", "article", "main"):
        if element is main:
            break
        if element.tag == "h1" and not any(up.tag in SKIPPED for up in element.iterancestors()):
            title = element
    if title is None:
        return []
    return [title, *(e for e in title.itersiblings("p") if main not in e.iter())]
