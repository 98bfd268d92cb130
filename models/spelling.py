"""Typing errors mended: a word that no dictionary has becomes the word of the field that is one error away."""

from collections.abc import Iterator, Mapping

from models.lemmas import CACHE_SIZE, KAZAKH_LETTER, WORD, is_russian_word

LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі"
SHORTEST = 5  # letters: shorter words have too many neighbours
LONGEST = 40  # letters


class Spelling:
    """Mends words by the forms of one catalogue. Threads may share it: only its table of words is filled."""

    def __init__(self, forms: Mapping[str, int]) -> None:
        self._forms = forms  # word in lower case → how often it stands in official and people's words
        self._seen: dict[str, str] = {}  # single dict reads and writes are atomic

    def mended(self, text: str) -> str:
        """The text with its misspelt words mended; everything else stays, so that only these words move."""
        return WORD.sub(lambda found: self.word(found.group()), text)

    def word(self, written: str) -> str:
        """The word itself, or the commonest form one error away («сиделкка» → сиделка) when it is no known word."""
        known = self._seen.get(written)
        if known is None:
            if len(self._seen) >= CACHE_SIZE:
                self._seen.clear()
            known = self._seen[written] = self._mend(written)
        return known

    def _mend(self, written: str) -> str:
        form = written.lower()
        if not SHORTEST <= len(form) <= LONGEST or form in self._forms or written.isupper() or not form.isalpha():
            return written
        if not _cyrillic(form) or is_russian_word(form):
            return written
        near = [other for other in one_error_away(form) if other in self._forms]
        return max(near, key=lambda other: (self._forms[other], other), default=written)


def one_error_away(word: str) -> Iterator[str]:
    """All words with one letter lost, added, replaced, or swapped with the next (Damerau 1964)."""
    for place in range(len(word) + 1):
        head, tail = word[:place], word[place:]
        yield from (head + letter + tail for letter in LETTERS)
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in LETTERS)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]


def _cyrillic(form: str) -> bool:
    return all("а" <= letter <= "я" or letter == "ё" or KAZAKH_LETTER.match(letter) for letter in form)
