"""Errors of this layer: `IndexFault` and below it `IndexMissing`, `IndexBroken`, `IndexMismatch`."""


class IndexFault(Exception):
    """The index can't be used; the message says what to do."""


class IndexMissing(IndexFault):
    """No index was built yet."""


class IndexBroken(IndexFault):
    """A file of the index is missing, was changed or can't be read."""


class IndexMismatch(IndexFault):
    """The index was built with another encoder, catalogue or format than the one at hand."""
