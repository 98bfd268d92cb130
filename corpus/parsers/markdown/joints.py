"""Where a line or page break cuts a text: does it go on, and how are the halves put together?"""

import re

from corpus.parsers.markdown.html import Start

LOWER_START = re.compile(r"[a-zа-яёәғқңөұүһі(,)\]»%–—-]")
CUT_WORD = re.compile(r"[^\W\d_]-$")  # «непредвиден-»
# A hyphen of the word itself: after a linking vowel («медико-»), an abbreviation («SCADA-»), a whole word.
HYPHENATED = re.compile(
    r"(?:[оеёA-Za-zА-ЯЁ]|\b(?i:тайм|веб|онлайн|офлайн|бизнес|кейс|арт|пресс|блок|пиар|техник|инженер|врач))-$"
)
# Words that wait for another one: «при поиске и», «законодательство Республики», «напряжением выше».
WAITING = re.compile(
    r"(?:^|\s)(?:в|во|на|по|о|об|обо|от|до|из|за|к|ко|с|со|у|и|или|либо|а|не|для|при|над|под|про|без|через|между"
    r"|республик[аиуе]|№|г\.|ст\.|п\.|т\.|им\.|имени|также|как|что|чтобы|выше|ниже|свыше|более|менее|около)$",
    re.IGNORECASE,
)
PAIRS = (("(", ")"), ("«", "»"), ("[", "]"))


def starts_lower(text: str) -> bool:
    """Whether a text starts as no sentence does: small letter, bracket, comma."""
    return LOWER_START.match(text) is not None


def is_open_phrase(text: str) -> bool:
    """Whether a text cannot be over: «… навыков и», «… (диплом», «медико-»."""
    if WAITING.search(text) or CUT_WORD.search(text):
        return True
    return any(text.count(left) > text.count(right) for left, right in PAIRS)


def glue(above: str, below: str, *, across: Start) -> str:
    """Both halves in one text: «непредвиден-» + «ных» loses the hyphen, «медико-» + «социальной» keeps it."""
    if across is Start.INLINE or CUT_WORD.search(above) is None:
        return f"{above} {below}"
    if HYPHENATED.search(above) or not starts_lower(below):
        return above + below
    return above[:-1] + below
