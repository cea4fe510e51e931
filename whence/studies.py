"""The analyses beside the trace, as a case runs them: ask, check, compute, keep."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphs.events import EventStudy
    from graphs.events.series import Topic
    from graphs.measure.influence import Influence
    from whence.case import Case


def events(
    case: "Case",
    path: str | Path,
    *,
    topic: str | Sequence[str],
    narrative: str | Sequence[str],
    by: Sequence[str],
    windows: Sequence[int],
    timezone: str | None,
    seed: int,
) -> "EventStudy":
    """Freeze the list of events in the case, then study the volume around them and keep what was found."""
    from collectors.timestamps import zone
    from graphs.analyses import keep
    from graphs.events import Asked, check, freeze, read_events, series_days, study
    from graphs.events.result import VERSION

    where = zone(timezone) if timezone else None
    asked = Asked(
        topics=topics(topic, narrative),
        groups=tuple(case.group(name) for name in by),
        windows=tuple(dict.fromkeys(windows)),
        zone=where,
        zone_name=timezone or "UTC",
        seed=seed,
    )
    listed = read_events(Path(path), where)
    check(case.store, asked)
    days = series_days(case.store, asked, listed.events)
    with case._writing() as store:
        frozen = freeze(store, listed)
    found = study(case.store, frozen, days, asked)
    with case._writing() as store:
        keep(store, "events", f"{listed.sha256[:12]} {asked.subject}", found, version=VERSION, seed=seed)
    return found


def topics(topic: str | Sequence[str], narrative: str | Sequence[str]) -> "tuple[Topic, ...]":
    """Return what is asked about: texts, narratives, or every post where neither is given."""
    from graphs.events.series import EVERY_POST, Topic

    texts, ids = ([one] if isinstance(one, str) else list(one) for one in (topic, narrative))
    asked = [Topic(text, needle=text) for text in dict.fromkeys(texts)]
    asked += [Topic(name, narrative=name) for name in dict.fromkeys(ids)]
    return tuple(asked) or (Topic(EVERY_POST),)


def influence(
    case: "Case",
    *,
    by: Sequence[str],
    topic: str | None,
    narrative: str | None,
    bandwidth: float | None,
    events: str | Path | None,
    timezone: str | None,
    seed: int,
) -> "Influence":
    """Fit influence among groups and keep what was found; a list of events is frozen first."""
    from collectors.errors import RequestError
    from collectors.timestamps import zone
    from graphs.analyses import keep
    from graphs.events import freeze, read_events
    from graphs.measure.influence import Asked, check
    from graphs.measure.influence import influence as fitted
    from graphs.measure.influence.result import VERSION
    from graphs.measure.influence.study import BANDWIDTH

    if topic is not None and narrative is not None:
        raise RequestError("Both a topic and a narrative are given. Give one of them.")
    listed = read_events(Path(events), zone(timezone) if timezone else None) if events is not None else None
    asked = Asked(
        groups=tuple(case.group(name) for name in by),
        topic=topics(() if topic is None else topic, () if narrative is None else narrative)[0],
        bandwidth=BANDWIDTH if bandwidth is None else bandwidth,
        events=tuple(event.middle for event in listed.events) if listed else (),
        list_sha256=listed.sha256 if listed else "",
        seed=seed,
    )
    check(case.store, asked)
    if listed:
        with case._writing() as store:
            freeze(store, listed)
    found = fitted(case.store, asked)
    with case._writing() as store:
        keep(store, "influence", asked.subject, found, version=VERSION, seed=seed)
    return found
