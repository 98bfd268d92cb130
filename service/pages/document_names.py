"""Short names of documents, as people call them: «Профстандарт № 262 (2023)»."""

from corpus.catalogue import Catalogue, Document
from service.pages.catalogues import Words, said
from service.pages.labels import DOCUMENT_SHORT

Documents = dict[str, Document]  # by id


def documents_of(catalogue: Catalogue) -> Documents:
    """The documents of a catalogue by id."""
    return {document.id: document for document in catalogue.documents}


def named(document: Document, words: Words) -> str:
    """Kind, number and year; the title where neither number nor year tells documents of a kind apart."""
    kind = said(DOCUMENT_SHORT, document.kind, words)
    year = (document.date or str(document.year or ""))[:4]
    if document.number and year:
        return words.gettext("%(kind)s № %(number)s (%(year)s)", kind=kind, number=document.number, year=year)
    return f"{kind} ({year})" if year else document.title


def place(document: Document, line: int, words: Words) -> str:
    """Where words stand: «Профстандарт № 262 (2023), строка 850»."""
    told = words.gettext("%(document)s, line %(line)s", document=named(document, words), line=line)
    return told.replace(f" {line}", f"\u00a0{line}")  # the number stays with its word
