"""How far the verdicts can be trusted: the table of `whence calibrate`, world by world, with its page.

    python benchmarks/calibration.py [--runs 200] [--posts 200] [--jobs 2] [--worlds a,b] [--write] [--page FILE.html]

Each finished world is printed and, with --write, the table so far is kept under results, so that a run that is cut
short leaves whole worlds. The seed is not one that thresholds were chosen on.
"""

import argparse
import resource
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from import_speed import machine

from graphs.calibrate import Calibration, Design, Judged, summarise
from graphs.trace import THRESHOLDS
from viz.calibration import calibration_page
from whence.calibrating import judged

HERE = Path(__file__).parent
HEAD = (
    "world", "stories", "false source led", "its rate, 95 %", "planted verdict, 90 %", "cannot tell, 90 %",
    "interval holds, 90 %", "width, 90 %",
)  # fmt: skip


def share(value: float | None, interval: tuple[float | None, float | None]) -> str:
    """Write a rate with its interval in percent."""
    if value is None:
        return "–"
    low, high = interval
    return f"{100 * value:.0f}" + ("" if low is None or high is None else f" ({100 * low:.0f} to {100 * high:.0f})")


def table(found: Calibration) -> str:
    """Return the rows as Markdown."""
    rows = [HEAD, ("---",) * len(HEAD)]
    for row in found.worlds:
        if row.runs:
            rate = None if row.false_led is None else row.false_led / row.runs
            rows.append((
                row.world, str(row.runs), "–" if row.false_led is None else str(row.false_led),
                share(rate, (row.false_led_low, row.false_led_high)), share(row.power, row.power90),
                share(row.cannot_tell, row.cannot_tell90), share(row.cover90, row.cover90_90),
                share(row.width, row.width90),
            ))  # fmt: skip
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def text(found: Calibration, cpu: float) -> str:
    """Return the page of results."""
    where = machine()
    bins = "\n".join(
        f"| {one.low:.1f} to {one.high:.1f} | {one.stories} | {one.estimate:.2f} | {one.planted:.2f} |"
        for one in found.reliability
    )
    return (
        f"# Calibration\n\n{where['processor']}, {where['cores']} cores, Python {where['python']}, commit "
        f"{where['commit']}. {found.runs} stories a world asked for, {found.posts} posts a story before any is hidden, "
        f"{found.stories_a_case} stories a case, seed {found.seed}, thresholds {found.thresholds}; {cpu:.0f} CPU "
        f"seconds. Rates in percent.\n\n{table(found)}\n\n"
        "## Reliability\n\n| estimate | stories | mean estimate | mean planted share |\n| --- | --- | --- | --- |\n"
        f"{bins}\n"
    )


def main() -> None:
    """Run world after world; print each, keep the table so far."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--posts", type=int, default=200)
    parser.add_argument("--stories", type=int, default=20)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--worlds", default="")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--page", type=Path, help="where to write the page with the plots")
    asked = parser.parse_args()
    worlds = tuple(asked.worlds.split(",")) if asked.worlds else Design().worlds
    design = Design(worlds=worlds, runs=asked.runs, posts=asked.posts, stories_a_case=asked.stories, seed=asked.seed)
    told: list[Judged] = []
    for one in judged(design, jobs=asked.jobs):
        told.append(one)
        if sum(other.world == one.world for other in told) == design.runs:
            used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
            found = summarise(design, told, THRESHOLDS.version)
            page = text(found, sum(each.ru_utime + each.ru_stime for each in used))
            print(table(found).splitlines()[-1], flush=True)
            if asked.page:
                calibration_page(found).save(asked.page)
            if asked.write:
                (HERE / "results" / "calibration.md").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
