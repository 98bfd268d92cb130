"""Starts the command line; a third of the time would go into searching its modules for garbage."""

from service.garbage import unsearched


def main() -> None:
    """The command `kasip`."""
    with unsearched():
        from service.cli import main as commands
    commands()
