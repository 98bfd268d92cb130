"""Loads what serving needs: encoder, index, matcher."""

from indexing.index import load
from matching.matcher import Matcher
from models import encoders
from models.lemmas import check_fast_dawg
from service.settings import Settings


def load_matcher(settings: Settings) -> Matcher:
    """Return the matcher on the current index. Raises ModelError, IndexFault or SlowDawgError with what to do."""
    check_fast_dawg()
    return Matcher(load(settings.home, encoders.load(settings.home)))
