"""The side-by-side view of a narrative's hops: aligned statements, the changed slots marked and named.

For the public, statements are shown only where both ends are posts of named outlets, offices and bodies; the changes of
all other hops are counted.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from graphs.drift import PRIMARY, Aligned, Change, Drift, Hop
from graphs.drift.hops import Post, posts_of
from graphs.people import People
from graphs.store.database import Store
from viz.drift_chart import legend, matrix
from viz.page import Page, compose, escape, isolate, static

MOST_HOPS, MOST_COLUMNS = 150, 60
LEAST_CROWD = 10


class Reading(NamedTuple):
    """What a page needs to show hops: the posts' words and authors, the primary's words, and who may be shown."""

    posts: Mapping[str, Post]
    primary: str
    people: People
    public: bool

    def text(self, post_id: str) -> str:
        """Return the words of a post or of the primary document."""
        return self.primary if post_id == PRIMARY else self.posts[post_id].words

    def label(self, post_id: str) -> str:
        """Return what to call the author of a post."""
        return "primary document" if post_id == PRIMARY else self.people.label(self.posts[post_id].actor_id)

    def is_open(self, hop: Hop) -> bool:
        """Tell whether the words of a hop may be shown."""
        ends = (hop.parent_id, hop.child_id)
        return not self.public or all(end == PRIMARY or self.people.named(self.posts[end].actor_id) for end in ends)


def reading_of(store: Store, people: People, drift: Drift, *, primary: str | None, public: bool) -> Reading:
    """Read the words and authors of a result's posts."""
    ids = {post for hop in (*drift.hops, *drift.from_primary) for post in (hop.parent_id, hop.child_id)}
    return Reading(posts_of(store, ids - {PRIMARY}), primary or "", people, public)


def drift_page(
    store: Store, people: People, drift: Drift, *, primary: str | None = None, audience: str = "analyst"
) -> Page:
    """Write the view of a result with native ids; `primary` holds the words of the primary document, where used."""
    reading = reading_of(store, people, drift, primary=primary, public=audience == "public")
    changed = [hop for hop in drift.hops if hop.changes]
    against = [hop for hop in drift.from_primary if hop.changes]
    body = (
        '<div class="drift"><header><p class="kicker">Whence drift</p>'
        f'<h1>What changed on the way</h1><p class="subtitle">narrative <code>{escape(drift.narrative_id)}</code> · '
        f"{escape(_size(drift))}</p></header>"
        f"{chart(reading, changed)}"
        f"{_part(reading, 'Hop by hop', changed)}"
        f"{_part(reading, f'Against {drift.primary}', against) if drift.primary else ''}"
        f"{_foot(drift)}</div>"
    )
    return compose(
        title="What changed on the way",
        body_html=body,
        styles=[static("drift.css")],
        scripts=[],
        identified=people.identify,
        audience=audience,
        summary={"hops": len(drift.hops), "changed": len(changed), "changes": sum(drift.counts().values())},
    )


def chart(reading: Reading, changed: Sequence[Hop]) -> str:
    """Draw slots by hops for the first hops that changed something."""
    if not changed:
        return "<p>No slot changed in the statements that could be aligned.</p>"
    shown = changed[:MOST_COLUMNS]
    names = [f"{reading.label(hop.parent_id)} to {reading.label(hop.child_id)}" for hop in shown]
    label = f"Which of the seven slots changed at each of {len(shown)} hops, earliest first"
    more = f" The first {MOST_COLUMNS} of {len(changed):,} are drawn." if len(changed) > MOST_COLUMNS else ""
    drawn = matrix([(name, hop.changes) for name, hop in zip(names, shown, strict=True)], label=label)
    return f'{drawn}<p class="note">{escape(label)}.{escape(more)}</p>{legend()}'


def hop_view(reading: Reading, hop: Hop) -> str:
    """Show one hop: who, how they are tied, and the statements that changed, side by side."""
    ties = [hop.evidence] if hop.evidence else []
    ties += ["traced way"] if hop.traced else []
    ties += [hop.language_pair.replace("-", " → ")]
    head = (
        f"<h3>{isolate(reading.label(hop.parent_id))} → {isolate(reading.label(hop.child_id))}</h3>"
        f'<p class="note">{escape(" · ".join(ties))} · {escape(_aligned(hop))}</p>'
    )
    return head + "".join(_group(reading, hop, aligned) for aligned in hop.aligned if _of(hop, aligned))


def _part(reading: Reading, heading: str, hops: Sequence[Hop]) -> str:
    shown = [hop for hop in hops if reading.is_open(hop)]
    hidden = [hop for hop in hops if not reading.is_open(hop)]
    rows = "".join(f"<li>{hop_view(reading, hop)}</li>" for hop in shown[:MOST_HOPS])
    left = len(shown) - MOST_HOPS
    more = f'<p class="note">{left:,} further hops with changes are not shown.</p>' if left > 0 else ""
    return f'<h2>{isolate(heading)}</h2><ol class="hops">{rows}</ol>{more}{_crowd(reading, hidden)}'


def _crowd(reading: Reading, hops: Sequence[Hop]) -> str:
    """Count the changes where individuals wrote: for the public their words are not shown."""
    authors = {reading.posts[end].actor_id for hop in hops for end in (hop.parent_id, hop.child_id) if end != PRIMARY}
    if not hops:
        return ""
    if len(authors) < LEAST_CROWD:
        return '<p class="note">Hops through posts of fewer than ten individuals are not shown to the public.</p>'
    counts = ", ".join(f"{name} {n:,}" for name, n in sorted(_counted(hops).items()))
    return (
        f'<p class="note">{len(hops):,} hops through posts of individuals changed slots as well; their words are not '
        f"shown to the public: {escape(counts)}.</p>"
    )


def _counted(hops: Iterable[Hop]) -> dict[str, int]:
    found = [str(change.slot) for hop in hops for change in hop.changes]
    return {slot: found.count(slot) for slot in set(found)}


def _group(reading: Reading, hop: Hop, aligned: Aligned) -> str:
    changes = _of(hop, aligned)
    sides = (
        (hop.parent_id, aligned.parent, [(change.before_at, change) for change in changes]),
        (hop.child_id, aligned.child, [(change.after_at, change) for change in changes]),
    )
    cells = "".join(
        f'<div class="side" dir="auto">{_marked(reading, post, places, marks)}</div>' for post, places, marks in sides
    )
    return f'<div class="beside">{cells}</div>{_opinion(aligned)}'


def _of(hop: Hop, aligned: Aligned) -> list[Change]:
    return [change for change in hop.changes if hop.alignment(change) is aligned]


def _marked(
    reading: Reading,
    post_id: str,
    places: Sequence[tuple[int, int]],
    marks: Sequence[tuple[tuple[int, int] | None, Change]],
) -> str:
    """Return statements of a text, disguised and escaped, with the changed words marked."""
    text, parts = reading.text(post_id), []
    for start, end in places:
        at = start
        held = sorted((place, change) for place, change in marks if place is not None and start <= place[0] < end)
        for (first, last), change in held:
            if first < at:
                continue
            parts.append(_plain(reading, text[at:first]))
            parts.append(
                f'<mark class="slot {change.kind}" data-slot="{escape(change.slot)}">'
                f"{_plain(reading, text[first:last])}</mark>"
            )
            at = last
        parts.append(_plain(reading, text[at:end]) + " ")
    return "".join(parts).strip()


def _plain(reading: Reading, text: str) -> str:
    return escape(reading.people.text(text))


def _opinion(aligned: Aligned) -> str:
    if aligned.opinion is None:
        return ""
    said = aligned.opinion
    words = f"the model: follows {said.entailment:.2f}, contradicts {said.contradiction:.2f}"
    return f'<p class="note">{escape(words)}</p>'


def _aligned(hop: Hop) -> str:
    parent = sum(len(aligned.parent) for aligned in hop.aligned)
    child = sum(len(aligned.child) for aligned in hop.aligned)
    return f"{parent} of {hop.statements[0]} statements aligned with {child} of {hop.statements[1]}"


def _size(drift: Drift) -> str:
    same = sum(hop.same for hop in drift.hops)
    return (
        f"{drift.posts:,} posts, {drift.worded:,} with words, {drift.orphans:,} without a collected parent · "
        f"{len(drift.hops):,} hops, {same:,} of them word for word"
    )


def _foot(drift: Drift) -> str:
    left = f" {drift.left_out:,} hops were too many to read." if drift.left_out else ""
    model = f" Second opinion: {drift.model}." if drift.model else ""
    return (
        '<p class="note">Slots are found by word lists and rules and compared in aligned statements only; a statement '
        f"left out is no change. docs/methods/drift.md says how, and when it misleads. Method {escape(drift.version)}."
        f"{escape(left + model)}</p>"
    )
