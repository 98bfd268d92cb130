"""The clarifying question: one question for the fact that separates two professions that fit a text equally well."""

from dataclasses import dataclass

from matching.likeness import Likeness
from matching.question_rules import LANGUAGES, RULES, Labels, Side, demands, sides, texts
from matching.result import Question
from matching.steps import Words

HINTS = 3  # items shown with an option


@dataclass(frozen=True, slots=True, kw_only=True)
class HintItem:
    """An item that one option has and the other has not."""

    id: str
    text: str
    card: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionHint:
    """What choosing an option means."""

    id: str
    title: str
    label: Labels  # the answer in a few words
    levels: tuple[int, ...]
    demands: tuple[Words, ...]  # education and proofs that its card asks for
    items: tuple[HintItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HintedQuestion(Question):
    """A question with what each option means; `rule` names the fact that it asks for."""

    rule: str  # supervision | education | title | clients | items | level | same
    hints: tuple[OptionHint, ...]


def question(likeness: Likeness, first: str, second: str) -> HintedQuestion:
    """The question between two professions by id: the first rule that finds a fact asks for it. Raises KeyError."""
    both = sides(likeness, first, second)
    found = ((rule.__name__, rule(likeness, *both)) for rule in RULES)
    name, asked = next((name, asked) for name, asked in found if asked)
    one, two = asked.words
    return HintedQuestion(
        text={x: texts()[name][x].format(first=one[x], second=two[x]) for x in LANGUAGES},
        options=(first, second),
        rule=name,
        hints=tuple(_hint(likeness, side, answer) for side, answer in zip(both, asked.answers, strict=True)),
    )


def _hint(likeness: Likeness, side: Side, answer: Labels) -> OptionHint:
    shown = [likeness.index.items[row] for row in side.own[:HINTS]]
    return OptionHint(
        id=side.profession.id,
        title=side.profession.title,
        label=answer,
        levels=side.profession.levels,
        demands=demands(side),
        items=tuple(HintItem(id=row.id, text=row.text, card=row.owner, line=row.line) for row in shown),
    )
