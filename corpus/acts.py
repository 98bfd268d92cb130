"""Acts of law among knowledge items: they stand in every card and say little about the profession."""

import itertools
import re

from corpus.items import END_MARKS, squeeze

LEAD_IN = re.compile(r"^(?:основные\s+|иные\s+)?нормативн\w+(?:\s*-?\s*правов\w+)?\s+акт\w*\s*:\s*", re.IGNORECASE)
# An act is named by its kind at the head: «Закон о языках», «Приказ Министра …», «Правила пожарной безопасности».
ACT = re.compile(
    r"""^(?:\W|\d|требовани[яй]\s+)*(?:
        конституци[июя]\b | конвенци[июя]\b
      | (?:социальн\w+|трудов\w+|гражданск\w+|уголовн\w+|налогов\w+|земельн\w+|бюджетн\w+|предпринимательск\w+|административн\w+|уголовно-\w+)
        (?:\s+[\w-]+)?\s+кодекс
      | кодекс\w*\b | закон(?:а|у|ом|ы|ов)?\b | указ(?:а|ы)?\b | приказ\w*\b | постановлени[ея]\w*\b
      | (?:законодательн\w+\s*(?:,|и)?\s*(?:(?:и\s+)?ины\w+\s+)?)?нормативн\w+\s+(?:правов\w+\s+)?акт\w*
      | правил(?:а|ами)?\s+.*(?:утвержд|приказ|пожарной\s+безопасности) | стандарт\w*\s+.*(?:утвержд|приказ)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
KEPT = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)|\"[^\"]*\"|«[^»]*»")


def is_act(text: str) -> bool:
    """Whether an item names an act of law: «Закон о языках» yes, «Законодательство о труде» no."""
    return ACT.match(text) is not None


def acts_of(text: str) -> list[str]:
    """The acts that one item names: «Нормативные правовые акты: Трудовой кодекс; Закон о языках» names two."""
    body = LEAD_IN.sub("", squeeze(text))
    masked = KEPT.sub(lambda found: "\0" * len(found.group()), body)
    cuts = [-1, *(i for i, char in enumerate(masked) if char == ";"), len(body)]
    parts = [body[a + 1 : b].strip(END_MARKS) for a, b in itertools.pairwise(cuts)]
    return [part for part in parts if part]
