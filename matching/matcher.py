"""The matcher: a text in, the whole answer out."""

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from corpus.catalogue import Member, Profession
from corpus.level_sources import level_sources
from indexing.index import Index
from indexing.rows import owner_items, owner_of
from matching import confidence, gaps, level
from matching.coefficients import Coefficients, coefficients
from matching.evidence import Compared, Comparer
from matching.gap_model import GapModel
from matching.masking.masks import mask
from matching.ordering import first
from matching.question import question
from matching.ranking import FEATURES, Features, Ranker
from matching.reading import Reading, read
from matching.result import Gaps, LevelReason, MatchedProfession, MatchResult, Question

TOP_K = 5
LEVEL_CANDIDATES = 8  # nearest professions whose levels are mixed
EVIDENCE_MINIMUM = 0.41  # similarity below which a pair shares too little to convince a reader
MAX_CHARACTERS = 200_000


class TextTooLong(ValueError):
    """A text is longer than MAX_CHARACTERS."""


class UnknownTarget(LookupError):
    """A profession or card with the given id is not in the catalogue."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Everything that one text gives before the answer is put together; evaluation reads it too."""

    compared: Compared
    features: Features
    outside: Features  # of other trades
    scores: NDArray[np.float64]
    scope: float  # chance that the text lies in the field
    confidences: NDArray[np.float64]


class Matcher:
    """Answers for texts with one index. Safe to share between threads: nothing changes after construction."""

    def __init__(self, index: Index, weights: Coefficients | None = None) -> None:
        self.index = index
        self.coefficients = weights or coefficients()
        self.comparer = Comparer(index)
        self.ranker = Ranker(self.comparer)
        # Items of the best description of each profession, those that its coverage counts.
        self._rows = [
            [index.item_number[i.id] for _, i in owner_items(owner_of(index.catalogue, p.members[0]))]
            for p in index.professions
        ]
        learned = self.coefficients
        self.gap_models = {
            "cv": GapModel.of(learned.gap_cv, learned.gap_cv_words, index.item_words, index.vocabulary),
            "vacancy": GapModel.of(learned.gap_vacancy, learned.gap_vacancy_words, index.item_words, index.vocabulary),
        }
        self._questions = lru_cache(maxsize=10_000)(partial(question, self.comparer.likeness))  # of two professions
        sources = level_sources(index.catalogue)
        self.level_sources = [sources.get(p.id, {}) for p in index.professions]
        self.levels = [tuple(found) for found in self.level_sources]

    @cached_property
    def model_version(self) -> str:
        """Encoder and coefficients: answers can change only when this or the catalogue changes."""
        digest = hashlib.sha256(self.coefficients.model_dump_json().encode()).hexdigest()[:8]
        return f"{self.index.encoder.id}+{digest}"

    def judge(self, text: str, *, kind: str = "auto", title: str | None = None) -> Judged:
        """Compare a text with everything. Raises TextTooLong."""
        if len(text) > MAX_CHARACTERS:
            raise TextTooLong(f"The text has {len(text)} characters, at most {MAX_CHARACTERS} are read. Shorten it.")
        compared = self.comparer.compare(_read(text, kind=kind, title=title))
        features, outside = self.ranker.features(compared, self.coefficients)
        return self.weigh(compared, features, outside)

    def weigh(self, compared: Compared, features: Features, outside: Features) -> Judged:
        """Scores and confidences by the coefficients at hand."""
        scores = self.ranker.scores(features, self.coefficients)
        scope, chances = confidence.judge(features, outside, scores, compared, self.coefficients)
        return Judged(compared, features, outside, scores, scope, chances)

    def match(
        self, text: str, *, kind: str = "auto", title: str | None = None, top_k: int = TOP_K, target: str | None = None
    ) -> MatchResult:
        """Answer for a text; `target`, a profession or card id, adds gaps. Raises TextTooLong, UnknownTarget."""
        started = time.perf_counter()
        result = self.answer(self.judge(text, kind=kind, title=title), top_k=top_k, target=target)
        return replace(result, processing_ms=round(1000 * (time.perf_counter() - started), 3))

    def answer(self, judged: Judged, *, top_k: int = TOP_K, target: str | None = None) -> MatchResult:
        """Put the answer together from what a text gave. Raises UnknownTarget."""
        reading = judged.compared.reading
        found = level.reasons(reading, self.coefficients)
        order = first(judged.scores, max(top_k, LEVEL_CANDIDATES))
        judged.compared.parts.beside.near(sorted({row for number in order[:top_k] for row in self._own_rows(number)}))
        professions = tuple(self._profession(judged, number, found) for number in order[:top_k])
        candidates = [(self.levels[n], float(judged.confidences[n])) for n in order[:LEVEL_CANDIDATES]]
        status = self._status(judged, order)
        return MatchResult(
            status=status,
            kind=reading.kind,
            language=reading.language,
            professions=professions,
            level=level.estimate(candidates, found, self.coefficients),
            question=self._question(order) if status == "ambiguous" else None,
            gaps=self._gaps_for(judged.compared, target) if target else None,
            warnings=self._warnings(judged),
            catalogue_version=self.index.catalogue.catalogue_version,
            model_version=self.model_version,
            input_sha256=hashlib.sha256(reading.text.encode("utf-8", "surrogatepass")).hexdigest(),
            processing_ms=0.0,
        )

    def gaps(self, text: str, target: str, *, kind: str = "auto") -> Gaps:
        """Gaps of a text against a profession or card id. Raises TextTooLong, UnknownTarget."""
        return self._gaps_for(self.judge(text, kind=kind).compared, target)

    def gaps_of(self, compared: Compared, profession: Profession, member: Member) -> Gaps:
        """Every item of a member of a profession, judged in a text that was compared already."""
        return gaps.gaps(
            self.comparer.cover,
            self.index,
            compared,
            owner_of(self.index.catalogue, member),
            telling=self.comparer.telling,
            profession=profession.id,
            model=self.gap_models[compared.reading.kind],
        )

    def _gaps_for(self, compared: Compared, target: str) -> Gaps:
        catalogue = self.index.catalogue
        profession = catalogue.profession_by_id.get(target) or catalogue.profession_of_member.get(target)
        if profession is None:
            raise UnknownTarget(f"There is no profession, card or position {target!r} in the catalogue.")
        member = next((m for m in profession.members if m.id == target), profession.members[0])
        return self.gaps_of(compared, profession, member)

    def _profession(self, judged: Judged, number: int, found: tuple[LevelReason, ...]) -> MatchedProfession:
        profession = self.index.professions[number]
        rows = self.index.profession_items[number]
        return MatchedProfession(
            id=profession.id,
            title=profession.title,
            codes=profession.codes,
            members=profession.members,
            confidence=round(float(judged.confidences[number]), 4),
            score=round(float(judged.scores[number]), 4),
            components=self._components(judged, number),
            level=level.of_profession(self.levels[number], found, self.coefficients, self.level_sources[number]),
            evidence=self.comparer.evidence(judged.compared, rows, minimum=EVIDENCE_MINIMUM),
            coverage=gaps.coverage(
                self.comparer.cover,
                self.index,
                judged.compared,
                self._rows[number],
                self.gap_models[judged.compared.reading.kind],
            ),
        )

    def _own_rows(self, number: int) -> list[int]:
        return [*self.index.profession_items[number], *self._rows[number]]

    def _components(self, judged: Judged, number: int) -> dict[str, float]:
        """What each feature added to the score."""
        weights = self.coefficients.ranking
        values = zip(FEATURES, judged.features[number], strict=True)
        return {name: round(weights.get(name, 0.0) * float(value), 4) for name, value in values}

    def _status(self, judged: Judged, order: Sequence[int]) -> str:
        knows = self.index.encoder.knows
        if not order or not any(knows(word) for words in judged.compared.words for word in words):
            return "insufficient_text"
        if judged.compared.reading.language == "other" or judged.scope < self.coefficients.accept:
            return "out_of_scope"
        likeliest, *others = judged.confidences[order[:2]]
        return "ambiguous" if others and others[0] >= confidence.CLOSE * likeliest else "matched"

    def _question(self, order: Sequence[int]) -> Question:
        return self._questions(*(self.index.professions[n].id for n in order[:2]))

    def _warnings(self, judged: Judged) -> tuple[str, ...]:
        reading = judged.compared.reading
        found = []
        if reading.language == "other":
            found.append("language_not_supported")
        if not reading.content:
            found.append("no_duties_or_skills")
        return tuple(found)


def _read(text: str, *, kind: str, title: str | None) -> Reading:
    """Read a text with its personal data masked."""
    return read(text, kind=kind, title=mask(title).text if title else None, masked=mask(text).text)
