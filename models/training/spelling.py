"""Typing errors, made for training."""

from random import Random

LETTERS = "абвгдежзийклмнопрстуфхцчшщыьэюя"


def misspelt(word: str, random: Random) -> str:
    """A word with one letter lost, doubled, swapped with the next or replaced: «сиделка» → «сиделкка»."""
    place = random.randrange(len(word))
    head, letter, tail = word[:place], word[place], word[place + 1 :]
    errors = (tail, letter + letter + tail, tail[:1] + letter + tail[1:], random.choice(LETTERS) + tail)
    return head + random.choice(errors)
