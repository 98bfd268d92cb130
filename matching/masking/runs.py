"""Runs of capitalised words, as names are written: «Ли Виктор Александрович», «А. Б. Сериков», «Әлібек Серік ұлы»."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from matching.masking.tables import words
from matching.masking.words import CAPITALS, Kind, kind_of, spelled
from models.lemmas import lemma

# The lookbehind stands after the capital, so that the search can leap from capital to capital.
TOKEN = re.compile(rf"[{CAPITALS}](?<![\w▒'’-].)(?:\.|(?:[\w'’]*\w)?(?:-\w+)*)")
SON_OF = re.compile(r"[ \u00a0](?:[ұу]лы|[қк]ызы|оглы)(?!\w)")  # «Әлібек Серік ұлы»
BETWEEN = re.compile(r"[ \u00a0]{0,2}")
GENITIVE = ("нин", "дин", "тин")  # «Абайдың ұлы» is Abay's son, no patronymic
WORD_BEFORE = re.compile(r"(?<![\w./-])([\w./-]+)[\s:–—\"«,(-]*$")
WORD_AFTER = re.compile(r"[\s»\",(]*([\w/-]+)")
LISTED = re.compile(r"\s*(?:,|\s(?:и|және|жане|мен))\s+")
NEAR = 60  # characters on either side that can matter


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a line: `line[start:end]` and what kind it may be."""

    text: str
    start: int
    end: int
    kind: Kind

    def may_be(self, kind: Kind) -> bool:
        """Whether it may be of one of these kinds."""
        return bool(self.kind & kind)

    @property
    def unknown(self) -> bool:
        """Whether no list, dictionary or ending knows a word in Cyrillic letters."""
        return not self.kind and not self.text.isascii()

    @property
    def nameable(self) -> bool:
        """Whether it can be part of a name where one is expected: not only an everyday word or a place."""
        return self.unknown or self.may_be(Kind.FIRST | Kind.FAMILY | Kind.PATRONYMIC | Kind.INITIAL)


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words that stand together, and what stands around them."""

    tokens: tuple[Token, ...]
    before: str  # the word before in lower case with its full stop; empty at the head of a line
    after: str  # the word after in lower case
    opens: bool  # at the head of a line or a sentence
    quoted: bool  # inside «…»
    told: bool  # a word beside it makes it an institution's, a place's or a method's: «им. Абая», «Абай облысы», «шкала Бека»

    @property
    def start(self) -> int:
        """Offset of the first word."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Offset after the last word."""
        return self.tokens[-1].end

    @property
    def kept(self) -> bool:
        """Whether it names no person, unless a patronymic says so."""
        return self.told or self.quoted


def runs(line: str) -> list[Run]:
    """Return the runs of a line in order, each from its first word that may be a name: «Звонить Розе» gives «Розе»."""
    found: list[list[Token]] = []
    for token in _tokens(line):
        if found and _together(line, found[-1][-1], token):
            found[-1].append(token)
        elif token.nameable:
            found.append([token])
    made: list[Run] = []
    for tokens in found:
        made.append(_run(line, tokens, made[-1] if made else None))
    return made


def _tokens(line: str) -> Iterator[Token]:
    for match in TOKEN.finditer(line):
        text, end = match.group(), match.end()
        yield Token(text, match.start(), end, Kind.INITIAL if text.endswith(".") else kind_of(text))
        father = SON_OF.match(line, end)
        if father and Kind.FIRST in kind_of(text) and not spelled(text.lower()).endswith(GENITIVE):
            yield Token(father.group().strip(), end + 1, father.end(), Kind.PATRONYMIC)


def _together(line: str, last: Token, token: Token) -> bool:
    gap = line[last.end : token.start]
    return BETWEEN.fullmatch(gap) is not None and (bool(gap) or last.kind is Kind.INITIAL)


def _run(line: str, tokens: list[Token], last: Run | None) -> Run:
    start, end = tokens[0].start, tokens[-1].end
    head = line[max(0, start - NEAR) : start]
    before, after = WORD_BEFORE.search(head), WORD_AFTER.match(line[end : end + NEAR])
    bare = head.rstrip(' \u00a0"«(')
    run = Run(
        tokens=tuple(tokens),
        before=before[1].lower() if before else "",
        after=after[1].lower() if after else "",
        opens=not bare or not (bare[-1].isalpha() or bare[-1] in ",▒»"),
        quoted=head.rfind("«") > head.rfind("»"),
        told=last is not None and last.told and LISTED.fullmatch(line[last.end : start]) is not None,
    )
    return replace(run, told=run.told or _told(run))


def _told(run: Run) -> bool:
    """Whether the word before, or the one after in the run or outside, says whose name it is."""
    before = (run.before, *(lemma(part) for part in run.before.split("-") if part))
    after = (run.after, run.tokens[-1].text.lower())
    return not words("keeps").isdisjoint(before) or not words("keeps_after").isdisjoint(after)
