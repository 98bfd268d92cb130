"""Which rules of a table can match anywhere in a text: one pass for all of them, so that few are tried on every statement."""

import re
from functools import cache

import re2

from matching.tables import Rule, rules

# What RE2 lacks or knows for ASCII only, as something that matches at least as much.
WIDER = {r"\b": "", "^": "", "$": "", r"\w": r"[\pL\pN_]", r"\W": r"[^\pL\pN_]", r"\d": r"\pN", r"\s": r"[\s\pZ]"}
WIDER_INSIDE = {r"\w": r"\pL\pN_", r"\d": r"\pN", r"\s": r"\s\pZ"}
TOKEN = re.compile(r"\[\^?(?P<inside>(?:\\.|[^\]\\])+)\]|\\.|[\^$]")
ESCAPE = re.compile(r"\\.")
LOOKING = re.compile(r"\(\?<?[=!]")
Rules = tuple[Rule, ...]
MEMORY = 64 << 20  # bytes that the automaton of one table may take


def likely(table: str, text: str) -> Rules:
    """Return the rules of a table in their order without those that match nowhere in the text or in a part of it."""
    tried, known, always = _filter(table)
    found = known.Match(text)
    if not found and not always:
        return ()
    numbers = sorted((*always, *(tried[n] for n in found or ())))
    return tuple([rules(table)[n] for n in numbers])


@cache
def _filter(table: str) -> tuple[tuple[int, ...], re2.Set, frozenset[int]]:
    """Numbers of the rules that RE2 can look for, its automaton, and the numbers of all others."""
    options = re2.Options()
    options.case_sensitive = False
    options.max_mem = MEMORY
    known = re2.Set.SearchSet(options)
    tried = tuple(n for n, rule in enumerate(rules(table)) if not LOOKING.search(rule.pattern.pattern))
    for n in tried:
        known.Add(wider(rules(table)[n].pattern.pattern))
    known.Compile()
    return tried, known, frozenset(range(len(rules(table)))) - frozenset(tried)


def wider(pattern: str) -> str:
    """A pattern of RE2 that matches wherever the given one does."""
    return TOKEN.sub(_wider, pattern)


def _wider(token: re.Match[str]) -> str:
    if token["inside"] is None:
        return WIDER.get(token.group(), token.group())
    return ESCAPE.sub(lambda escape: WIDER_INSIDE.get(escape.group(), escape.group()), token.group())
