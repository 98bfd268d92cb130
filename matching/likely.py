"""Which rules of a table can match anywhere in a text: one pass for all of them, so that few are tried on every statement."""

import re
from functools import cache

import re2

from matching.tables import Rule, rules

# What RE2 lacks or knows for ASCII only, as something that matches at least as much.
# All that is not ASCII counts as letters: an automaton of the letters of all scripts takes seven times as long to make.
LETTERS = r"0-9A-Za-z_\x{80}-\x{10FFFF}"
WIDER = {r"\b": "", "^": "", "$": "", r"\w": f"[{LETTERS}]", r"\W": r"[^0-9A-Za-z_]", r"\d": r"\pN", r"\s": r"[\s\pZ]"}
WIDER_INSIDE = {r"\w": LETTERS, r"\d": r"\pN", r"\s": r"\s\pZ"}
TOKEN = re.compile(r"\[\^?(?P<inside>(?:\\.|[^\]\\])+)\]|\\.|[\^$]")
NEGATED, ANY = re.compile(r"\\[WDS]|^\[\^.*\\[wds]"), "(?s:.)"
ESCAPE = re.compile(r"\\.")
LOOKING = re.compile(r"\(\?<?[=!]")
# What a pattern is made of as far as brackets go: an escape, a class, a bracket that opens or closes, anything else.
PIECE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()]|[^()\[\\]+", re.DOTALL)
Rules = tuple[Rule, ...]
MEMORY = 64 << 20  # bytes that the automaton of one table may take


def likely(table: str, text: str) -> Rules:
    """Return the rules of a table in their order without those that match nowhere in the text or in a part of it."""
    found = _filter(table).Match(text)
    return tuple([rules(table)[n] for n in sorted(found)]) if found else ()


@cache
def _filter(table: str) -> re2.Set:
    """The automaton that looks for all rules of a table."""
    options = re2.Options()
    options.case_sensitive = False
    options.max_mem = MEMORY
    known = re2.Set.SearchSet(options)
    for rule in rules(table):
        known.Add(wider(rule.pattern.pattern))
    known.Compile()
    return known


def wider(pattern: str) -> str:
    """A pattern of RE2 that matches wherever the given one does: what stands around a match is not looked at."""
    return TOKEN.sub(_wider, _without_looking(pattern))


def _without_looking(pattern: str) -> str:
    """A pattern without its lookarounds."""
    found = LOOKING.search(pattern)
    while found:
        depth, end = 0, found.start()
        for piece in PIECE.finditer(pattern, found.start()):
            depth += {"(": 1, ")": -1}.get(piece.group(), 0)
            end = piece.end()
            if not depth:
                break
        pattern = pattern[: found.start()] + pattern[end:]
        found = LOOKING.search(pattern)
    return pattern


def _wider(token: re.Match[str]) -> str:
    if token["inside"] is None:
        return WIDER.get(token.group(), token.group())
    if NEGATED.search(token.group()):  # such as `[^\W\d_]`, a letter, or `[^\w ]`, which no wider `\w` may narrow
        return ANY
    return ESCAPE.sub(lambda escape: WIDER_INSIDE.get(escape.group(), escape.group()), token.group())
