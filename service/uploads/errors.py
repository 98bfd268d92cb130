"""Errors of uploads: `UploadError` and below it, with kind (names the messages) and HTTP status

UnsupportedKind  upload-kind                415   content is of no kind that is read
LegacyWord       upload-doc                 415   Word 97-2003
Macros           upload-macros              415   carries macros
TooLarge         upload-too-large           413   bytes sent
UnpacksTooLarge  upload-unpacks-too-large   413   bytes or members unpacked
TooManyPages     upload-too-many-pages      413   pages of a PDF
TooLong          upload-too-long            413   characters of the text
Encrypted        upload-encrypted           422   needs a password
NoText           upload-no-text             422   pictures of text, or fonts that don't tell their letters
Empty            upload-empty               422   nothing in it
TooSlow          upload-too-slow            422   took more time or memory than a file may
Broken           upload-broken              400   damaged, or built as no program does
Busy             upload-busy                429   all workers are at work
"""

from typing import ClassVar

Value = str | int | float


class UploadError(Exception):
    """An upload gives no text; `values` fill the messages `<kind>.title` and `<kind>.detail`."""

    kind: ClassVar[str]
    status: ClassVar[int]

    def __init__(self, **values: Value) -> None:
        super().__init__(self.kind, values)
        self.values = values


class UnsupportedKind(UploadError):
    """`found` is the media type that the content has."""

    kind, status = "upload-kind", 415


class LegacyWord(UploadError):
    """A document of Word 97-2003."""

    kind, status = "upload-doc", 415


class Macros(UploadError):
    """A document that carries programs."""

    kind, status = "upload-macros", 415


class TooLarge(UploadError):
    """More than `limit` MB were sent."""

    kind, status = "upload-too-large", 413


class UnpacksTooLarge(UploadError):
    """More than `limit` MB or more than `members` files are packed in it."""

    kind, status = "upload-unpacks-too-large", 413


class TooManyPages(UploadError):
    """It has `pages` pages, at most `limit` are read."""

    kind, status = "upload-too-many-pages", 413


class TooLong(UploadError):
    """The text has `characters`, at most `limit` are read."""

    kind, status = "upload-too-long", 413


class Encrypted(UploadError):
    """It can't be read without a password."""

    kind, status = "upload-encrypted", 422


class NoText(UploadError):
    """It shows text that it does not hold, as scans do."""

    kind, status = "upload-no-text", 422


class Empty(UploadError):
    """It holds no text and shows none."""

    kind, status = "upload-empty", 422


class TooSlow(UploadError):
    """Reading took more time or memory than is given to a file."""

    kind, status = "upload-too-slow", 422


class Broken(UploadError):
    """It is damaged or built to do harm."""

    kind, status = "upload-broken", 400


class Busy(UploadError):
    """No worker became free in time; `retry_s` says when to come again."""

    kind, status = "upload-busy", 429


BY_KIND: dict[str, type[UploadError]] = {error.kind: error for error in UploadError.__subclasses__()}
