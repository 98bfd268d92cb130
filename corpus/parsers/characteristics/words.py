"""Word tables and endings by which qualification characteristics tell items from broken sentences."""

import re


def _table(text: str) -> frozenset[str]:
    return frozenset(text.split())


WORD = re.compile(r"[а-яёa-zәіңғүұқөһ]+(?:-[а-яёa-zәіңғүұқөһ]+)*", re.IGNORECASE)

# семинаров по | повышению профессионального уровня; использованию и | развитию
PREPOSITIONS = _table(
    "в во на по с со к ко о об от до из за для при над под про без у через между перед среди около вокруг"
    " после согласно вне кроме путем вместо"
)
CONJUNCTIONS = _table("и или либо а также но как что чтобы если")
# стаж работы не менее | 3 лет; в том числе | медицинских; которые | требуют
OPEN_WORDS = _table("не ни менее более числе который которые которого которых далее виде целях")
# в соответствии с подпунктом | 5) статьи 12; приказ № | 55
REFERENCE = re.compile(r"(?:\b(?:стать|пункт|подпункт|част|глав|абзац)\w*(?:\s[\d), и]+)?|№)$", re.IGNORECASE)
# Утверждает планы. | Ведет учет: inside a paragraph of sentences
SENTENCE_END = re.compile(r"(?<=[а-яё»\")]{4})\.\s+(?=[А-ЯЁ][а-яё]{2})")
# г. | Астана; ст. | 12; им. | Абая
ABBREVIATION = re.compile(r"(?:^|[\s(])(?:г|ст|п|пп|им|т|гг|см|обл|ул)\.$", re.IGNORECASE)

# по лечебной | физкультуре; аттестации медицинских | кадров
_ADJECTIVE = re.compile(
    r"(?:[нвтмлрсщшкгд](?:ого|ому|ая|ую|ыми|ых)|(?:ск|щ|ш|к)(?:ого|ий|ие|их|им|ими|ая|ую|ому)"
    r"|(?:н|ск|ов|ев|ш|щ)(?:ой|ое|ый|ые)|щ(?:ий|ая|ее|ие|их|его|ей|ую)ся)$"
)
# прием больных | ведет учет: adjectives that stand as nouns
_NOMINAL = re.compile(
    r"^(?:данны|безработн|больн|престарел|малообеспеченн|пожил|животн|подчиненн|несовершеннолетн|служащ|трудящ"
    r"|обслуживаем|нуждающ|учащ|обучающ|отдыхающ|проживающ|пострадавш|заведующ|управляющ|совершеннолетн|осужденн"
    r"|насеком|друг|прочи|ины|страны|сторон|войн|остальн|детск|рабоч)"
)

# ведет учет посетителей; проводит занятия; несут; проводить; вести
_FINITE = re.compile(r"[еиюяу]т(?:ся)?$")
_INFINITIVE = re.compile(r"(?:[аяиеуы]ть|нести|вести|беречь)(?:ся)?$")
# учет, кабинет, приоритет, маршрут, сеть: nouns with the same endings
_NOT_FINITE = re.compile(
    r"(?:лет|кет|фет|итет|(?:у|от|рас|под|пере|за|вы)чет|счет|бюджет|сюжет|совет|ответ|завет|цвет|свет|кабинет"
    r"|предмет|интернет|запрет|секрет|портрет|газет|монет|планет|смет|диет|диабет|аудит|кредит|лимит|дефицит"
    r"|профицит|визит|транзит|депозит|габарит|магнит|гепатит|бронхит|артрит|гастрит|дерматит|институт|маршрут"
    r"|атрибут|статут|минут|валют|приют|память|печать|путь|сеть|честь|пять|шесть|девять|десять)$"
)

# основы психологии | порядок ведения учета: words that open an item of knowledge
KNOWLEDGE_OPENERS = _table(
    "основы основные методы методику методики методологию порядок правила теорию организацию специфику"
    " передовой отечественный зарубежный отечественную нормативные законодательство законодательные"
    " требования структуру принципы профиль особенности виды формы способы приемы технологию технологии"
    " перспективы демографическую хозяйственную санитарные стандарты положения положение инструкции общие"
    " современные достижения критерии научные назначение устройство номенклатуру ассортимент сроки нормы"
)
# льгот | инвалидов: a case that never opens a knowledge item
_OBLIQUE = re.compile(r"(?:[ыи]х|[ое]го|[ое]му|[ыи]ми|[ая]ми|[ая]х|[ая]м|[ое]в|[ое]й|[ое]м)$")
_NOT_OBLIQUE = re.compile(r"^(?:об[ъь]ем|прием|подъем|основ|состав|устав|перевод|дом|них|их|его|своевременн|заем)$")


def words(text: str) -> list[str]:
    """Words of a text in lower case, ё as е: «Ведёт учёт (2)» → ["ведет", "учет"]."""
    return [word.lower().replace("ё", "е") for word in WORD.findall(text)]


def first_word(text: str) -> str:
    """First word in lower case, or "": «» → ""."""
    found = WORD.search(text)
    return found.group().lower().replace("ё", "е") if found else ""


def last_word(text: str) -> str:
    """Word that the text ends with, or "" when it ends with a mark: «по лечебной» → «лечебной»."""
    found = re.search(r"([а-яёa-zәіңғүұқөһ-]+)$", text, re.IGNORECASE)
    return found.group().lower().replace("ё", "е") if found else ""


def is_finite(word: str) -> bool:
    """Say whether a word is a predicate by its ending: «ведет», «занимается»; not «учет»."""
    return len(word) > 3 and bool(_FINITE.search(word)) and not _NOT_FINITE.search(word)


def is_infinitive(word: str) -> bool:
    """Say whether a word is an infinitive by its ending: «проводить»; not «область», «сеть»."""
    return len(word) > 3 and bool(_INFINITIVE.search(word)) and not _NOT_FINITE.search(word)


def has_predicate(text: str, *, within: int = 14) -> bool:
    """Say whether the main clause has a predicate near its start: «при пожаре вызывает …», «проводить …»."""
    bare = words(text)[:within]
    if bare and is_infinitive(bare[0]):
        return True
    for word in bare:
        if word.startswith("котор"):
            return False
        if is_finite(word):
            return True
    return False


def ends_in_adverbial(text: str) -> bool:
    """Say whether the last clause so far only says when or where: «…, по окончании работы | производит»."""
    tail = re.split(r",|\sи\s", text)[-1]
    bare = words(tail)
    return tail != text and 0 < len(bare) <= 6 and bare[0] in PREPOSITIONS and not any(map(is_finite, bare))


def is_bare_adjective(word: str) -> bool:
    """Say whether a word is an adjective that waits for its noun: «лечебной»; not «больных»."""
    return bool(_ADJECTIVE.search(word)) and not _NOMINAL.match(word) and len(word) > 4


def is_oblique(word: str) -> bool:
    """Say whether a word stands in a case that opens no item: «получателей», «специальных»."""
    return len(word) > 3 and bool(_OBLIQUE.search(word)) and not _NOT_OBLIQUE.match(word)
