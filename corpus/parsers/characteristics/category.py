"""Category of a position: from the heading of its chapter, else guessed from its title."""

import re

# Глава 1. … должностей руководителей … | Должности специалистов | Должности других служащих
CHAPTER_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("руководитель", re.compile(r"\bруковод(?:ител\w*|ящ\w+)", re.I)),
    ("специалист", re.compile(r"\bспециалист\w*", re.I)),
    ("служащий", re.compile(r"\bслужащ\w+|\bтехническ\w+\s+исполнител\w*", re.I)),
)
# культура, здравоохранение: Должности управленческого персонала | основного | вспомогательного
STAFF_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("руководитель", re.compile(r"\bуправленческ\w+\s+персонал\w*", re.I)),
    ("специалист", re.compile(r"\bосновн\w+\s+персонал\w*", re.I)),
    ("служащий", re.compile(r"\b(?:вспомогательн|обслуживающ)\w+\s+персонал\w*", re.I)),
)
# руководителей, специалистов и других служащих: one heading for all
_COORDINATION = re.compile(r"[\s,]*(?:и|или|а\s+также)?\s*(?:других|иных|прочих)?\s*", re.I)

# Director of a centre, shift supervisor, head nurse; otherwise clerks; otherwise a specialist.
TITLE_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "руководитель",
        re.compile(
            r"^(?:первый\s+|генеральный\s+|исполнительный\s+|старший\s+)?(?:заместител|директор|начальник|заведующ"
            r"|руководител|управляющ|председател|ректор|декан|главный\s+(?:врач|бухгалтер|инженер|редактор))",
            re.I,
        ),
    ),
    (
        "служащий",
        re.compile(
            r"^(?:старший\s+)?(?:ассистент|делопроизводител|секретар|кассир|архивариус|комендант|экспедитор|дежурн"
            r"|табельщик|агент|курьер|регистратор|медицинский\s+регистратор|паспортист|хранител)",
            re.I,
        ),
    ),
)


def chapter_category(title: str) -> str | None:
    """Category that a chapter heading names, or None when it names none or several at once."""
    for table in (CHAPTER_WORDS, STAFF_WORDS):
        found = sorted(
            (match.start(), match.end(), name) for name, pattern in table for match in pattern.finditer(title)
        )
        if len({name for _, _, name in found}) == 1:
            return found[0][2]
        if found:
            joined = _COORDINATION.fullmatch(title[found[0][1] : found[1][0]])
            return None if joined and found[0][2] != found[1][2] else found[0][2]
    return None


def title_category(title: str) -> str:
    """Guess the category by the title: «Заведующий складом» → руководитель."""
    for name, pattern in TITLE_WORDS:
        if pattern.match(title):
            return name
    return "специалист"
