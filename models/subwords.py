"""Character n-grams of a word as rows of a hashed table, for words that have no vector of their own."""

import re
import zlib
from functools import lru_cache

from models.lemmas import CACHE_SIZE

SHORTEST, LONGEST = 3, 5  # letters
MIN_LETTERS = 4  # «ук» and «ооо» tell nothing by their letters
CYRILLIC = re.compile(r"[а-яәғқңөұүһі]+(?:[-'’][а-яәғқңөұүһі]+)*")


@lru_cache(maxsize=CACHE_SIZE)
def buckets(word: str, size: int) -> tuple[int, ...]:
    """Rows of a word's n-grams in a table of `size` rows, «<уход>» → «<ух», «ухо», … Empty for short and for Latin words.

    A hash by CRC-32, as it is the same everywhere (Bojanowski et al. 2017, Enriching Word Vectors with Subword Information).
    """
    if size == 0 or len(word) < MIN_LETTERS or not CYRILLIC.fullmatch(word):
        return ()
    framed = f"<{word}>"
    return tuple(
        zlib.crc32(framed[start : start + length].encode()) % size
        for length in range(SHORTEST, LONGEST + 1)
        for start in range(len(framed) - length + 1)
    )
