"""What a trace hands over: the verdict on one narrative and two groups, and everything that it rests on."""

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from graphs import showing

if TYPE_CHECKING:
    from graphs.people import People

Verdict = Literal["source led", "target led", "both ways", "separate", "cannot tell"]
_ACTOR_TERM = re.compile(r"(?<=actor=)[^,\s]+(?:\|[^,\s]+)*|(?<=actor!=)[^,\s]+(?:\|[^,\s]+)*")


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """The share of one group's posts with an ancestor in the other: documented, estimated, not excluded.

    `low90` and `high90` hold the identified interval [lower, upper] with 90 % confidence. All are None where the group
    has no post that counts.
    """

    lower: float | None = None
    estimate: float | None = None
    low90: float | None = None
    high90: float | None = None
    upper: float | None = None


class Path(msgspec.Struct, frozen=True, kw_only=True):
    """A documented way from one side to the other; `evidence[i]` ties `posts[i]` to `posts[i + 1]`."""

    posts: tuple[str, ...]
    actors: tuple[str, ...]
    evidence: tuple[str, ...]
    probability: float


class Relay(msgspec.Struct, frozen=True, kw_only=True):
    """An actor of neither group and the share of the flow from source to target that runs through it."""

    actor: str
    share: float


class Without(msgspec.Struct, frozen=True, kw_only=True):
    """What is documented once something is taken out: a class of evidence, all relays, or one organisation.

    `lower` is the documented share of the following side's posts that is left, `stays` its part of what it was.
    """

    kind: Literal["evidence", "relays", "organisation"]
    name: str
    lower: float
    stays: float


class Fragility(msgspec.Struct, frozen=True, kw_only=True):
    """How many unseen earlier posts of the following side, or hours of one clock, would turn the verdict.

    None where there is no verdict to turn, or where no number of them would.
    """

    posts: int | None = None
    hours: float | None = None


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """The share of each group's posts that the case holds, None where unknown, and how that is known."""

    source: float | None = None
    target: float | None = None
    source_method: str = "unknown"
    target_method: str = "unknown"


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """The answer for one narrative and two groups.

    `share` speaks of the target's posts with a source ancestor, `reverse` of the source's with a target ancestor;
    `by_actor` and `reverse_by_actor` give each actor one vote; `through` counts only ways through the relay group.
    `without` says what would stay of the documented share of the side that follows `leader`.
    `checks` are the conditions of `leader` leading: True holds, False does not, None could not be tested.
    `estimate90` is the spread of the sampled ancestries alone: it is conditional on their model.
    """

    narrative_id: str
    level: str
    source_group: str
    target_group: str
    via_group: str | None = None
    verdict: Verdict
    route: str | None = None
    reason: str
    sentence: str
    paragraph: str
    grade: str
    share: Share
    reverse: Share
    estimate90: tuple[float | None, float | None] = (None, None)
    reverse_estimate90: tuple[float | None, float | None] = (None, None)
    by_actor: Share = Share()
    reverse_by_actor: Share = Share()
    through: Share | None = None
    posts: dict[str, int]
    p_first_source: float | None = None
    p_wording: float | None = None
    p_label: float | None = None
    p_citing: float | None = None
    q_citing: float | None = None
    q: float | None = None
    evidence: dict[str, int]
    fragility: Fragility
    coverage: Coverage
    lag_hours: float | None = None
    paths: tuple[Path, ...] = ()
    relays: tuple[Relay, ...] = ()
    without: tuple[Without, ...] = ()
    leader: Literal["source", "target"]
    checks: dict[str, bool | None]
    other_checks: dict[str, bool | None]
    rests_on: tuple[str, ...] = ()
    model: dict[str, float | int | str]
    thresholds: str
    seed: int

    def _repr_html_(self) -> str:
        return showing.finding(self)


def document(finding: Finding) -> dict[str, Any]:
    """Return the finding as JSON would hold it; a number that is not defined is None."""
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(finding))
    return plain


def disclose(finding: Finding, people: "People") -> Finding:
    """Return the finding as an output may show it: individuals as pseudonyms, in ids and in words."""
    if people.identify:
        return finding
    mask = _mask(finding, people)
    return msgspec.structs.replace(
        finding,
        source_group=mask(finding.source_group),
        target_group=mask(finding.target_group),
        via_group=mask(finding.via_group) if finding.via_group else None,
        reason=mask(finding.reason),
        sentence=mask(finding.sentence),
        paragraph=mask(finding.paragraph),
        paths=tuple(_path(path, people) for path in finding.paths),
        relays=tuple(Relay(actor=people.actor(relay.actor), share=relay.share) for relay in finding.relays),
        rests_on=tuple(people.actors(finding.rests_on)),
        without=tuple(
            msgspec.structs.replace(one, name=people.actor(one.name)) if one.kind == "organisation" else one
            for one in finding.without
        ),
    )


def _path(path: Path, people: "People") -> Path:
    return msgspec.structs.replace(
        path, posts=tuple(people.posts(path.posts)), actors=tuple(people.actors(path.actors))
    )


def _mask(finding: Finding, people: "People") -> Callable[[str], str]:
    """Return a function that puts pseudonyms where a group was given as `actor=x:…`, in every text of the finding."""
    groups = (finding.source_group, finding.target_group, finding.via_group or "")
    named = {one for group in groups for found in _ACTOR_TERM.findall(group) for one in found.split("|")}
    shown: Mapping[str, str] = {one: people.actor(one) for one in named if people.actor(one) != one}
    if not shown:
        return str
    pattern = re.compile("|".join(re.escape(one) for one in sorted(shown, key=lambda one: (-len(one), one))))
    return lambda text: pattern.sub(lambda found: shown[found.group()], text)
