"""The application: every command, registered under its name."""

from typing import Annotated

import typer

import whence
from whence.cli import (
    bundle,
    calibrate,
    collect,
    coordinate,
    doctor,
    draw,
    drift,
    explore,
    gather,
    life,
    look,
    studies,
    taking_part,
    worlds,
)

application = typer.Typer(
    name="whence",
    help="Where did this story come from, who carried it, and how sure can we be?",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"whence {whence.__version__}")
        raise typer.Exit


@application.callback()
def _top(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print it.")] = False,
) -> None:
    """Say what is common to all commands."""


for _module in (
    gather,
    collect,
    look,
    drift,
    coordinate,
    studies,
    taking_part,
    draw,
    explore,
    bundle,
    worlds,
    calibrate,
    life,
    doctor,
):
    for _name, _command in _module.COMMANDS.items():
        application.command(_name)(_command)
