"""Put a finding into words: never more than it holds, never the name of a private account."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from graphs.trace.conditions import Examined
from graphs.trace.finding import Coverage
from graphs.trace.measured import Measured
from graphs.trace.thresholds import Thresholds
from graphs.trace.verdict import Decision, Material

MISSING = {
    "enough_actors": "only {documented} of {follower} link to, repost or name {leader}, and {actors} are needed",
    "few_here": (
        "only {here} of {follower}, {here_documented} of them with a document, belong to this narrative, and "
        "{own_actors} with {own_documented} are needed; in the whole story {documented} link to, repost or name "
        "{leader}"
    ),
    "earliest_third": (
        "of the earliest third of {follower} only {early} go back to {leader} by documents, "
        "and {early_needed} are needed"
    ),
    "cites_more": "those of {follower} cite {leader} here no more than in stories where {leader} came later",
    "no_reverse": "there are signs of the reverse, as {leader} links to, names or copies {follower}",
    "own_article": "the pages of {leader} that are cited serve several stories",
    "not_passed_on": "the story seems passed on by {leader}, from {passed_on}",
    "any_one_actor": "the answer would not stand with one actor of {follower} left out",
    "clocks": "a common clock error could change who was first",
    "not_behind": "posts of {follower} are observed before {leader} is known to have the story",
    "one_story": "the narrative seems to mix two stories",
    "not_selected": "posts of {follower} were found by asking for {leader} (selected on evidence)",
    "seen_without_link": (
        "only posts with the link are known to tell this story, and many others of {follower} posted in those days"
    ),
    "own_wording": (
        "those of {follower} who cite a page of {leader} and use its words lack what that page itself brought in"
    ),
    "one_way_elsewhere": "in most documented stories of this case there are signs that {leader} takes from {follower}",
    "no_source": "no post of {source} in this narrative was observed or cited",
    "no_target": "no post of {target} in this narrative was observed or cited",
    "selected": "posts of {target} were found by asking for {source} (selected on evidence)",
    "unknown_order": "the times do not show who was first",
    "few_posts": "the posts are too few for a dependence to show",
    "unknown_coverage": "it is unknown how many posts of {uncovered} are missing",
    "low_coverage": "most posts of one side are missing",
    "no_habit": "hardly anyone here says where it was taken from",
    "ties": "words are shared between the two sides without a document of who took them from whom",
}
_OF_SILENCE = ("unknown_order", "few_posts", "unknown_coverage", "low_coverage", "no_habit")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What may be named: the groups as the analyst calls them, and an outlet, None where it must not be."""

    source: str
    target: str
    earliest: str | None
    earliest_time: tuple[int, int] | None
    rests_on: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Everything that the words are made from."""

    names: Names
    decision: Decision
    checked: Examined
    material: Material
    measured: Measured
    coverage: Coverage
    thresholds: Thresholds


def reason(told: Told) -> str:
    """Say why: the first thing that is missing, or what the verdict rests on."""
    if told.decision.missing:
        first = told.decision.missing[0]
        seen = "nobody is seen to take it from the other side, and " if first in _OF_SILENCE else ""
        return seen + _missing(told, first)
    return {
        "source led": "documents lead from {source} to {target}, and every condition that could be tested holds",
        "target led": "documents lead from {target} to {source}, and every condition that could be tested holds",
        "both ways": "documents lead in both directions",
        "separate": "the data could have shown that one side took it from the other, and show nothing of it",
    }[told.decision.verdict].format(source=told.names.source, target=told.names.target)


def sentence(told: Told) -> str:
    """Write the one sentence that a reader sees first."""
    names, verdict = told.names, told.decision.verdict
    if verdict == "cannot tell":
        return f"Who led cannot be told: {reason(told)}."
    if verdict == "separate":
        return (
            f"Nothing observed shows that {names.target} took this story from {names.source} or the reverse, "
            "although the data could have shown it."
        )
    if verdict == "both ways":
        return f"By documents, {names.source} and {names.target} each took part of this story from the other."
    leader, follower = _sides(told)
    share = told.measured.share if verdict == "source led" else told.measured.reverse
    found = told.material
    posts = (
        found.target_posts - found.selected if verdict == "source led" else found.source_posts - found.selected_source
    )
    first = f"; the earliest observed post of {leader} is {_by(names)}" if names.earliest_time else ""
    return (
        f"{_percent(share.lower)} of the {posts} observed posts of {follower} go back to {leader} by links, reposts "
        f"or naming{first}."
    )


def paragraph(told: Told) -> str:
    """Write the longer form: the sentence, the bounds, what else is missing, what the answer rests on."""
    parts = [sentence(told), _bounds(told), *_also_missing(told), *_weight(told), _covered(told)]
    return " ".join(part for part in parts if part)


def _sides(told: Told) -> tuple[str, str]:
    names = told.names
    return (names.source, names.target) if told.decision.leader == "source" else (names.target, names.source)


def _by(names: Names) -> str:
    assert names.earliest_time is not None
    who = f"by {names.earliest}, " if names.earliest else ""
    return who + _time(*names.earliest_time)


def _missing(told: Told, name: str) -> str:
    leader, follower = _sides(told)
    limits, unknown = told.thresholds, []
    if told.coverage.source is None:
        unknown.append(told.names.source)
    if told.coverage.target is None:
        unknown.append(told.names.target)
    checked = told.checked
    if name == "enough_actors" and checked.documented >= limits.actors:
        name = "few_here"  # the story has them, this narrative has not
    return MISSING[name].format(
        leader=leader,
        follower=follower,
        source=told.names.source,
        target=told.names.target,
        documented=_actors(checked.documented),
        here=_actors(checked.here),
        here_documented=checked.here_documented,
        own_actors=limits.own_actors,
        own_documented=limits.own_documented,
        actors=limits.actors,
        early=_percent(checked.early),
        early_needed=_percent(limits.early_share),
        passed_on=" and ".join(checked.passed_on) or "others",
        uncovered=" and of ".join(unknown),
    )


def _bounds(told: Told) -> str:
    names, said = told.names, []
    for follower, leader, share in (
        (names.target, names.source, told.measured.share),
        (names.source, names.target, told.measured.reverse),
    ):
        if share.lower is not None:
            said.append(
                f"of the posts of {follower}, {_percent(share.lower)} have a documented ancestor in {leader}, the "
                f"sampled ancestries give {_percent(share.estimate)}, and {_percent(share.upper)} are not excluded"
            )
    text = "; ".join(said)
    return text[:1].upper() + text[1:] + "." if text else ""


def _also_missing(told: Told) -> list[str]:
    rest = [_missing(told, name) for name in told.decision.missing[1:]]
    return [f"Also: {'; '.join(rest)}."] if rest else []


def _weight(told: Told) -> list[str]:
    leader, follower = _sides(told)
    said = []
    if told.decision.verdict in ("source led", "target led") and told.checked.rests_on:
        one = told.names.rests_on or f"a single account of {leader}"
        said.append(f"It rests on one outlet or account of {leader}: {one}.")
    if told.decision.verdict in ("source led", "target led") and told.checked.checks["cites_more"] is None:
        said.append(
            f"Whether those of {follower} cite {leader} more than elsewhere was not tested: the case has too few "
            f"stories in which {leader} came later."
        )
    if told.checked.feeds:
        said.append(f"{_actors(told.checked.feeds)} that link to nothing but {leader} were left out as feeds.")
    unseen = told.material.unseen_source if told.decision.leader == "source" else told.material.unseen_target
    if unseen:
        pages = "1 cited or named post" if unseen == 1 else f"{unseen} cited or named posts"
        said.append(f"{pages} of {leader} {'was' if unseen == 1 else 'were'} not collected.")
    return said


def _covered(told: Told) -> str:
    said = [
        f"what share of the posts of {name} the case holds is unknown"
        if share is None
        else f"the case holds about {_percent(share)} of the posts of {name}"
        + (" (by its cited pages)" if method == "citations" else "")
        for name, share, method in (
            (told.names.source, told.coverage.source, told.coverage.source_method),
            (told.names.target, told.coverage.target, told.coverage.target_method),
        )
    ]
    text = "; ".join(said)
    return text[:1].upper() + text[1:] + "."


def _actors(count: int) -> str:
    return "1 actor" if count == 1 else f"{count} actors"


def _percent(share: float | None) -> str:
    """Write a share in whole percent, never rounding what is not none or all to it."""
    if share is None:
        return "none"
    whole = round(100 * share)
    if whole == 0 and share > 0:
        return "under 1 %"
    if whole == 100 and share < 1:
        return "over 99 %"
    return f"{whole} %"


def _time(lo: int, hi: int) -> str:
    if hi - lo < 3_600_000:
        return _moment(lo)
    return f"between {_moment(lo)} and {_moment(hi)}"


def _moment(milliseconds: int) -> str:
    try:
        at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)
    except OverflowError:
        return "a date out of range"
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}, {at.hour:02d}:{at.minute:02d} UTC"
