"""What became of every line, and the doubts, gathered while a document is read."""

from collections.abc import Iterable

from corpus.cards import LineUse, Problem


class Ledger:
    """Each source line is entered once; the first use stays."""

    def __init__(self, document: str, uses: Iterable[LineUse] = ()) -> None:
        self.document = document
        self._uses = {use.line: use for use in uses}
        self._problems: list[Problem] = []

    def enter(self, lines: Iterable[int], use: str, *, noise: bool = False) -> None:
        """Enter source lines under a field of the result, or as noise with its reason."""
        for line in lines:
            self._uses.setdefault(line, LineUse(line=line, use=use, noise=noise))

    def doubt(self, kind: str, line: int, text: str) -> None:
        """Enter a doubtful place."""
        self._problems.append(Problem(kind=kind, document=self.document, line=line, text=text))

    @property
    def uses(self) -> tuple[LineUse, ...]:
        """Uses in order of the lines."""
        return tuple(self._uses[line] for line in sorted(self._uses))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Doubts in order of the lines."""
        return tuple(sorted(self._problems, key=lambda problem: problem.line))
