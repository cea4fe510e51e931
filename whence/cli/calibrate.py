"""The command that tries the verdicts on planted stories: calibrate."""

from pathlib import Path
from typing import Annotated

import typer

from whence.cli.options import AsJson, Seed
from whence.cli.output import columns, emit, note, percent

Worlds = Annotated[list[str] | None, typer.Option("--worlds", metavar="WORLD", help="As often as needed; else all.")]
HEAD = ("world", "runs", "false source led", "false target led", "planted verdict", "cannot tell", "cover90", "width")


def calibrate(
    worlds: Worlds = None,
    runs: Annotated[int, typer.Option("--runs", help="Stories a world.", min=1)] = 200,
    posts: Annotated[int, typer.Option("--posts", help="Posts a story, before any is hidden.", min=1)] = 200,
    stories: Annotated[int, typer.Option("--stories-per-case", help="Stories in one case.", min=1)] = 20,
    jobs: Annotated[int, typer.Option("--jobs", help="Cases at a time.", min=1)] = 2,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="A page with table and plots (.html).")] = None,
    seed: Seed = 2026,
    json: AsJson = False,
) -> None:
    """Plant stories whose truth is known, take them from import to verdict, set verdict beside truth."""
    from viz.calibration import calibration_page
    from whence.calibrating import calibrate as run

    found = run(worlds, runs=runs, posts=posts, stories_a_case=stories, seed=seed, jobs=jobs, progress=note)
    if output is not None:
        calibration_page(found).save(output)
    rows = [
        (row.world, row.runs, row.false_led, row.false_target, _with(row.power, row.power90),
         _with(row.cannot_tell, row.cannot_tell90), _with(row.cover90, row.cover90_90), row.width)
        for row in found.worlds
    ]  # fmt: skip
    emit(found, as_json=json, text=columns(rows, HEAD))


def _with(value: float | None, interval: tuple[float | None, float | None]) -> str:
    if value is None:
        return "–"
    low, high = interval
    return percent(value) if low is None else f"{percent(value)} ({percent(low)} to {percent(high)})"


COMMANDS = {"calibrate": calibrate}
