"""Errors of this layer: `ModelError` and below it `EncoderMissing`, `EncoderBroken`; the warning `TextsCut`."""


class ModelError(Exception):
    """A model or its data can't be used; the message says what to do."""


class EncoderMissing(ModelError):
    """No encoder stands at the given name or path."""


class EncoderBroken(ModelError):
    """The files of an encoder do not fit together or were changed."""


class TextsCut(UserWarning):
    """Texts were longer than the model reads; the message says how many."""
