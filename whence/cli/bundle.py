"""Commands for evidence that is passed on: export a bundle, verify one."""

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from whence.bundling import MAPS
from whence.bundling import export as write_bundle
from whence.bundling import verify as check_bundle
from whence.case import Case
from whence.cli.options import AsJson, Audience, CasePath, ForAudience, Identify, Seed
from whence.cli.output import emit, note

Folder = Annotated[Path, typer.Option("-o", "--output", help="The new folder to write.", show_default=False)]
Checked = Annotated[Path, typer.Argument(metavar="DIR", help="A bundle, or a case.", show_default=False)]
Archive = Annotated[bool, typer.Option("--archive", help="Add the raw items, which show people as they are.")]
Maps = Annotated[int, typer.Option("--maps", min=0, help="Lanes of so many traced narratives.")]
Origin = Annotated[Path | None, typer.Option("--case", help="The case that the bundle was made from.")]


def export(
    case: CasePath,
    output: Folder,
    maps: Maps = MAPS,
    archive: Archive = False,
    audience: ForAudience = Audience.ANALYST,
    identify: Identify = False,
    seed: Seed = 0,
    json: AsJson = False,
) -> None:
    """Write a hashed evidence bundle: report, maps, the tables they are drawn from."""
    with Case.open(case) as opened:
        made = write_bundle(
            opened, output, audience=audience.value, identify=identify, archive=archive, maps=maps, seed=seed
        )
    emit(
        msgspec.to_builtins(made),
        as_json=json,
        text=f"{made.folder}: {made.files} files\nSHA-256 of the bundle: {made.sha256}",
    )


def verify(folder: Checked, case: Origin = None, json: AsJson = False) -> None:
    """Check a bundle (hashes, figures drawn again) or the archive of a case; exit 1 where something differs."""
    if case is None:
        found = check_bundle(folder)
    else:
        with Case.open(case) as opened:
            found = check_bundle(folder, case=opened)
    for line in found.notes:
        note(line)
    said = [*found.wrong, f"{found.files} hashed, {len(found.rebuilt)} figures drawn again, {len(found.wrong)} differ"]
    emit(msgspec.to_builtins(found), as_json=json, text="\n".join([*said, f"SHA-256: {found.sha256}"]))
    if found.wrong:
        raise typer.Exit(1)


COMMANDS = {"export": export, "verify": verify}
