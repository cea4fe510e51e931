"""The demonstration: plant stories whose truth is known, run the whole house on them, set verdict beside truth."""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from collectors.errors import RequestError
from whence.case import Case
from whence.pages import map_graph, map_narrative, report

if TYPE_CHECKING:
    from graphs.simulate import Planted, Truth
    from graphs.trace import Finding

SOURCE, TARGET = "outlets_abroad", "local_bloggers"
LANES = ("outlets_abroad", "agencies", "relays", "local_outlets", "local_bloggers")
_MARK = ".whence-demo"
_MADE_FOR_SHOW = "the demonstration has nobody to protect"
NO_CLAIMS = """# The invented stories are made from few words and phrases: claims would follow these, not the stories.
[claims]
build = false

"""


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """One planted story: what was planted, which verdicts a careful reader would accept, what the trace said."""

    story: str
    planted: str
    expected: tuple[str, ...]
    narrative_id: str | None
    level: str | None
    verdict: str
    agrees: bool
    share_planted: float | None
    share: tuple[float | None, float | None, float | None]


class Demo(msgspec.Struct, frozen=True, kw_only=True):
    """Where the demonstration was written, and each verdict beside its truth."""

    case: str
    report: str
    maps: tuple[str, ...]
    verdicts: tuple[Judged, ...]


def demo(
    out: str | Path = "out/demo",
    *,
    quick: bool = False,
    seed: int = 7,
    progress: Callable[[str], None] | None = None,
) -> Demo:
    """Simulate a case, import, build, trace and draw it; an earlier demonstration in `out` is replaced."""
    from graphs.simulate import demo as plant

    tell = progress or (lambda _: None)
    folder = Path(out)
    _clear(folder)
    tell("planting stories whose truth is known")
    planted = plant(folder / "planted", seed=seed, quick=quick)
    with _fixed_key(), Case.create(folder / "case") as case:
        _describe(case, planted)
    with Case.open(folder / "case") as case:
        tell("importing")
        case.import_files([planted.posts])
        case.set_actors(planted.actors)
        case.set_outlets(planted.outlets)
        tell("building links and narratives")
        case.build()
        tell("tracing")
        found = case.trace(source=SOURCE, target=TARGET, via="relays")
        judged = _judge(case, planted, found)
        tell("drawing")
        maps = dict(_draw(case, folder, judged, found))
        page = report(case, maps={name: path.name for name, path in maps.items()})
        written = page.save(folder / "report.html")
    drawn = tuple(str(path) for path in maps.values())
    return Demo(case=str(case.path), report=str(written), maps=drawn, verdicts=tuple(judged))


def _clear(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        if not (folder / _MARK).is_file():
            raise RequestError(f"{folder} exists and is no demonstration of ours. Choose another folder with --out.")
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MARK).touch()


@contextmanager
def _fixed_key() -> Iterator[None]:
    """Give the case a key that everybody knows, so that two demonstrations have the same bytes."""
    before = os.environ.get("WHENCE_CASE_KEY")
    os.environ["WHENCE_CASE_KEY"] = before or _MADE_FOR_SHOW
    try:
        yield
    finally:
        if before is None:
            del os.environ["WHENCE_CASE_KEY"]


def _describe(case: Case, planted: "Planted") -> None:
    settings = 'name = "Demonstration: invented stories from Eastmere"\n\n' + NO_CLAIMS
    (case.path / "case.toml").write_text(settings + planted.groups.read_text(encoding="utf-8"), encoding="utf-8")


def _judge(case: Case, planted: "Planted", found: "Sequence[Finding]") -> list[Judged]:
    """Set each planted story beside the finding of its words narrative, else of its link narrative."""
    stories = planted.match(case.store)
    by_id = {finding.narrative_id: finding for finding in found}
    return [
        _beside(truth, next((by_id[one] for one in stories.get(truth.story, ()) if one in by_id), None))
        for truth in planted.truths
    ]


def _beside(truth: "Truth", finding: "Finding | None") -> Judged:
    verdict = finding.verdict if finding else "cannot tell"
    share = finding.share if finding else None
    return Judged(
        story=truth.story,
        planted=truth.direction,
        expected=truth.expected,
        narrative_id=finding.narrative_id if finding else None,
        level=finding.level if finding else None,
        verdict=verdict,
        agrees=verdict in truth.expected,
        share_planted=truth.share,
        share=(share.lower, share.estimate, share.upper) if share else (None, None, None),
    )


def _plainest(judged: Sequence[Judged], found: "Sequence[Finding]", planted: str) -> Judged | None:
    """Return the story planted so that came to its verdict with most posts documented, else the first planted so."""
    posts = {one.narrative_id: one.posts.get("target", 0) * (one.share.lower or 0.0) for one in found}
    stories = [one for one in judged if one.planted == planted and one.narrative_id is not None]
    return max(stories, key=lambda one: (one.verdict == planted, posts[str(one.narrative_id)]), default=None)


def _draw(case: Case, folder: Path, judged: Sequence[Judged], found: "Sequence[Finding]") -> Iterator[tuple[str, Path]]:
    """Draw lanes of the plainest story and of one told the other way round, one network and the flows.

    Yield what the report calls each map (a narrative's id, so that its finding leads there) and the file.
    """
    for one in filter(None, (_plainest(judged, found, "source led"), _plainest(judged, found, "target led"))):
        page = map_narrative(case, one.narrative_id, view="lanes", lanes=LANES)
        yield str(one.narrative_id), page.save(folder / f"lanes-{one.story}.html")
    yield "the network of the whole case", map_graph(case, view="network").save(folder / "network.html")
    yield "flows between groups", map_graph(case, view="flows", audience="public").save(folder / "flows.html")
