"""How often co-sharing beyond chance is reported where there is none, and how much is found where it is planted.

    python benchmarks/coordination_significance.py [--runs 100] [--write]

Worlds of `graphs/simulate/coshares.py` and `occasions.py` (300 accounts, 500 objects and more, 28 days, window 60 s).
*Common causes* alone: the share of runs that report any account pair, with its Wilson interval. *Planted*: 30 pairs of
accounts of ordinary activity share so many objects within the window at any hour of an object's life; the share found
at a false discovery rate of 0.05, and the realised share of false ones among those reported: the mean over runs with
its 95 % interval, and false pairs of all reported. Seeds differ from those of tuning. The nulls were tuned on the
worlds of `coshares.py`; those of `occasions.py` came later, and one of them, `delays`, then led to the fitted origins.
"""

import argparse
import subprocess
from math import sqrt
from pathlib import Path

import numpy as np

from graphs.measure.coordination.near import lasting, take_part
from graphs.measure.coordination.reading import read
from graphs.measure.coordination.significance import LEVEL, significance
from graphs.simulate.coshares import CAUSES, CoshareWorld, Planted, Size, coshare_world
from graphs.simulate.occasions import OCCASIONS, occasion_world

HERE = Path(__file__).parent
WINDOW = 60_000
JOINT = (2, 4, 6, 8, 12)
SEED = 20_260_101
WORLDS = (*CAUSES, *OCCASIONS)


def flagged(world: CoshareWorld) -> dict[str, set[tuple[str, str]]]:
    """Return the account pairs that each way of testing reports: one null alone, two, all."""
    shares = take_part(read(world.shares)[0], 2)
    found = significance(shares, lasting(shares, WINDOW, 2, loops=False), WINDOW)
    names = shares.account_names.to_pylist()
    ways = {
        "shuffle": found.q_shuffle <= LEVEL,
        "configuration": found.q_configuration <= LEVEL,
        "both": (found.q_shuffle <= LEVEL) & (found.q_configuration <= LEVEL),
        "all": found.significant,
    }
    return {
        way: {(names[a], names[b]) for a, b in zip(found.met.one[marks], found.met.other[marks], strict=True)}
        for way, marks in ways.items()
    }


def drawn(cause: str, seed: list[int], **options: Size | Planted) -> CoshareWorld:
    """Return a world of either kind."""
    make = coshare_world if cause in CAUSES else occasion_world
    return make(cause, np.random.default_rng(seed), **options)  # type: ignore[arg-type]


def wilson(hits: int, runs: int) -> tuple[float, float]:
    """Return the 95 % interval of a share."""
    z, share = 1.96, hits / runs
    middle, half = share + z * z / (2 * runs), z * sqrt(share * (1 - share) / runs + z * z / (4 * runs * runs))
    return max(0.0, (middle - half) / (1 + z * z / runs)), (middle + half) / (1 + z * z / runs)


def cause_row(cause: str, runs: int) -> str:
    """Return the row of a world without planted pairs."""
    reporting = dict.fromkeys(("shuffle", "configuration", "both", "all"), 0)
    for run in range(runs):
        for way, pairs in flagged(drawn(cause, [SEED, WORLDS.index(cause), run])).items():
            reporting[way] += bool(pairs)
    low, high = wilson(reporting["all"], runs)
    others = " | ".join(f"{100 * reporting[way] / runs:.0f} %" for way in ("shuffle", "configuration", "both"))
    return f"| {cause} | {others} | **{100 * reporting['all'] / runs:.1f} %** ({100 * low:.1f} to {100 * high:.1f}) |"


def power_row(joint: int, runs: int) -> str:
    """Return the row of a number of joint shares: found and false, in dense and in sparse worlds, by turns."""
    return f"| {joint} | {' | '.join(cell for sharers in (18.0, 9.0) for cell in power(joint, sharers, runs))} |"


def power(joint: int, sharers: float, runs: int) -> tuple[str, str]:
    """Return the share of planted pairs found and the share of false ones among those reported."""
    found = false = planted = reported = 0
    rates = []
    for run in range(runs):
        world = drawn(
            WORLDS[run % len(WORLDS)],
            [SEED, 99, joint, int(sharers), run],
            size=Size(sharers=sharers),
            planted=Planted(joint=joint),
        )
        pairs = flagged(world)["all"]
        found, planted = found + len(pairs & world.planted), planted + len(world.planted)
        false, reported = false + len(pairs - world.planted), reported + len(pairs)
        rates.append(len(pairs - world.planted) / max(1, len(pairs)))
    half = 1.96 * np.std(rates, ddof=1) / sqrt(runs)
    low, high = wilson(found, planted)
    return (
        f"{100 * found / planted:.1f} % ({100 * low:.1f} to {100 * high:.1f})",
        f"{np.mean(rates):.4f} ± {half:.4f} ({false} of {reported})",
    )


def page(runs: int, causes: list[str], powers: list[str]) -> str:
    """Return both tables as a page of Markdown."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=HERE, capture_output=True, text=True)
    return "\n".join(
        [
            "# Significance of coordination",
            "",
            f"Commit {commit.stdout.strip()}, {runs} runs a world and {max(24, runs // 2)} a row of the power table.",
            "Made by `python benchmarks/coordination_significance.py`; see there what is measured.",
            "",
            "## Common causes alone: share of runs that report any account pair",
            "",
            "| world | shuffle alone | configuration model alone | both | all nulls (reported) |",
            "| --- | --- | --- | --- | --- |",
            *causes,
            "",
            "## Planted pairs: share found, and realised false discovery rate",
            "",
            "| joint shares | found, 18 sharers an object | false | found, 9 sharers an object | false |",
            "| --- | --- | --- | --- | --- |",
            *powers,
            "",
        ]
    )


def main() -> None:
    """Print the page and, with --write, keep it under results."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    causes = [cause_row(cause, asked.runs) for cause in WORLDS]
    text = page(asked.runs, causes, [power_row(joint, max(24, asked.runs // 2)) for joint in JOINT])
    print(text)
    if asked.write:
        (HERE / "results" / "coordination_significance.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
