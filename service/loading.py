"""Loads what serving needs: encoder, index, matcher."""

from indexing.index import load
from matching.matcher import Matcher
from models import encoders
from models.encoders import Encoder
from models.lemmas import check_fast_dawg
from service.garbage import unsearched
from service.settings import Settings
from service.threads import one_thread


def load_matcher(settings: Settings) -> Matcher:
    """Return the matcher on the current index; its products run on one thread. Raises ModelError, IndexFault or SlowDawgError with what to do."""
    check_fast_dawg()
    with unsearched():
        matcher = Matcher(load(settings.home, load_encoder(settings)))
    one_thread()
    return matcher


def load_encoder(settings: Settings, *, download: bool = False) -> Encoder:
    """Return the encoder that the settings name. Raises ModelError with what to do."""
    return encoders.load(settings.home, settings.encoder, revision=settings.encoder_revision, download=download)
