"""Web pages: `install(app, services)`. They work without JavaScript; no text of a request is kept."""

from service.pages.installing import install
from service.pages.services import Services

__all__ = ["Services", "install"]
