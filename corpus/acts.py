"""Acts of law among knowledge items: they stand in every card and say little about the profession."""

import re

# An act is named by its kind at the head: «Закон о языках», «Приказ Министра …», «Правила пожарной безопасности, утвержденные …».
ACT = re.compile(
    r"""^(?:\W|\d|требовани[яй]\s+)*(?:
        конституци[июя]\b | конвенци[июя]\b
      | (?:социальн\w+|трудов\w+|гражданск\w+|уголовн\w+|налогов\w+|земельн\w+|бюджетн\w+|предпринимательск\w+|административн\w+|уголовно-\w+)
        (?:\s+\w+)?\s+кодекс
      | кодекс\w*\b | закон(?:а|у|ом|ы|ов)?\b(?!одат) | указ(?:а|ы)?\b(?!ани) | приказ\w*\b | постановлени[ея]\w*\b
      | нормативн\w+\s+(?:правов\w+\s+)?акт\w*
      | правил(?:а|ами)?\s+.*(?:утвержд|приказ|пожарной\s+безопасности) | стандарт\w*\s+.*(?:утвержд|приказ)
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def is_act(text: str) -> bool:
    """Whether an item names an act of law: «Закон о языках» yes, «Законодательство о труде» no."""
    return ACT.match(text) is not None
