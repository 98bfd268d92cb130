"""Kazakh words without their endings: «қыздарға» → қыз, «кітабы» → кітап, «жүргізеді» → жүргізу.

Endings are cut from the outer to the inner one: person, case, possessive, plural, then those of the verb. Sounds decide which
form of an ending may stand (vowel harmony, the letter before it); a list of known words decides between what the sounds leave.
Negation is never cut: «қойылмайды» is not «қойылу».
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import lru_cache

from models.lemmas import KAZAKH_LETTER, MAX_WORD, is_russian_word
from models.lexicon.endings import BACK, FRONT, LETTERS, Ending, endings

FOLD = str.maketrans("қғәөұүңһыіiə", "кгаоуунхиииа")  # as typed without Kazakh letters; ы, і and i are one
LAYERS = {"verb": 1, "relative": 1, "plural": 2, "possessive": 3, "case": 4, "person": 5}
OUTERMOST = 6
THEN = {"verb": 0, "relative": 4}  # after «-дағы» possessive and plural may follow; else only inner layers
GIVES_BACK = {"narrow": "ы", "glued": "й"}  # «оқы-й-ды» → оқиды, «қой-а-ды» → қояды
HARDENED = {"б": "п", "г": "к", "ғ": "қ"}  # кітап → кітабы, тілек → тілегі, қызық → қызығы
SOFTENED = {"п": "бу", "к": "гу", "қ": "ғу", "й": "ю", "ы": "у", "і": "у", "и": "у"}  # тап → табу, қой → қою, оқы → оқу
CASES = {  # as typed without Kazakh letters
    "ablative": ("дан", "ден", "тан", "тен", "нан", "нен"),
    "instrumental": ("мен", "бен", "пен"),
    "dative": ("га", "ге", "ка", "ке", "на", "не"),
    "locative": ("да", "де", "та", "те"),
    "relative": ("даги", "деги", "таги", "теги"),
}
CLOSED = frozenset(LETTERS["consonant"]) - frozenset("уию")
NARROW = "ыіи"  # и stands for both in folded words
LONGEST = 8  # letters of the longest ending
MIN_KNOWN, MIN_SURE, MIN_OWNED = 2, 3, 4  # letters left: known word; guessed word; guessed word before one letter
DERIVED = ("ш", "л")  # «басшы», «білікті»: -шы, -лы make new words


@dataclass(frozen=True, slots=True)
class Cut:
    """A word with some endings off; `sure` when only sure endings were cut."""

    form: str
    sure: bool


def folded(word: str) -> str:
    """Return the word as typed without Kazakh letters: «қыздарға» → киздарга; ы, і and i are one letter."""
    return word.lower().translate(FOLD)


def looks_kazakh(word: str) -> bool:
    """Whether a word has a Kazakh letter, or has a Kazakh ending of three letters and is no Russian word."""
    form = word.lower()
    if KAZAKH_LETTER.search(form):
        return True
    if len(form) > MAX_WORD or is_russian_word(form):
        return False
    plain = folded(form)
    return any(cut.sure and len(plain) - len(cut.form) >= MIN_SURE for cut in cuts(plain, plain=True))


def stem(word: str, known: Container[str] = frozenset()) -> str:
    """Return the dictionary form of a word: nouns without endings, verbs in -у.

    An infinitive in `known` wins («саламын» is салу, not сала), then the longest form there; without one a verb is cut
    once, a loan is cut down to its Russian word, and of other words all sure endings go.
    """
    form = word.lower()
    if form in known or len(form) > MAX_WORD:
        return form[:MAX_WORD]
    verb = _verb(form)
    if verb in known:
        return verb
    found = cuts(form)
    for cut in found:
        if cut.form in known:
            return cut.form
    sure = [cut.form for cut in found if cut.sure]
    borrowed = next((cut for cut in sure if len(cut) >= MIN_OWNED and is_russian_word(cut)), "")
    return verb or borrowed or min(sure, key=len, default=form)


def _verb(form: str) -> str:
    """The infinitive of a word with an unmistakable ending of a verb, «шақырамыз» → шақыру; else empty."""
    once = [(len(ending.text), left) for left, ending, _ in _cut_once(form, OUTERMOST, False) if _verbal(ending)]
    return max(once, default=(0, ""))[1]


def _verbal(ending: Ending) -> bool:
    return ending.layer == "verb" and ending.sure and len(ending.text) >= MIN_SURE


def case_of(word: str, left: str) -> str:
    """Return the case that tells phrases apart, "" for the others: «балаға үй» is no «балалар үйі» (детский дом).

    `left` is the word's stem. Nominative, genitive and accusative change freely inside a phrase.
    """
    form = folded(word)
    if form == folded(left):
        return ""
    return next((case for case, endings_ in CASES.items() if form.endswith(endings_)), "")


@lru_cache(maxsize=20_000)
def cuts(form: str, *, plain: bool = False) -> tuple[Cut, ...]:
    """Return all forms that are left when endings are cut, the longest first. `plain`: the form is folded."""
    stump, _, tail = form.rpartition("-")
    if stump and tail in endings(folded if plain else str):  # «АӘҚКО-ға»
        return (Cut(stump, True),)
    found: dict[str, bool] = {}
    waiting = [(form, OUTERMOST, True)]
    while waiting:
        word, limit, sure = waiting.pop()
        for left, ending, guessed in _cut_once(word, limit, plain):
            firm = sure and not guessed and _firm(left, ending)
            if left not in found or (firm and not found[left]):
                found[left] = firm
                waiting.append((left, THEN.get(ending.layer, LAYERS[ending.layer]), firm))
    return tuple(Cut(left, found[left]) for left in sorted(found, key=_cut_letters))


def _cut_letters(left: str) -> tuple[int, bool]:
    """Orders cuts: fewer letters off first, the у of an infinitive is none of the word's; then nouns before verbs."""
    bare = left.rstrip("ую")
    return -len(bare), bare != left


def _firm(left: str, ending: Ending) -> bool:
    """Whether a cut may stand without a known word: enough is left, and the ending makes no new words."""
    if len(ending.text) == 1:
        return ending.sure and len(left) >= MIN_OWNED and not left.endswith(DERIVED)
    return ending.sure and len(left) >= MIN_SURE


def _cut_once(word: str, limit: int, plain: bool) -> Iterator[tuple[str, Ending, bool]]:
    """Every form with one ending off, of a layer below the limit; the last value says that a vowel was guessed."""
    table = endings(folded if plain else str)
    for size in range(1, min(LONGEST, len(word) - MIN_KNOWN) + 1):
        left = word[:-size]
        for ending in table.get(word[-size:], ()):
            if LAYERS[ending.layer] < limit and left[-1] in ending.after and _in_harmony(left, ending, plain):
                yield from ((form, ending, False) for form in _restored(left, ending))
                yield from ((form, ending, True) for form in _with_lost_vowel(left, ending, plain))


def _in_harmony(left: str, ending: Ending, plain: bool) -> bool:
    """Whether the last telling vowel agrees with the ending; of folded letters only е tells."""
    if not ending.harmony or left.endswith("ь"):
        return True
    for letter in reversed(left):
        if letter in BACK:
            return plain or ending.harmony is BACK
        if letter in FRONT:
            return ending.harmony is FRONT
    return True


def _restored(left: str, ending: Ending) -> list[str]:
    """What stood before the ending, the likelier first: «кітаб» → кітап; of a verb its infinitive, «көрсет» → көрсету."""
    if ending.layer == "verb":
        base = left + GIVES_BACK.get(ending.place, "")
        return [base[:-1] + SOFTENED[base[-1]] if base[-1] in SOFTENED else base + "у"]
    hard = HARDENED.get(left[-1])
    if hard is None or ending.text[0] not in NARROW:
        return [left]
    borrowed = left[-2] in ("оу" if left[-1] == "г" else "у")  # «педагогы», «клубы» keep their last letter
    return [left, left[:-1] + hard] if borrowed else [left[:-1] + hard, left]


def _with_lost_vowel(left: str, ending: Ending, plain: bool) -> list[str]:
    """The form with the vowel that falls out before ы, і: «халқы» → халық, «орны» → орын."""
    if ending.text[0] not in NARROW or ending.layer != "possessive" or not {*left[-2:]} <= CLOSED:
        return []
    return [left[:-1] + vowel + left[-1] for vowel in (("и",) if plain else ("ы", "і"))]
