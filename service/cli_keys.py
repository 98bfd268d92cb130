"""The commands `kasip keys create / list / revoke`."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from service.settings import Settings
from service.state.keys import SCOPES
from service.state.options import StateSettings
from service.state.state import State, open_state

out = Console()
err = Console(stderr=True)
app = typer.Typer(no_args_is_help=True, help="Make, list and revoke API keys.")


@contextmanager
def opened() -> Iterator[State]:
    """What the service remembers, as the settings say where."""
    state = open_state(Settings().home, StateSettings())
    try:
        yield state
    finally:
        state.close()


@app.command()
def create(
    name: Annotated[str, typer.Option(help="who will use it, such as the name of a system")],
    scope: Annotated[list[str], typer.Option(help=f"{', '.join(SCOPES)}; may be repeated, none includes another")],
    rate: Annotated[str | None, typer.Option(help="most requests, such as 100/minute")] = None,
) -> None:
    """Make a key and print it, once: only its digest is stored."""
    with opened() as state:
        key = state.keys.create(name, scope, rate=rate)
    err.print("Keep this key now, it is not shown again. Send it in the header X-API-Key.")
    typer.echo(key)


@app.command("list")
def list_() -> None:
    """Show all keys; their secrets can't be shown."""
    table = Table(Column("id", min_width=12), "name", "scopes", "rate", "made", "last used", "revoked")
    with opened() as state:
        for key in state.keys.all():
            days = [str(day.date()) if day else "" for day in (key.created_at, key.revoked_at)]
            used = str(key.last_used or "never")
            table.add_row(key.id, escape(key.name), " ".join(key.scopes), key.rate or "", days[0], used, days[1])
    out.print(table)


@app.command()
def revoke(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="id of a key, from `kasip keys list`")],
) -> None:
    """Refuse a key from now on."""
    with opened() as state:
        state.keys.revoke(identifier)
    err.print(f"Key {identifier} is revoked; running services refuse it within 5 seconds.")
