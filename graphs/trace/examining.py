"""Examine every story of a case in both directions, and compare citing over the case."""

from dataclasses import dataclass, replace

from graphs.store.database import Store
from graphs.trace.asked import Case
from graphs.trace.citing import Citing, Tested, adjusted, compare
from graphs.trace.conditions import Examined, examine, of_narrative
from graphs.trace.labels import Nulled, label_null
from graphs.trace.lineages import Texts
from graphs.trace.rows import Rows
from graphs.trace.thresholds import Thresholds
from graphs.trace.wording import aligned, own_wording, worded


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Surveyed:
    """What the whole case says: each narrative's two directions, and the tests of citing by story, each direction."""

    narratives: list[tuple[Examined, Examined]]
    citing: tuple[dict[int, Tested] | None, dict[int, Tested] | None]
    label: tuple[Nulled, Nulled]


def survey(store: Store, case: Case) -> Surveyed:
    """Examine every story once for all its narratives, then compare over the case."""
    stories = case.rows.stories()
    texts = aligned(store, case.rows)
    found = {story: _of_story(case, story, places, texts) for story, places in stories.items()}
    worded = {story: any(case.rows.narratives[place][1] != "link" for place in stories[story]) for story in stories}
    covered = (case.covered.source, case.covered.target)
    sides = [{story: both[side] for story, both in found.items()} for side in (0, 1)]
    forth, back = (_tested(case, worded, side, share) for side, share in zip(sides, covered, strict=True))
    for side in sides:
        _one_way(side, case.thresholds)
    judged = [_adjusted(side, case.thresholds) for side in sides]
    both = {story: (judged[0][story], judged[1][story]) for story in stories}
    label = tuple(label_null(case.rows.actors, list(side.values()), swapped=bool(k), seed=case.seed)
                  for k, side in enumerate(judged))  # fmt: skip
    return Surveyed(
        narratives=[_of_narrative(case, place, both[int(story)]) for place, story in enumerate(case.rows.story_of)],
        citing=(forth, back),
        label=(label[0], label[1]),
    )


def _one_way(found: dict[int, Examined], thresholds: Thresholds) -> None:
    """Put among each story's checks whether the case's documented stories mostly show no sign of the reverse.

    Where most show one, a story without it more likely hides it than lacks it. None where too few are documented.
    """
    told = [one.checks["no_reverse"] for one in found.values() if one.checks["enough_actors"]]
    enough = len(told) >= thresholds.reverse_stories
    held = told.count(False) <= thresholds.reverse_share * len(told) if enough else None
    for one in found.values():
        one.checks["one_way_elsewhere"] = held


def _adjusted(found: dict[int, Examined], thresholds: Thresholds) -> dict[int, Examined]:
    """Give each story the q of its wording test over all stories where there is one, and what citers' wording says."""
    p = {story: one.worded.p for story, one in sorted(found.items()) if one.worded and one.worded.p is not None}
    q = dict(zip(p, adjusted(list(p.values())), strict=True))
    for one in found.values():
        one.checks["own_wording"] = own_wording(one.worded, thresholds)
    return {story: replace(one, q_wording=q.get(story)) for story, one in found.items()}


def _of_story(case: Case, story: int, places: list[int], texts: dict[int, Texts]) -> tuple[Examined, Examined]:
    tree, limits = case.rows.story(story, places), case.thresholds
    back, told = tree.swapped(), [texts[place] for place in places if place in texts]
    forth = examine(tree, case.cast, limits, linked=case.linked[0])
    reverse = examine(back, case.cast.swapped(), limits, linked=case.linked[1])
    if not told:
        return forth, reverse
    return replace(forth, worded=worded(tree, told, limits)), replace(reverse, worded=worded(back, told, limits))


def _of_narrative(case: Case, place: int, story: tuple[Examined, Examined]) -> tuple[Examined, Examined]:
    tree = case.rows.tree(place)
    return (
        of_narrative(story[0], tree, case.cast, case.thresholds),
        of_narrative(story[1], tree.swapped(), case.cast.swapped(), case.thresholds),
    )


def _tested(
    case: Case, worded: dict[int, bool], found: dict[int, Examined], coverage: float | None
) -> dict[int, Tested] | None:
    """Compare citing over the case, one direction, and put the result among each story's checks."""
    citing = [
        Citing(story=story, worded=worded[story], could=one.could, did=one.did, came_before=one.came_before)
        for story, one in sorted(found.items())
    ]
    tested = compare(citing, case.thresholds, coverage)
    if tested is not None:
        for story, one in found.items():
            result = tested.get(story)
            one.checks["cites_more"] = result is not None and result.q < case.thresholds.citing_q
    return tested


def linked(store: Store, rows: Rows, thresholds: Thresholds) -> tuple[bool, bool]:
    """Tell for each side as follower whether its posts link to the other so constantly that they must have been chosen.

    Only where the case has many posts in many narratives: a single story that everybody links to is no sign.
    """
    narratives = sum(1 for _, level, _, _ in rows.narratives if level != "link")
    target, target_citing, source, source_citing = store.sql("trace/linking").fetchall()[0]
    return (
        narratives >= thresholds.linked_narratives
        and target >= thresholds.linked_posts
        and target_citing >= thresholds.linked_share * target,
        narratives >= thresholds.linked_narratives
        and source >= thresholds.linked_posts
        and source_citing >= thresholds.linked_share * source,
    )
