"""The options that several commands share, each written once."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Audience(StrEnum):
    """Who will read a page: the analyst, or the public (individuals only in aggregates)."""

    ANALYST = "analyst"
    PUBLIC = "public"


CasePath = Annotated[Path, typer.Argument(metavar="CASE", help="The folder of the case.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Identify = Annotated[bool, typer.Option("--identify", help="Show people by name; noted in the case, marked on output.")]
Seed = Annotated[int, typer.Option("--seed", help="Where chance is involved, the seed.")]
ForAudience = Annotated[Audience, typer.Option("--audience", help="Who will read this.")]
OutputFile = Annotated[Path, typer.Option("-o", "--output", help="The file to write.", show_default=False)]
