"""RTF → text."""

import re

from striprtf.striprtf import rtf_to_text

from service.uploads.errors import Broken
from service.uploads.tidy import mended

ENCODING = "cp1251"  # of a file that does not name its own
BULLET = re.compile(r"^[·§]\t", re.MULTILINE)  # as the symbol fonts of Word have it
ROW = re.compile(r"^.*\|$", re.MULTILINE)  # striprtf ends each cell with «|» and each row with a line


def read(data: bytes) -> str:
    """Return a line for every paragraph and table cell. Raises Broken when control words make no sense."""
    try:
        text: str = rtf_to_text(data.decode("latin-1"), ENCODING, "replace")  # type: ignore[no-untyped-call]
    except (ValueError, TypeError, LookupError, OverflowError) as exc:  # striprtf has no error of its own
        raise Broken from exc
    text = ROW.sub(lambda row: row[0][:-1].replace("|", "\n"), text)
    return mended(BULLET.sub("• ", text))
