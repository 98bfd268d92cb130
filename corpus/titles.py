"""Titles of jobs: which spellings name one job and which brackets tell jobs apart."""

import re

BRACKET = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
# A bracket that only says that nothing special is meant: «Сиделка (общий профиль)».
GENERAL = re.compile(r"^общ(?:ий|его)\s+профил[ья]$", re.IGNORECASE)
# Nouns that name a person: a bracket with one of them at its head is another name of the job,
# «(Супервизор)», «(социальный работник)», «(Кейс менеджер …)»; «(судебный)» or «(СПИД)» is a speciality.
PERSON = re.compile(r"^[а-яё-]{2,}(?:ник|тель|[зст]ор|нер|[джн]ер|ист|лог|ент|[чщ]ик|арь|эксперт)$", re.IGNORECASE)


def key(title: str) -> str:
    """A title for comparing: letters and digits in lower case, brackets that name the same job again left out.

    «Консультант по социальной работе (общий профиль) (Супервизор)» → консультантпосоциальнойработе
    """
    return _bare(BRACKET.sub(lambda found: " " if _says_nothing_new(found.group(1)) else found.group(), title))


def head(title: str) -> str:
    """The first two words, which name the kind of job: «Социальный работник по уходу …» → социальныйработник."""
    return _bare(" ".join(BRACKET.sub(" ", title).split()[:2]))


def _says_nothing_new(bracket: str) -> bool:
    words = bracket.split()
    return bool(GENERAL.match(bracket.strip())) or any(PERSON.match(word) for word in words[:2])


def _bare(text: str) -> str:
    return re.sub(r"[^0-9a-zа-яәғқңөұүһі]+", "", text.lower().replace("ё", "е"))
