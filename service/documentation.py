"""The OpenAPI description of the API, from the routes alone."""

from typing import Any

from fastapi import FastAPI

from service.routes import admin, batches, catalogue, extras, feedback, health, masking, matching, uploads

TITLE = "Kasip"
VERSION = "1"
DESCRIPTION = (
    "Professions, levels of the sectoral qualifications framework, evidence and gaps of a vacancy or CV, "
    "in Russian or Kazakh. Errors are problem details (RFC 9457) in the language of Accept-Language: ru, kk or en. "
    "No text of a request is kept or logged."
)
PROBLEM = "application/problem+json"
ROUTERS = (
    matching.router,
    uploads.router,
    extras.router,
    masking.router,
    catalogue.router,
    batches.router,
    feedback.router,
    admin.router,
    health.router,
)


def add_routes(app: FastAPI) -> None:
    """Add every call of the API, and describe them as they are."""
    for router in ROUTERS:
        app.include_router(router)
    made = app.openapi

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _mended(made())
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]


def description() -> dict[str, Any]:
    """The OpenAPI description, without a running service."""
    app = new_app()
    add_routes(app)
    return app.openapi()


def new_app(**given: Any) -> FastAPI:
    """An app without routes that knows its name; operations are called as their functions are."""
    return FastAPI(
        title=TITLE,
        version=VERSION,
        description=DESCRIPTION,
        redoc_url=None,
        generate_unique_id_function=lambda route: route.name,
        **given,
    )


def _mended(schema: dict[str, Any]) -> dict[str, Any]:
    """Errors have a media type of their own, which FastAPI can't be told."""
    for operations in schema["paths"].values():
        for operation in operations.values():
            for status, response in operation["responses"].items():
                if status >= "400":
                    response["content"] = {PROBLEM: next(iter(response["content"].values()))}
    return schema
