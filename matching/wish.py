"""What the writer of a CV wishes for, told apart from what he or she did, where no heading tells it."""

import re

from matching.likely import likely
from matching.marks import BETWEEN, bare, mark, offer
from matching.masking.hidden import SIGN
from matching.sections import Placed


def section(text: str) -> str:
    """wish, experience or nothing for a statement of a CV; one that tells both is experience."""
    if mark("done", text):
        return "experience"
    return "wish" if _wished(text) else ""


def job(text: str) -> str:
    """The position that a statement wishes for: «Ищу работу сиделкой, можно с проживанием» → «сиделкой».

    Nothing for no wish, and for one that names only a place: «Хочу в центр дневного пребывания».
    """
    found = _wished(text)
    return (found.groupdict().get("job") or "").strip() if found else ""


def position(placed: list[Placed]) -> str:
    """The position that a CV is written for: in its title, under a heading, or in a sentence; else its first line."""
    title = next((p.statement.text for p in placed if p.section == "title"), "")
    headed = next((j for p in placed if p.section == "wish" and (j := _without_terms(p.statement.text))), "")
    named = job(title) or headed or (title if bare(title) else "")
    return named or next((j for p in placed if (j := job(p.statement.text))), _shown(title))


def _without_terms(text: str) -> str:
    """«Сиделка, график 2/2» → «Сиделка»; nothing for «Карьерный рост»."""
    found = offer(text, perks=False)
    return text[: found.start].rstrip(BETWEEN) if found else text


def _shown(title: str) -> str:
    """A title most of which is not hidden: «Меня зовут ▒▒▒▒▒▒▒ ▒▒▒▒▒▒▒▒» names no job."""
    return "" if title.count(SIGN) > sum(map(str.isalnum, title)) else title


def _wished(text: str) -> re.Match[str] | None:
    """What the first rule that fires has found."""
    return next((found for rule in likely("wish", text) if (found := rule.pattern.search(text))), None)
