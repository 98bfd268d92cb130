"""The language of a text: ru, kk, mixed or other."""

import re

KAZAKH_LETTERS = re.compile(r"[әғқңөұүһі]", re.IGNORECASE)
CYRILLIC = re.compile(r"[а-яёәғқңөұүһі]", re.IGNORECASE)
LETTERS = re.compile(r"[^\W\d_]")
WORD = re.compile(r"[^\W\d_]+")
# Frequent Kazakh words and endings without letters of their own; Russian has none of them.
KAZAKH_WORDS = re.compile(
    r"^(?:мен|бен|пен|және|жане|бар|жок|керек|болу|болады|бойынша|ушин|туралы|жумыс|кызмет|билим|маман|бала|бир|еки"
    r"|шакыру|емес|осы|сол|барлык|кейин|арасында|[а-я]{3,}(?:лар|лер|дар|дер|тар|тер)(?:ды|ди|га|ге|мен|дын|дин|тын|тин)?"
    r"|[а-я]{2,}(?:ымыз|имиз|ынын|инин|сынан|синен|дагы|деги|тагы|теги|ймын|ймин|амын|емин|гансыз|генсиз))$"
)
MIXED_SHARE = 0.12  # of words; below it a few borrowed words do not change the language
KAZAKH_SHARE = 0.70


def language(text: str) -> str:
    """Return "ru", "kk", "mixed", or "other" when fewer than half of the letters are Cyrillic or none is there."""
    letters = LETTERS.findall(text)
    if not letters or len(CYRILLIC.findall(text)) < 0.5 * len(letters):
        return "other"
    words = [w.lower() for w in WORD.findall(text) if CYRILLIC.search(w)]
    kazakh = sum(bool(KAZAKH_LETTERS.search(w) or KAZAKH_WORDS.match(w)) for w in words) / len(words)
    # About three of four Kazakh words carry a letter or an ending of their own.
    kazakh = min(1.0, kazakh / 0.75)
    if kazakh >= KAZAKH_SHARE:
        return "kk"
    return "mixed" if kazakh >= MIXED_SHARE else "ru"
