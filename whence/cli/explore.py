"""The command that serves a case to the browser of whoever runs it: explore."""

import sys
from typing import Annotated

import typer

from whence.case import Case
from whence.cli.options import AsJson, CasePath, Identify, Seed
from whence.cli.output import emit, note
from whence.exploring import explore as open_exploration

Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="The port on this machine; 0 takes a free one.")]


def explore(case: CasePath, port: Port = 0, identify: Identify = False, seed: Seed = 0, json: AsJson = False) -> None:
    """Open a local page over a case of any size, until interrupted; only this machine can reach it."""
    with Case.open(case) as opened, open_exploration(opened, port=port, identify=identify, seed=seed) as running:
        emit({"url": running.url}, as_json=json, text=running.url)
        sys.stdout.flush()
        note("Open this address in a browser on this machine. Ctrl-C ends it.")
        try:
            running.wait()
        except KeyboardInterrupt:
            note("The exploration is closed.")


COMMANDS = {"explore": explore}
