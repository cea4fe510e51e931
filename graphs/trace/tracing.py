"""Trace: read the case once, examine every story in both directions, measure and decide the narratives asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from graphs.groups import Group
from graphs.store.database import Store
from graphs.trace.asked import Case, Traced
from graphs.trace.conditions import Examined
from graphs.trace.coverage import coverage as covered_by
from graphs.trace.examining import Surveyed, linked, survey
from graphs.trace.finding import Finding
from graphs.trace.fit import contacts, model
from graphs.trace.gather import read
from graphs.trace.measured import BLOCKS, measure
from graphs.trace.removal import removals
from graphs.trace.rows import Tree
from graphs.trace.sides import cast, feeds
from graphs.trace.telling import finding_of, ways
from graphs.trace.thresholds import THRESHOLDS
from graphs.trace.verdict import decide, material

LEVELS = ("link", "words")
DOUBTS = ("no_reverse", "not_behind", "cites_more", "seen_without_link", "own_wording", "one_way_elsewhere")


def trace(
    store: Store,
    *,
    source: Group,
    target: Group,
    via: Group | None = None,
    narrative: str | None = None,
    level: str | None = None,
    coverage: Mapping[str, float] | None = None,
    seed: int = 0,
) -> list[Finding]:
    """Return a finding for every narrative of a level that has posts of either group, or for the one named.

    Levels: link and words unless one is named; within a level the largest narratives first. `coverage` gives the
    share of a group's posts that the case holds, by the group's name or expression. The whole case is read whatever
    was asked for, as what its actors do elsewhere is part of the answer. Ids are native; `disclose` makes pseudonyms.
    """
    case = _open(store, source, target, via, narrative, level, coverage or {}, seed)
    wanted = [
        place
        for place, (name, at, _, _) in enumerate(case.rows.narratives)
        if (name == narrative if narrative else at in _levels(level))
    ]
    found = survey(store, case)
    traced = [_traced(case, place, found) for place in wanted]
    names = _post_ids(store, traced)
    return [finding_of(case, one, names) for one in traced]


def _levels(level: str | None) -> tuple[str, ...]:
    return (level,) if level else LEVELS


def _open(
    store: Store,
    source: Group,
    target: Group,
    via: Group | None,
    narrative: str | None,
    level: str | None,
    given: Mapping[str, float],
    seed: int,
) -> Case:
    levels = tuple(sorted({*LEVELS, *_levels(level)}))
    rows = read(store, source=source, target=target, via=via, narrative=narrative, levels=levels, thresholds=THRESHOLDS)
    known = contacts(store, rows.actors)
    fitted = model(store, rows, known)
    return Case(
        source=source,
        target=target,
        via=via,
        rows=rows,
        cast=cast(store, rows.actors, THRESHOLDS),
        contacts=known,
        model=fitted,
        drawn=fitted.draws(BLOCKS, np.random.default_rng([seed, 1])),
        covered=covered_by(store, source, target, given),
        linked=linked(store, rows, THRESHOLDS),
        seed=seed,
        thresholds=THRESHOLDS,
    )


def _traced(case: Case, place: int, found: Surveyed) -> Traced:
    tree, (forth, back) = case.rows.tree(place), found.narratives[place]
    heard = counting(case, tree)
    measured = measure(heard, case.drawn, case.contacts, case.covered, case.seed, doubted(forth, back))
    decision = decide(forth, back, material(tree, case.thresholds), measured, case.covered, case.thresholds)
    side = 0 if decision.leader == "source" else 1
    tested = found.citing[side]
    return Traced(
        tree=tree,
        forth=forth,
        back=back,
        tested=tested.get(int(case.rows.story_of[place])) if tested else None,
        label=found.label[side],
        measured=measured,
        decision=decision,
        without=removals(heard if decision.leader == "source" else heard.swapped(), case.rows.actors),
    )


def counting(case: Case, tree: Tree) -> Tree:
    """Return the tree without the posts that cannot speak for a share: of feeds, and where all was chosen by link."""
    back = tree.swapped()
    by_source = tree.target & (feeds(tree, case.cast, case.thresholds) | case.linked[0])
    by_target = tree.source & (feeds(back, case.cast.swapped(), case.thresholds) | case.linked[1])
    return replace(
        tree,
        selected_by_source=tree.selected_by_source | by_source,
        selected_by_target=tree.selected_by_target | by_target,
    )


def doubted(forth: Examined, back: Examined) -> tuple[bool, bool]:
    """Tell for each direction whether something speaks against those who cite having learnt it there."""
    return (
        any(forth.checks[name] is False for name in DOUBTS),
        any(back.checks[name] is False for name in DOUBTS),
    )


def _post_ids(store: Store, traced: Sequence[Traced]) -> dict[int, str]:
    """Return the ids of all posts that are on a way, by number, with one query."""
    nodes = sorted({one.tree.base + row for one in traced for way in ways(one) for row in way.rows})
    return dict(store.sql("trace/post_ids", nodes=nodes).fetchall()) if nodes else {}
