"""Puts the pages into an app."""

from fastapi import FastAPI

from service.pages import (
    about_page,
    bulk_page,
    catalogue_page,
    compare_page,
    coverage_page,
    errors,
    feedback_page,
    match_page,
    static_files,
    taking_page,
)
from service.pages.services import Services


def install(app: FastAPI, services: Services) -> None:
    """Add the pages to an app, and answer browsers with pages where it answers callers with problem details."""
    match_page.add(app, services)
    feedback_page.add(app, services)
    taking_page.add(app, services)
    catalogue_page.add(app, services)
    compare_page.add(app, services)
    coverage_page.add(app, services)
    bulk_page.add(app, services)
    about_page.add(app, services)
    static_files.add(app)
    errors.add(app)
