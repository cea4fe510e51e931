"""Trace: read the case once, examine every narrative in both directions, measure and decide those asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graphs.groups import Group
from graphs.store.database import Store
from graphs.trace.ancestry import Contacts, Parameters
from graphs.trace.citing import Citing, Tested, compare
from graphs.trace.conditions import Examined, examine
from graphs.trace.coverage import coverage as covered_by
from graphs.trace.finding import Coverage, Finding, Fragility, Path, Relay
from graphs.trace.fit import Model, contacts, model
from graphs.trace.measured import BLOCKS, SAMPLES, Measured, measure
from graphs.trace.paths import Way, ledger
from graphs.trace.rows import OUTSIDE, Actors, Ints, Rows, Tree, read
from graphs.trace.sentence import Names, Told, paragraph, reason, sentence
from graphs.trace.sides import Cast, cast
from graphs.trace.thresholds import THRESHOLDS, Thresholds
from graphs.trace.verdict import Decision, Leader, decide, material

LEVELS = ("link", "words")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Case:
    """What holds for every narrative of one request."""

    source: Group
    target: Group
    via: Group | None
    rows: Rows
    cast: Cast
    contacts: Contacts
    model: Model
    drawn: list[Parameters]
    covered: Coverage
    linked: tuple[bool, bool]
    seed: int
    thresholds: Thresholds


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Traced:
    """One narrative, examined, measured and decided; posts and actors still by number."""

    tree: Tree
    forth: Examined
    back: Examined
    tested: Tested | None
    measured: Measured
    decision: Decision


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
    examined = [_examined(case, place) for place in range(len(case.rows.narratives))]
    tested = [_tested(case, [pair[side] for pair in examined]) for side in (0, 1)]
    traced = [_traced(case, place, examined[place], tested) for place in wanted]
    names = _post_ids(store, traced)
    return [_finding(case, one, names) for one in traced]


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
        linked=_linked(store, rows, THRESHOLDS),
        seed=seed,
        thresholds=THRESHOLDS,
    )


def _linked(store: Store, rows: Rows, thresholds: Thresholds) -> tuple[bool, bool]:
    """Tell for each side as follower whether its posts link to the other so constantly that they must have been chosen.

    Only where the case has many posts in many narratives: a single story that everybody links to is no sign.
    """
    narratives = sum(1 for _, level, _, _ in rows.narratives if level != "link")
    target, target_citing, source, source_citing = store.sql("trace/linking").fetchone() or (0, 0, 0, 0)
    return (
        narratives >= thresholds.linked_narratives
        and target >= thresholds.linked_posts
        and target_citing >= thresholds.linked_share * target,
        narratives >= thresholds.linked_narratives
        and source >= thresholds.linked_posts
        and source_citing >= thresholds.linked_share * source,
    )


def _examined(case: Case, place: int) -> tuple[Examined, Examined]:
    """Examine one narrative with the source leading, and with the target leading."""
    tree = case.rows.tree(place)
    return (
        examine(tree, case.cast, case.thresholds, linked=case.linked[0]),
        examine(tree.swapped(), case.cast.swapped(), case.thresholds, linked=case.linked[1]),
    )


def _tested(case: Case, examined: Sequence[Examined]) -> dict[str, Tested] | None:
    """Compare citing over the case, one direction, and put the result among each narrative's checks."""
    citing = [
        Citing(
            narrative_id=name,
            level=level,
            story=case.rows.stories.get(place, frozenset({place})),
            could=one.could,
            did=one.did,
            came_before=one.came_before,
        )
        for place, ((name, level, _, _), one) in enumerate(zip(case.rows.narratives, examined, strict=True))
    ]
    tested = compare(citing, case.thresholds)
    if tested is not None:
        for one, of in zip(citing, examined, strict=True):
            found = tested.get(one.narrative_id)
            of.checks["cites_more"] = found is not None and found.q < case.thresholds.citing_q
    return tested


def _traced(
    case: Case, place: int, examined: tuple[Examined, Examined], tested: Sequence[dict[str, Tested] | None]
) -> Traced:
    tree, (forth, back) = case.rows.tree(place), examined
    measured = measure(tree, case.drawn, case.contacts, case.covered, case.seed)
    decision = decide(forth, back, material(tree, case.thresholds), measured, case.covered, case.thresholds)
    found = tested[0] if decision.leader == "source" else tested[1]
    return Traced(
        tree=tree,
        forth=forth,
        back=back,
        tested=found.get(tree.narrative_id) if found else None,
        measured=measured,
        decision=decision,
    )


def _ways(one: Traced) -> list[Way]:
    """Return the ways that bear the verdict; where there are none in its direction, those of the other."""
    forth, back = one.measured.ways_forth, one.measured.ways_back
    return (forth or back) if one.decision.leader == "source" else (back or forth)


def _post_ids(store: Store, traced: Sequence[Traced]) -> dict[int, str]:
    """Return the ids of all posts that are on a way, by number, with one query."""
    nodes = sorted({one.tree.base + row for one in traced for way in _ways(one) for row in way.rows})
    return dict(store.sql("trace/post_ids", nodes=nodes).fetchall()) if nodes else {}


def _finding(case: Case, one: Traced, post_ids: Mapping[int, str]) -> Finding:
    tree, measured, decision = one.tree, one.measured, one.decision
    checked, other = (one.forth, one.back) if decision.leader == "source" else (one.back, one.forth)
    found = material(tree, case.thresholds)
    told = Told(
        names=_names(case, tree, decision.leader, checked),
        decision=decision,
        checked=checked,
        material=found,
        measured=measured,
        coverage=case.covered,
        thresholds=case.thresholds,
    )
    led = decision.verdict in ("source led", "target led")
    ids = case.rows.actors.ids
    return Finding(
        narrative_id=tree.narrative_id,
        level=tree.level,
        source_group=case.source.name,
        target_group=case.target.name,
        via_group=case.via.name if case.via else None,
        verdict=decision.verdict,
        route=decision.route,
        reason=reason(told),
        sentence=sentence(told),
        paragraph=paragraph(told),
        grade=decision.grade,
        share=measured.share,
        reverse=measured.reverse,
        estimate90=measured.estimate90,
        reverse_estimate90=measured.reverse_estimate90,
        by_actor=measured.by_actor,
        reverse_by_actor=measured.reverse_by_actor,
        through=measured.through if case.via else None,
        posts={
            "source": found.source_posts,
            "target": found.target_posts,
            "source_selected": found.selected_source,
            "target_selected": found.selected,
            "source_unseen": found.unseen_source,
            "target_unseen": found.unseen_target,
            "in_both_groups": case.rows.actors.overlap,
        },
        p_first_source=measured.p_first,
        p_citing=one.tested.p if one.tested else None,
        q_citing=one.tested.q if one.tested else None,
        evidence=ledger(tree),
        fragility=Fragility(posts=checked.fragile_posts, hours=checked.fragile_hours) if led else Fragility(),
        coverage=case.covered,
        lag_hours=measured.lag_forth if decision.leader == "source" else measured.lag_back,
        paths=tuple(_path(case.rows.actors, tree, way, post_ids) for way in _ways(one)),
        relays=tuple(Relay(actor=str(ids[actor]), share=share) for actor, share in measured.relays),
        leader=decision.leader,
        checks=checked.checks,
        other_checks=other.checks,
        rests_on=tuple(str(ids[actor]) for actor in checked.rests_on),
        model=_model(case),
        thresholds=case.thresholds.version,
        seed=case.seed,
    )


def _model(case: Case) -> dict[str, float | int | str]:
    """Say which parameters the ancestries were sampled with, and on what they rest."""
    centre = case.model.centre
    return {
        "samples": SAMPLES,
        "explicit_parents": case.model.explicit,
        "alpha": round(centre.alpha, 6),
        "gamma": round(centre.gamma, 6),
        "contact": round(centre.contact, 6),
        "beta": centre.beta,
        "delta_hours": centre.delta,
        "none": centre.none,
    }


def _path(actors: Actors, tree: Tree, way: Way, post_ids: Mapping[int, str]) -> Path:
    authors = [int(tree.actor[row]) for row in way.rows]
    return Path(
        posts=tuple(post_ids[tree.base + row] for row in way.rows),
        actors=tuple(str(actors.ids[author]) if author >= 0 else "" for author in authors),
        evidence=way.evidence,
        probability=way.probability,
    )


def _names(case: Case, tree: Tree, leader: Leader, checked: Examined) -> Names:
    """Find what the words may name: groups, and outlets and agencies of the leading side."""
    mine = tree.source if leader == "source" else tree.target
    own = np.flatnonzero(mine & tree.member & ~tree.unseen)
    if not len(own):
        own = np.flatnonzero(mine & (tree.part != OUTSIDE) & ~tree.unseen)
    first = _earliest(tree, own)
    return Names(
        source=case.source.name,
        target=case.target.name,
        earliest=_outlet(case.rows.actors, int(tree.actor[first])) if first is not None else None,
        earliest_time=(int(tree.lo[first]), int(tree.hi[first])) if first is not None else None,
        rests_on=_outlet(case.rows.actors, checked.rests_on[0]) if checked.rests_on else None,
    )


def _earliest(tree: Tree, rows: Ints) -> int | None:
    return int(rows[np.lexsort((rows, tree.hi[rows]))[0]]) if len(rows) else None


def _outlet(actors: Actors, actor: int) -> str | None:
    """Return the name of an outlet or agency, None for anybody else."""
    if actors.roles[actor] not in ("outlet", "agency"):
        return None
    native = str(actors.ids[actor])
    return str(actors.names[actor]) or (native.removeprefix("web:") if native.startswith("web:") else None)
