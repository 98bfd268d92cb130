"""Names by rules: which words of a run of capitalised words name a person. What rules can't tell is left for NER."""

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from matching.masking.runs import Run, Token
from matching.masking.tables import endings, words
from matching.masking.words import Kind

SURE = Kind.FIRST | Kind.FAMILY
# «▒ ▒▒▒ ▒▒▒ ▒▒ ▒▒», «+▒(▒▒▒▒) ▒▒-▒▒-▒▒», «▒▒▒▒▒▒▒▒▒▒▒»
PHONE = r"(?:(?:\+ ?▒{1,3}|▒)[ (–-]{1,2}▒{3,5}\)?(?:[ –-]{0,2}▒){5,7}|\+?▒{11}|▒{3}[ -]▒{3}[ -]▒▒[ -]▒▒)(?!▒)"
PHONE_AFTER = re.compile(rf"(?P<gap>[^\n▒]{{0,14}}?){PHONE}")
PHONE_BEFORE = re.compile(rf"(?<!▒){PHONE}[\s,–—(-]{{0,4}}$")
ITEM_END = re.compile(r"\s*(?:$|[\n,.|·•(/▒–—])")
Rule = Callable[[Run, str, bool], Iterator[Token]]


def named(run: Run, line: str, *, personal: bool) -> list[Token]:
    """Return the words of a run that name a person; `personal` lines stand at the head of a text."""
    found = {token for rule in RULES for token in rule(run, line, personal)}
    return [token for token in run.tokens if token in found]


def doubtful(run: Run) -> bool:
    """Whether NER should see a run: a word that may be a name, not where every word has a capital, and not kept."""
    return not run.kept and any(possible(token) for token in _inner(run))


def possible(token: Token) -> bool:
    """A word that may be a name and is no place, no initial, no adjective («Бостандыкский») and no «ТӘЖІРИБЕСІ»."""
    if token.may_be(Kind.PLACE | Kind.INITIAL) or token.text.isupper() or not token.nameable:
        return False
    return endings("adjective").fullmatch(token.text.lower()) is None


def _inner(run: Run) -> tuple[Token, ...]:
    """The words of a run whose capital says something: at the head of a sentence all but the first."""
    return run.tokens[1:] if run.opens else run.tokens


def _with_patronymic(run: Run, line: str, personal: bool) -> Iterator[Token]:
    """«Ли Виктор Александрович», «Виктор Фридрихович Генц», «Ольга Викторовна»."""
    tokens = run.tokens
    for place, token in enumerate(tokens):
        if not token.may_be(Kind.PATRONYMIC) or token.may_be(Kind.COMMON):
            continue
        yield token
        family, first = (None, None, *tokens[:place])[-2:]
        has_family = family is not None and family.nameable
        if first and (first.nameable or has_family):
            yield first
        if has_family:
            yield from tokens[place - 2 : place - 1]
        else:
            yield from (after for after in tokens[place + 1 : place + 2] if after.nameable)


def _with_initials(run: Run, line: str, personal: bool) -> Iterator[Token]:
    """«А. Б. Сериков», «Сериков А.», «Женис К.»; a single initial needs a word that may surely be a name."""
    if run.kept:
        return
    whole = (None, *run.tokens, None)
    for is_initials, group in groupby(range(1, len(whole) - 1), key=lambda place: _is_initial(whole[place])):
        if is_initials:
            places = list(group)
            beside = (whole[places[0] - 1], whole[places[-1] + 1])
            others = [t for t in beside if t and t.nameable and (len(places) > 1 or t.may_be(SURE))]
            if others:
                yield from (*others[:1], *run.tokens[places[0] - 1 : places[-1]])


def _is_initial(token: Token | None) -> bool:
    return token is not None and token.kind is Kind.INITIAL


def _pair(run: Run, line: str, personal: bool) -> Iterator[Token]:
    """«Алия Шайхутдинова», «Сапарова Камила», «Айгүл Сейтқали», «Алия Король, …»; one of them is surely a name."""
    if run.quoted:
        return
    for left, right in zip(run.tokens, run.tokens[1:], strict=False):
        first, other = (left, right) if left.may_be(Kind.FIRST) else (right, left)
        if not first.may_be(Kind.FIRST) or other.kind is Kind.INITIAL:
            continue
        sure = not first.may_be(Kind.COMMON | Kind.PLACE)
        if other.may_be(Kind.FAMILY) or (
            sure and (other.may_be(Kind.FIRST) or (other is right and _ends(other, line)))
        ):
            yield from (left, right)


def _ends(token: Token, line: str) -> bool:
    """Whether a word after a first name is its surname: unknown, or an everyday word with a capital before a mark."""
    if token.may_be(Kind.PLACE) or token.text.isascii():
        return False
    return token.unknown or ITEM_END.match(line, token.end) is not None


def _alone(run: Run, line: str, personal: bool) -> Iterator[Token]:
    """«Жанне», «Данияр»: words that are first names only."""
    if not run.kept:
        yield from (token for token in run.tokens if token.kind in (Kind.FIRST, SURE) and not token.text.isascii())


def _introduced(run: Run, line: str, personal: bool) -> Iterator[Token]:
    """«Меня зовут Роза», «звонить Азамату», «Гүлім апай», «Сәулеге хабарласыңыз»."""
    if run.before in words("introduces") or run.before in words("honorifics"):
        yield from _leading(run.tokens)
    last = run.tokens[-1]
    if run.after in words("honorifics") or (run.after in words("introduces") and last.may_be(Kind.FIRST)):
        yield from _leading(run.tokens[::-1])


def _beside_phone(run: Run, line: str, personal: bool) -> Iterator[Token]:
    """«Азамат ▒ ▒▒▒ ▒▒▒ ▒▒ ▒▒», «▒ ▒▒▒ ▒▒▒ ▒▒ ▒▒, Вера»."""
    follows = PHONE_AFTER.match(line, run.end)
    if follows and (run.tokens[-1].kind or follows["gap"] in (" ", ", ")):  # «Моб.: ▒ …» is no name
        yield from _leading(run.tokens[::-1])
    if PHONE_BEFORE.search(line[max(0, run.start - 30) : run.start]):
        yield from _leading(run.tokens)


def _headline(run: Run, line: str, personal: bool) -> Iterator[Token]:
    """A run that is the whole first item of a line at the head of a text: «Бекжан Сымбат, 29 жас»."""
    if not personal or line[: run.start].strip() or not ITEM_END.match(line, run.end):
        return
    if 2 <= len(run.tokens) <= 3 and all(token.nameable for token in run.tokens):
        if not run.tokens[0].text.isupper() or any(token.may_be(SURE) for token in run.tokens):
            yield from run.tokens
    elif len(run.tokens) == 1 and line[run.tokens[0].end :].lstrip(" ,").startswith("▒"):
        yield from (token for token in run.tokens if token.may_be(SURE))


def _leading(tokens: tuple[Token, ...]) -> Iterator[Token]:
    """The words up to the first that can't be part of a name."""
    for token in tokens[:3]:
        if not token.nameable:
            return
        yield token


RULES: tuple[Rule, ...] = (_with_patronymic, _with_initials, _pair, _alone, _introduced, _beside_phone, _headline)
