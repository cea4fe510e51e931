"""Planted worlds: the truth is what it says, the files are readable, and the same seed gives the same bytes."""

import csv
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from collectors.errors import RequestError
from graphs.simulate import WORLDS, demo, simulate
from graphs.simulate.forest import Story, descends
from graphs.simulate.observation import observe
from graphs.simulate.texts import LANGUAGES, Wording, render
from graphs.simulate.worlds import GROUPS


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


def grown(world: str, seed: int = 5, size: int = 150) -> Story:
    rng = np.random.default_rng(seed)
    return Story(WORLDS[world], size, rng, Wording(rng, "en"))


@pytest.mark.parametrize("world", sorted(WORLDS))
def test_a_story_grows_as_a_forest_in_time(world: str) -> None:
    """Every post has at most one parent, and the parent is earlier."""
    story = grown(world)
    hour = {draft.number: draft.hour for draft in story.drafts}
    assert sorted(hour) == list(range(len(story.drafts)))
    assert all(hour[d.parent] < d.hour for d in story.drafts if d.parent >= 0)
    assert sum(d.parent < 0 for d in story.drafts) >= len(WORLDS[world].roots)


@pytest.mark.parametrize("world", sorted(WORLDS))
def test_the_planted_share_is_that_of_the_full_forest(world: str, tmp_path: Path) -> None:
    """networkx finds the same descendants of the source side as the simulator claims."""
    story = grown(world)
    forest = nx.DiGraph((d.parent, d.number) for d in story.drafts if d.parent >= 0)
    forest.add_nodes_from(d.number for d in story.drafts)
    group = {d.number: d.group for d in story.drafts}
    known = descends(story.drafts, "abroad")
    for number in group:
        assert known[number] == any(group[a] == "abroad" for a in nx.ancestors(forest, number))


@pytest.mark.parametrize("world", sorted(WORLDS))
def test_every_world_is_written_in_interchange_form(world: str, tmp_path: Path) -> None:
    """The files parse, ids are unique, every post's author is described, the truth names posts that were written."""
    planted = simulate(world, tmp_path, posts=300, stories=3, seed=2)
    posts = rows(planted.posts)
    ids = [row["post_id"] for row in posts]
    assert len(ids) == len(set(ids)) > 30
    assert {row["actor_id"] for row in posts} <= {row["actor_id"] for row in rows(planted.actors)}
    truth = json.loads(planted.truth.read_text(encoding="utf-8"))
    assert sorted(post for story in truth for post in story["posts"]) == sorted(ids)
    assert all(row["text"] or row["title"] or row["repost_of"] for row in posts)


def test_the_same_seed_gives_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    """Two interpreters with different PYTHONHASHSEED write identical files."""
    digests = []
    for number in ("1", "77"):
        folder = tmp_path / number
        script = f"from graphs.simulate import demo; demo({str(folder)!r}, seed=3, quick=True)"
        subprocess.run([sys.executable, "-c", script], check=True, env={**os.environ, "PYTHONHASHSEED": number})
        digests.append({p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir())})
    assert digests[0] == digests[1]


def test_coverage_is_realised_within_chance() -> None:
    """At a planted coverage of one half, about half the posts of either side are seen."""
    story = grown("source-led-half", size=3000)
    seen = {row["post_id"] for _, row in observe(story, 0, "en", np.random.default_rng(1))}
    bloggers = [d for d in story.drafts if d.group == "blogger"]
    share = sum(f"x:{1_000_000 + d.number}" in seen for d in bloggers) / len(bloggers)
    assert abs(share - 0.5) < 4 * (0.25 / len(bloggers)) ** 0.5


def test_copies_inherit_the_edits_of_their_parents() -> None:
    """A chain of copies stays nearer to its parent than to the first text."""
    wording = Wording(np.random.default_rng(8), "en")
    first = wording.lead()
    chain = [first]
    for _ in range(12):
        chain.append(wording.edited(chain[-1]))

    def common(a: str, b: str) -> float:
        return len(set(a.split()) & set(b.split())) / len(set(a.split()) | set(b.split()))

    assert common(chain[-1], chain[-2]) > common(chain[-1], first)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rendered_copy_stays_a_copy(language: str) -> None:
    """Rendering is word for word, so a repeated passage is repeated in every language, and digits stay."""
    passage = "The council will close the old fish market after a secret vote of 17 members"
    whole = render(f"Typical. {passage}", language)
    assert render(passage, language) in whole
    assert "17" in whole


def test_an_unknown_world_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    """The sentence names what there is."""
    with pytest.raises(RequestError, match="agency-seen"):
        simulate("nowhere", tmp_path)


def test_the_demonstration_holds_every_kind_of_story(tmp_path: Path) -> None:
    """All four truths are planted, in several languages, and every group of every listening table is known."""
    planted = demo(tmp_path, quick=True)
    assert {truth.direction for truth in planted.truths} == {"source led", "target led", "both ways", "separate"}
    assert len(planted.truths) == 12
    assert all(set(world.listens) <= set(GROUPS) for world in WORLDS.values())
