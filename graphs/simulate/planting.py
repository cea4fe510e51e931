"""Write a planted case: what a collector would see of each story, and beside it the truth."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from collectors.errors import RequestError
from graphs.simulate import writing
from graphs.simulate.forest import Draft, Story, descends
from graphs.simulate.observation import observe
from graphs.simulate.texts import LANGUAGES, Wording
from graphs.simulate.worlds import SOURCE, TARGET, WORLDS, Direction, Group, World

if TYPE_CHECKING:
    from graphs.store import Store

_POSTS_A_STORY = 100


class Truth(msgspec.Struct, frozen=True, kw_only=True):
    """What was planted of one story; shares are over the full forest, unseen posts included, feeds' posts left out."""

    story: str
    world: str
    title: str
    direction: Direction
    expected: tuple[str, ...]
    share: float
    reverse_share: float
    target_posts: int
    posts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """Where a planted case lies, and the truth of each of its stories."""

    directory: Path
    posts: Path
    actors: Path
    outlets: Path
    groups: Path
    truth: Path
    truths: tuple[Truth, ...]

    def match(self, store: "Store") -> dict[str, tuple[str, ...]]:
        """Return for each story its narratives in a case, the one with most of its posts first, words before link."""
        rows = store.connection.execute(
            "select narrative_id, level, post_id from narrative_post order by narrative_id, post_id"
        ).fetchall()
        of = {post: truth.story for truth in self.truths for post in truth.posts}
        shared: dict[tuple[str, str, str], int] = {}
        for narrative, level, post in rows:
            if post in of:
                key = (of[post], level, narrative)
                shared[key] = shared.get(key, 0) + 1
        ranked = sorted(shared, key=lambda key: (key[0], -shared[key], key[1] != "words", key[2]))
        return {
            truth.story: tuple(narrative for story, _, narrative in ranked if story == truth.story)
            for truth in self.truths
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One story to plant: its key, its world, its size, its language, and its title where that matters."""

    key: str
    world: World
    size: int
    language: str = "en"
    title: str | None = None


def simulate(
    world: str, directory: str | Path, *, posts: int | None = None, stories: int = 20, seed: int = 0
) -> Planted:
    """Plant a case of `stories` stories of one world, `posts` posts in all, in a folder that is made if need be.

    Same arguments, same bytes. The truth lies beside the posts in `truth.json`; the importer does not read it.
    """
    if world not in WORLDS:
        raise RequestError(f"There is no world {world!r}. There are: {', '.join(sorted(WORLDS))}.")
    if stories < 1 or (posts is not None and posts < stories):
        raise RequestError(
            f"{posts} posts in {stories} stories cannot be planted. Ask for one story or more, each of a post or more."
        )
    total = posts or stories * _POSTS_A_STORY
    rng = np.random.default_rng([seed, sorted(WORLDS).index(world)])
    languages = rng.choice(len(LANGUAGES), size=stories)
    plans = [
        Plan(key=f"{world}-{i:03d}", world=WORLDS[world], size=total // stories, language=LANGUAGES[languages[i]])
        for i in range(stories)
    ]
    return plant(plans, Path(directory), rng)


def plant(plans: Sequence[Plan], directory: Path, rng: np.random.Generator) -> Planted:
    """Grow, hide and write the planned stories; each has a generator of its own, spawned in order."""
    grown = [
        _grow(plan, number, child)
        for number, (plan, child) in enumerate(zip(plans, rng.spawn(len(plans)), strict=True))
    ]
    directory.mkdir(parents=True, exist_ok=True)
    rows = sorted((row for story in grown for row in story.rows), key=lambda row: (row["published_at"], row["post_id"]))
    truths = tuple(story.truth for story in grown)
    planted = Planted(
        directory=directory,
        posts=directory / "posts.csv",
        actors=directory / "actors.csv",
        outlets=directory / "outlets.csv",
        groups=directory / "groups.toml",
        truth=directory / "truth.json",
        truths=truths,
    )
    writing.write_posts(planted.posts, rows)
    writing.write_actors(planted.actors, rows, rng)
    writing.write_outlets(planted.outlets)
    planted.groups.write_text(writing.GROUPS_TOML + _coverage(grown), encoding="utf-8")
    planted.truth.write_bytes(msgspec.json.format(msgspec.json.encode(truths), indent=1) + b"\n")
    return planted


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grown:
    truth: Truth
    rows: list[Mapping[str, str]]
    posted: Counter[Group]
    seen: Counter[Group]


def _grow(plan: Plan, number: int, rng: np.random.Generator) -> _Grown:
    wording = Wording(rng, plan.language)
    if plan.title is not None:
        wording.title = plan.title
    story = Story(plan.world, plan.size, rng, wording)
    seen = observe(story, number, plan.language, rng)
    return _Grown(
        truth=_truth(plan, story.drafts, [row["post_id"] for _, row in seen]),
        rows=[row for _, row in seen],
        posted=Counter(draft.group for draft in story.drafts),
        seen=Counter(draft.group for draft, _ in seen),
    )


def _truth(plan: Plan, drafts: list[Draft], seen: Iterable[str]) -> Truth:
    targets = np.array([d.number for d in drafts if d.group == TARGET and not d.feed], dtype=np.int64)
    sources = np.array([d.number for d in drafts if d.group == SOURCE], dtype=np.int64)
    return Truth(
        story=plan.key,
        world=plan.world.name,
        title=plan.title or "",
        direction=plan.world.direction,
        expected=plan.world.expected,
        share=_mean(descends(drafts, SOURCE)[targets]),
        reverse_share=_mean(descends(drafts, TARGET)[sources]),
        target_posts=len(targets),
        posts=tuple(sorted(seen)),
    )


def _mean(values: np.ndarray) -> float:
    return round(float(values.mean()), 6) if len(values) else 0.0


def _coverage(grown: Sequence[_Grown]) -> str:
    """Return as case.toml would say it what share of either side's posts was collected, over the whole case."""
    lines = []
    for group in (SOURCE, TARGET):
        posted = sum(story.posted[group] for story in grown)
        seen = sum(story.seen[group] for story in grown)
        if posted:
            lines.append(f"{writing.GROUP_NAMES[group]} = {round(seen / posted, 3)}")
    return "\n[coverage]\n" + "\n".join(lines) + "\n"
