"""Examine every story of a case in both directions, and compare citing over the case."""

from graphs.store.database import Store
from graphs.trace.asked import Case
from graphs.trace.citing import Citing, Tested, compare
from graphs.trace.conditions import Examined, examine, of_narrative
from graphs.trace.rows import Rows
from graphs.trace.thresholds import Thresholds


def examined(case: Case) -> tuple[list[tuple[Examined, Examined]], tuple[dict[int, Tested] | None, ...]]:
    """Return for each narrative what was found with either side leading, and the tests of citing by story.

    A story is examined once for all its narratives.
    """
    stories = case.rows.stories()
    found = {story: _of_story(case, story, places) for story, places in stories.items()}
    worded = {story: any(case.rows.narratives[place][1] != "link" for place in stories[story]) for story in stories}
    covered = (case.covered.source, case.covered.target)
    tested = tuple(
        _tested(case, worded, {story: both[side] for story, both in found.items()}, covered[side]) for side in (0, 1)
    )
    return [_of_narrative(case, place, found[int(story)]) for place, story in enumerate(case.rows.story_of)], tested


def _of_story(case: Case, story: int, places: list[int]) -> tuple[Examined, Examined]:
    tree = case.rows.story(story, places)
    return (
        examine(tree, case.cast, case.thresholds, linked=case.linked[0]),
        examine(tree.swapped(), case.cast.swapped(), case.thresholds, linked=case.linked[1]),
    )


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
    target, target_citing, source, source_citing = store.sql("trace/linking").fetchone() or (0, 0, 0, 0)
    return (
        narratives >= thresholds.linked_narratives
        and target >= thresholds.linked_posts
        and target_citing >= thresholds.linked_share * target,
        narratives >= thresholds.linked_narratives
        and source >= thresholds.linked_posts
        and source_citing >= thresholds.linked_share * source,
    )
