"""Coordination of a case: find it, keep its summary for the report, show individuals as pseudonyms."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from collectors.errors import RequestError

if TYPE_CHECKING:
    from graphs.measure.coordination import CoordinationResult
    from whence.case import Case

BENIGN = "role=outlet|agency"
"""The control group unless another is named: outlets print one agency's text within minutes, and nobody arranged it."""


def coordination(
    case: "Case",
    objects: Sequence[str] = ("url",),
    window: float | str = 60,
    min_participation: int = 2,
    *,
    significance: bool = False,
    min_objects: int = 1,
    keep_loops: bool = False,
    speed: float | None = None,
    edge_weight: float = 0.5,
    subgraph: int = 0,
    as_published: bool = False,
    benign: str = BENIGN,
    seed: int = 0,
    identify: bool = False,
) -> "CoordinationResult":
    """Find accounts of the case that share the same objects within `window` seconds of each other, or "auto".

    `objects` are kinds: url, repost, text, hashtag, media; several are layers of one result. `benign` is a group (name
    or expression) for which the result says how often the same thresholds flag it. The other options are those of
    `whence.coordinated`. The summary is kept in the case for the report; what is returned shows individuals as
    pseudonyms unless `identify`.
    """
    from graphs.analyses import keep
    from graphs.groups import members
    from graphs.measure.coordination import of_case
    from graphs.measure.coordination.result import KIND, VERSION

    if not objects:
        raise RequestError("No kind of object was named. Give at least one, e.g. url.")
    control = case.group(benign)
    found = of_case(
        case.store,
        objects,
        window,
        min_participation,
        significance=significance,
        min_objects=min_objects,
        keep_loops=keep_loops,
        speed=speed,
        edge_weight=edge_weight,
        subgraph=subgraph,
        as_published=as_published,
        benign=(benign, members(case.store, control)),
        seed=seed,
    )
    subject = f"{' '.join(objects)} · {window} s · {min_participation} shares · {min_objects} objects"
    with case._writing() as store:
        keep(store, KIND, subject, found.summary, version=VERSION, seed=seed)
    return found.disclosed(case.people(identify=identify, output=f"coordination {subject}"))
