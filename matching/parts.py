"""Parts of statements: what an enumeration lists, so that a line of ten duties says the same as ten lines."""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexing.postings import Numbers
from matching.beside import Beside
from matching.cover import Spoken

LONG = 40  # characters of a statement from which on its commas divide it
COMMA = re.compile(r", (?![^(]*\))")  # not one inside of brackets


@dataclass(frozen=True, slots=True)
class Parts:
    """What the statements of one text say of duties and skills, part by part, beside one index."""

    owners: Numbers  # (n_parts,) the statement of each, in order
    statements: int
    beside: Beside
    spoken: Spoken

    def best(self, table: NDArray[np.float32]) -> NDArray[np.float32]:
        """Largest value of the parts of each statement. Takes (n_parts, n), returns (n_statements, n)."""
        found = np.zeros((self.statements, table.shape[1]), dtype=np.float32)
        own, first = np.unique(self.owners, return_index=True)
        if len(own):
            found[own] = np.maximum.reduceat(table, first, axis=0)
        return found


def cut(text: str) -> list[str]:
    """The parts of a statement."""
    return COMMA.split(text) if len(text) > LONG else [text]
