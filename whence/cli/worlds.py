"""Commands about worlds whose truth is known: demo and simulate."""

from pathlib import Path
from typing import Annotated

import typer

from whence.cli.options import AsJson, Seed
from whence.cli.output import columns, emit, note, percent

Folder = Annotated[Path, typer.Option("-o", "--output", help="The folder to write.", show_default=False)]


def demo(
    out: Annotated[Path, typer.Option("--out", help="Where to write it.")] = Path("out/demo"),
    quick: Annotated[bool, typer.Option("--quick", help="Smaller stories.")] = False,
    seed: Seed = 7,
    json: AsJson = False,
) -> None:
    """Plant stories whose truth is known, run everything on them, set each verdict beside the truth."""
    from whence.demo import demo as run
    from whence.kernels import compile_listed

    compile_listed(tell=note)
    made = run(out, quick=quick, seed=seed, progress=note)
    rows = [
        (one.story, one.planted, one.verdict, "yes" if one.agrees else "NO", percent(one.share_planted),
         f"{percent(one.share[0])} to {percent(one.share[2])}")
        for one in made.verdicts
    ]  # fmt: skip
    head = ("story", "planted", "verdict", "acceptable", "share planted", "bounds found")
    pages = "\n".join(f"  {path}" for path in made.maps)
    emit(made, as_json=json, text=f"{columns(rows, head)}\n\nMaps:\n{pages}\n\nOpen this first: {made.report}")


def simulate(
    world: Annotated[str, typer.Argument(metavar="WORLD", help="A world; an unknown name lists them all.")],
    output: Folder,
    posts: Annotated[int | None, typer.Option("--posts", help="Posts in all, before any are hidden.")] = None,
    stories: Annotated[int, typer.Option("--stories", help="How many stories.")] = 20,
    seed: Seed = 0,
    json: AsJson = False,
) -> None:
    """Plant a case of one world: posts.csv, actors.csv, outlets.csv, groups.toml and the truth."""
    from graphs.simulate import simulate as plant

    planted = plant(world, output, posts=posts, stories=stories, seed=seed)
    seen = sum(len(truth.posts) for truth in planted.truths)
    result = {"directory": str(output), "world": world, "stories": len(planted.truths), "posts": seen}
    emit(
        result,
        as_json=json,
        text=f"{seen} posts of {len(planted.truths)} stories in {output}; the truth is in truth.json",
    )


COMMANDS = {"demo": demo, "simulate": simulate}
