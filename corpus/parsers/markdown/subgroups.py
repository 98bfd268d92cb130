"""Names of subgroups that stand between the rows of a level table."""

import re
from collections.abc import Sequence

from corpus.items import clean
from corpus.parsers.markdown.html import plain

# «Профессиональная подгруппа: Экспедирование», «Подгруппа 2. Складское хозяйство», «Кіші топ: Қорды сақтау»
LABEL = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?\s+)?(?:(?:профессиональн\w+|отраслев\w+)\s+)?(?:(?:под)?(?:групп[аы]|отрасль)|(?:кәсі\w+\s+)?кіші\s+топ|кәсі\w+\s+топ)\b"
    r"\s*(?:№?\s*\d{1,2}(?!\d))?\s*[:.–—-]?\s*",
    re.IGNORECASE,
)
NUMBER = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}(?:\.\d{1,2})+|[IVX]{1,5}\.)\s+")
QUOTED = re.compile(r"^[«\"“](?P<name>[^«»\"“”]+)[»\"”]$")


def subgroup_name(text: str) -> str:
    """«**Подгруппа 2. «Складское хозяйство»**» → «Складское хозяйство»."""
    bare = plain(text.lstrip("# "))
    name = NUMBER.sub("", LABEL.sub("", bare))
    quoted = QUOTED.match(name.strip())
    return clean(quoted["name"] if quoted else name) or clean(bare)


def is_labelled(text: str) -> bool:
    """Whether a text calls itself a subgroup: «Подгруппа: Экспедирование»."""
    return LABEL.match(plain(text.lstrip("# "))) is not None


def lone_text(cells: Sequence[str]) -> tuple[int, str] | None:
    """Index and text of the only filled cell of a row; a cell repeated over the whole row counts once."""
    filled = [(index, text) for index, cell in enumerate(cells) if (text := plain(cell))]
    if not filled or len({text for _, text in filled}) > 1:
        return None
    return filled[0] if len(filled) == 1 or len(filled) == len(cells) else None
