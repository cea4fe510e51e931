"""Calibrate: plant stories, take them the whole way from import to verdict, set verdict beside truth."""

import multiprocessing
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from whence.case import Case

if TYPE_CHECKING:
    from graphs.calibrate import Calibration, Design, Judged
    from graphs.simulate import Planted

SOURCE, TARGET, VIA = "outlets_abroad", "local_bloggers", "relays"
Task = tuple[str, int, int, int, int]


def calibrate(
    worlds: Sequence[str] | None = None,
    *,
    runs: int = 200,
    posts: int = 200,
    stories_a_case: int = 20,
    seed: int = 2026,
    jobs: int = 1,
    progress: Callable[[str], None] | None = None,
) -> "Calibration":
    """Plant `runs` stories of each world, many a case, and compare verdicts with what was planted.

    Every case goes from import to verdict like any other; `jobs` cases run at a time, which changes nothing of what
    comes out.
    """
    from graphs.calibrate import Design, summarise
    from graphs.trace import THRESHOLDS

    design = Design(runs=runs, posts=posts, stories_a_case=stories_a_case, seed=seed)
    if worlds:
        design = Design(
            worlds=tuple(dict.fromkeys(worlds)), runs=runs, posts=posts, stories_a_case=stories_a_case, seed=seed
        )
    return summarise(design, list(judged(design, jobs=jobs, progress=progress)), THRESHOLDS.version)


def judged(design: "Design", *, jobs: int = 1, progress: Callable[[str], None] | None = None) -> "Iterator[Judged]":
    """Yield every story, judged, world after world."""
    from graphs.calibrate import sizes

    tasks: list[Task] = [
        (world, stories, design.posts, design.seed, number)
        for world in design.worlds
        for number, stories in enumerate(sizes(design))
    ]
    tell = progress or (lambda _: None)
    for (world, *_), found in zip(tasks, _run(tasks, jobs), strict=True):
        tell(f"{world}: {len(found)} stories judged")
        yield from found


def _run(tasks: Sequence[Task], jobs: int) -> "Iterator[list[Judged]]":
    if jobs <= 1:
        yield from map(_case, tasks)
        return
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=fresh) as pool:
        yield from pool.map(_case, tasks)


def _case(task: Task) -> "list[Judged]":
    """Plant one case, take it to its verdicts, judge each story."""
    from graphs.simulate import simulate

    world, stories, posts, seed, number = task
    with tempfile.TemporaryDirectory(prefix="whence-calibrate-") as folder:
        planted = simulate(
            world, Path(folder) / "planted", posts=posts * stories, stories=stories, seed=1000 * seed + number
        )
        return _judge(planted, Path(folder) / "case")


def _judge(planted: "Planted", path: Path) -> "list[Judged]":
    from graphs.calibrate import judge
    from whence.demo import NO_CLAIMS

    Case.create(path).close()
    settings = 'name = "Calibration"\n\n' + NO_CLAIMS + planted.groups.read_text(encoding="utf-8")
    (path / "case.toml").write_text(settings, encoding="utf-8")
    with Case.open(path) as case:
        case.import_files([planted.posts])
        case.set_actors(planted.actors)
        case.set_outlets(planted.outlets)
        case.build()
        found = {one.narrative_id: one for one in case.trace(source=SOURCE, target=TARGET, via=VIA)}
        of = planted.match(case.store)
        seen = _targets(case)
    return [
        judge(
            truth,
            [found[name] for name in of.get(truth.story, ()) if name in found],
            sum(post in seen for post in truth.posts),
        )
        for truth in planted.truths
    ]


def _targets(case: Case) -> set[str]:
    """Return the ids of the target's posts that the case holds."""
    rows = case.sql("select post_id from post where actor_id like 'x:blogger%'").fetchall()
    return {name for (name,) in rows}
