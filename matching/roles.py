"""Roles: director, deputy, head of unit, supervisor, specialist or helper, by a title, else by who leads whom in the text."""

from matching.likely import likely
from matching.reading import Reading
from matching.tables import rules


def of_title(title: str) -> str:
    """The role that a title names; empty when it names none."""
    return next((rule.name for rule in rules("roles") if rule.pattern.search(title)), "")


def of_reading(reading: Reading) -> frozenset[str]:
    """Roles that a text speaks of: its title's, and those that its statements show."""
    shown = {r.name for r in likely("leads", reading.text) if any(r.pattern.search(s.text) for s in reading.content)}
    named = of_title(reading.title)
    # «Специалист» may stand over a job that leads nobody; a leader's title settles it.
    if named in ("deputy", "director", "head"):
        return frozenset({named})
    return frozenset({*shown, named} - {""})
