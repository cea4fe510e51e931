"""Trace: read the case once, examine every story in both directions, measure and decide the narratives asked for."""

from collections.abc import Mapping, Sequence

import numpy as np

from graphs.groups import Group
from graphs.store.database import Store
from graphs.trace.asked import Case, Traced
from graphs.trace.citing import Tested
from graphs.trace.conditions import Examined
from graphs.trace.coverage import coverage as covered_by
from graphs.trace.examining import examined, linked
from graphs.trace.finding import Finding
from graphs.trace.fit import contacts, model
from graphs.trace.gather import read
from graphs.trace.measured import BLOCKS, measure
from graphs.trace.sides import cast
from graphs.trace.telling import finding_of, ways
from graphs.trace.thresholds import THRESHOLDS
from graphs.trace.verdict import decide, material

LEVELS = ("link", "words")


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
    found, tested = examined(case)
    traced = [_traced(case, place, found[place], tested) for place in wanted]
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


def _traced(
    case: Case, place: int, both: tuple[Examined, Examined], tested: Sequence[dict[int, Tested] | None]
) -> Traced:
    tree, (forth, back) = case.rows.tree(place), both
    measured = measure(tree, case.drawn, case.contacts, case.covered, case.seed)
    decision = decide(forth, back, material(tree, case.thresholds), measured, case.covered, case.thresholds)
    found = tested[0] if decision.leader == "source" else tested[1]
    return Traced(
        tree=tree,
        forth=forth,
        back=back,
        tested=found.get(int(case.rows.story_of[place])) if found else None,
        measured=measured,
        decision=decision,
    )


def _post_ids(store: Store, traced: Sequence[Traced]) -> dict[int, str]:
    """Return the ids of all posts that are on a way, by number, with one query."""
    nodes = sorted({one.tree.base + row for one in traced for way in ways(one) for row in way.rows})
    return dict(store.sql("trace/post_ids", nodes=nodes).fetchall()) if nodes else {}
