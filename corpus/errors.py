"""Errors of this layer: `CorpusError` and below it `UnreadableDocument`, `UnknownKind`, `CatalogueMissing`, `CatalogueBroken`."""


class CorpusError(Exception):
    """A document or the catalogue can't be used; the message says what to do."""


class UnreadableDocument(CorpusError):
    """The bytes of a document give no text."""


class UnknownKind(CorpusError):
    """A document is of none of the kinds that have a parser."""


class CatalogueMissing(CorpusError):
    """There is no catalogue yet."""


class CatalogueBroken(CorpusError):
    """The catalogue file can't be read."""
