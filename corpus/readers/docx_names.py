"""Names of WordprocessingML (ISO/IEC 29500-1) in the form that lxml uses."""

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """Follow child names down: child(p, "pPr", "numPr"); None when one is missing."""
    for name in path:
        if element is None:
            return None
        element = element.find(W + name)
    return element


def value(element: etree._Element | None, *path: str) -> str | None:
    """The w:val of a descendant, None when the element or the attribute is missing."""
    found = child(element, *path)
    return None if found is None else found.get(W + "val")


def integer(element: etree._Element | None, *path: str) -> int | None:
    """The w:val of a descendant as a number; None when it is none."""
    text = value(element, *path)
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 10 else None


def is_on(element: etree._Element | None, *path: str) -> bool:
    """Whether a toggle such as <w:vanish/> is there and not switched off."""
    found = child(element, *path)
    return found is not None and found.get(W + "val", "true") not in ("false", "0", "off")
