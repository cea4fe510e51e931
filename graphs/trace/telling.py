"""Turn what was measured and decided of a narrative into a finding, with words and native ids."""

from collections.abc import Mapping

import numpy as np

from graphs.trace.asked import Case, Traced
from graphs.trace.conditions import Examined
from graphs.trace.finding import Finding, Fragility, Path, Relay
from graphs.trace.measured import SAMPLES
from graphs.trace.paths import Way, ledger
from graphs.trace.rows import OUTSIDE, Actors, Ints, Tree
from graphs.trace.sentence import Names, Told, paragraph, reason, sentence
from graphs.trace.verdict import Leader, material


def finding_of(case: Case, one: Traced, post_ids: Mapping[int, str]) -> Finding:
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
        p_wording=checked.worded.p if checked.worded else None,
        p_label=one.label.p,
        p_citing=one.tested.p if one.tested else None,
        q_citing=one.tested.q if one.tested else None,
        q=checked.q_wording,
        evidence=ledger(tree),
        fragility=Fragility(posts=checked.fragile_posts, hours=checked.fragile_hours) if led else Fragility(),
        coverage=case.covered,
        lag_hours=measured.lag_forth if decision.leader == "source" else measured.lag_back,
        paths=tuple(_path(case.rows.actors, tree, way, post_ids) for way in ways(one)),
        relays=tuple(Relay(actor=str(ids[actor]), share=share) for actor, share in measured.relays),
        without=one.without,
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


def ways(one: Traced) -> list[Way]:
    """Return the ways that bear the verdict; where there are none in its direction, those of the other."""
    forth, back = one.measured.ways_forth, one.measured.ways_back
    return (forth or back) if one.decision.leader == "source" else (back or forth)
