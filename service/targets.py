"""What a text is held against: a target named by profession, by card, or by the place where one begins."""

from matching.matcher import Matcher, UnknownTarget
from service.schemas import Target


def target_id(matcher: Matcher, target: Target) -> str:
    """The id that a target names; whether the catalogue has it is the matcher's to say. Raises UnknownTarget."""
    named = target.profession or target.card
    if named:
        return named
    members = (member for profession in matcher.index.professions for member in profession.members)
    place = target.document, target.line
    found = next((member.id for member in members if (member.document, member.line) == place), None)
    if found is None:
        raise UnknownTarget(f"No card or position begins at line {target.line} of {target.document!r}.")
    return found
