"""How well personal data are hidden: recall and precision by kind, and the share of other letters that is hidden with them."""

import math
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from eval.labels import Gold
from matching.masking.hidden import Hidden
from matching.masking.masks import Masked

Mask = Callable[[str], Masked]
Places = frozenset[int]  # offsets of letters and digits


@dataclass(frozen=True, slots=True, kw_only=True)
class KindScore:
    """Counts of one kind: planted strings, those hidden to the last letter, finds, finds that stand on planted data."""

    planted: int
    hidden: int
    found: int
    right: int

    @property
    def recall(self) -> float:
        """Share of planted strings that are hidden; nan without any."""
        return self.hidden / self.planted if self.planted else math.nan

    @property
    def precision(self) -> float:
        """Share of finds that stand on planted data; nan without any."""
        return self.right / self.found if self.found else math.nan


@dataclass(frozen=True, slots=True, kw_only=True)
class FalseFind:
    """A hidden part most of whose letters are no planted data. Gold sets don't label ages, so ages are among them."""

    text_id: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskingScore:
    """Scores by kind, the share of letters and digits outside planted data that is hidden, and what was hidden falsely."""

    kinds: dict[str, KindScore]
    hidden_share: float
    false: tuple[FalseFind, ...]


@dataclass(frozen=True, slots=True)
class _Compared:
    """A masked text beside what was planted in it."""

    gold: Gold
    found: tuple[Hidden, ...]
    planted: tuple[tuple[str, Places], ...]  # kind and places of every occurrence

    @property
    def personal(self) -> Places:
        return frozenset().union(*(places for _, places in self.planted))

    @property
    def hidden(self) -> Places:
        return frozenset().union(*(self.of(part) for part in self.found))

    @property
    def others(self) -> Places:
        """Places that are no planted data."""
        return _letters(self.gold.text, 0, len(self.gold.text)) - self.personal

    def of(self, part: Hidden) -> Places:
        return _letters(self.gold.text, part.start, part.end)

    def is_right(self, part: Hidden) -> bool:
        """Whether at least half of a find is planted data of any kind."""
        own = self.of(part)
        return 2 * len(own & self.personal) >= len(own)


def measure(gold: Iterable[Gold], mask: Mask) -> MaskingScore:
    """Mask all texts and compare with their field `pii`, a list of {"type", "text"}; every occurrence of a text must go."""
    texts = [_Compared(text, mask(text.text).found, tuple(_planted(text))) for text in gold]
    letters = sum(len(text.others) for text in texts)
    gone = sum(len(text.others & text.hidden) for text in texts)
    return MaskingScore(
        kinds=_by_kind(texts),
        hidden_share=gone / letters if letters else math.nan,
        false=tuple(
            FalseFind(text_id=text.gold.id, kind=part.kind, text=text.gold.text[part.start : part.end])
            for text in texts
            for part in text.found
            if not text.is_right(part)
        ),
    )


def _by_kind(texts: list[_Compared]) -> dict[str, KindScore]:
    planted = Counter(kind for text in texts for kind, _ in text.planted)
    hidden = Counter(kind for text in texts for kind, places in text.planted if places <= text.hidden)
    found = Counter(part.kind for text in texts for part in text.found)
    right = Counter(part.kind for text in texts for part in text.found if text.is_right(part))
    return {
        kind: KindScore(planted=planted[kind], hidden=hidden[kind], found=found[kind], right=right[kind])
        for kind in sorted(planted | found)
    }


def _planted(gold: Gold) -> Iterable[tuple[str, Places]]:
    for item in gold.row.get("pii", ()):
        start = gold.text.find(item["text"])
        while start >= 0:
            end = start + len(item["text"])
            yield item["type"], _letters(gold.text, start, end)
            start = gold.text.find(item["text"], end)


def _letters(text: str, start: int, end: int) -> Places:
    return frozenset(place for place in range(start, end) if text[place].isalnum())
