"""The parser's account book: what became of every line, and every doubt."""

from collections.abc import Iterable

from corpus.blocks import Block
from corpus.cards import LineUse, Problem


class Ledger:
    """Uses and problems of one document; the first use of a line stands."""

    def __init__(self, document: str) -> None:
        self.document = document
        self._uses: dict[int, LineUse] = {}
        self._problems: list[Problem] = []

    def use(self, line: int, field: str) -> None:
        """A line gave a field of the result."""
        self._uses.setdefault(line, LineUse(line=line, use=field))

    def noise(self, line: int, reason: str) -> None:
        """A line gave nothing, for a reason."""
        self._uses.setdefault(line, LineUse(line=line, use=reason, noise=True))

    def is_used(self, line: int) -> bool:
        """Whether a line has its entry."""
        return line in self._uses

    def problem(self, kind: str, line: int, text: str) -> None:
        """A doubtful place."""
        self._problems.append(Problem(kind=kind, document=self.document, line=line, text=text))

    def uses(self, blocks: Iterable[Block]) -> tuple[LineUse, ...]:
        """The entries of all blocks; what no rule took is noise of its own kind."""
        numbers = [block.line for block in blocks]
        for line in numbers:
            self.noise(line, "unrecognised")
        return tuple(self._uses[line] for line in numbers)

    def problems(self) -> tuple[Problem, ...]:
        """All doubts in the order of the document."""
        return tuple(sorted(self._problems, key=lambda problem: problem.line))
