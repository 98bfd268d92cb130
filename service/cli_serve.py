"""The commands `kasip serve` and `kasip openapi`."""

import sys
from typing import Annotated

import orjson
import typer
from fastapi import FastAPI
from rich.console import Console
from rich.markup import escape

from indexing.errors import IndexFault
from models.errors import ModelError
from models.lemmas import SlowDawgError
from service.cli_keys import opened
from service.garbage import unsearched
from service.operation.errors import OperationError
from service.settings import Settings
from service.state.binding import check_host
from service.state.errors import StateError

err = Console(stderr=True)
NOT_STARTED = (IndexFault, ModelError, SlowDawgError, StateError, OperationError)


def serve(
    host: Annotated[str | None, typer.Option(help="address, KASIP_HOST by default")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="port, KASIP_PORT by default")] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="processes, KASIP_WORKERS by default")] = None,
) -> None:
    """Serve the API and the pages; without API keys on this machine only."""
    from service.operation import serving

    settings = Settings()
    place = host or settings.host
    with opened() as state:
        check_host(place, keys_exist=state.keys.exist())
    port = settings.port if port is None else port
    raise typer.Exit(serving.serve(served_app, host=place, port=port, workers=workers or settings.workers))


def served_app() -> FastAPI:
    """The app of one process; why it can't be made is one line on stderr."""
    try:
        with unsearched():
            from service.app import from_environment

            return from_environment()
    except NOT_STARTED as exc:
        err.print(f"[red]Error:[/red] {escape(str(exc))}", highlight=False, soft_wrap=True)
        sys.exit(1)


def openapi() -> None:
    """Print the OpenAPI description of the API."""
    from service.documentation import description

    sys.stdout.buffer.write(orjson.dumps(description(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
