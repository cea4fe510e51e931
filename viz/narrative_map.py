"""The scene of one narrative: its posts in lanes, its actors in a network, its flows, its findings."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from collectors.errors import RequestError
from graphs.groups import Group
from graphs.people import People
from graphs.propagation.native import arrow
from graphs.store import Store
from graphs.trace import disclose, document, saved
from viz import flows, lanes, names, network, scene, story
from viz.crowds import crowd
from viz.histogram import Bins, bins_of, counts
from viz.scene import KINDS, Array, Drawing, Facts, Omission, Scene, Texts
from viz.story import Story
from viz.timeline import timeline

_CROWD = KINDS.index("crowd")


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked of a map, beside the narrative."""

    view: str
    groups: Sequence[Group] = ()
    seed: int = 0
    audience: str = "analyst"

    @property
    def public(self) -> bool:
        """Tell whether the page is for people outside the study."""
        return self.audience == "public"


def narrative_scene(store: Store, people: People, narrative_id: str, request: Request) -> Drawing:
    """Return the scene of a narrative; raise RequestError when there is no such narrative."""
    heading = heading_of(store, narrative_id)
    whole, left_out = _story(store, people, narrative_id, request)
    order = [group.name for group in request.groups]
    drawn, bins = lanes.draw(whole, order), bins_of(whole.posts)
    links = network.one_by_one(whole.links, whole.posts, bins)
    net = network.draw(network.summed(links), seed=request.seed)
    ids, texts, unread = names.post_texts(store, people, drawn.story, _CROWD)
    actors, columns = names.actor_texts(whole.actors)
    ways = _ways(whole, links, grouped=bool(order))
    nodes, extent = network_arrays(net)
    for number, way in enumerate(ways):
        columns |= way.columns(number)
    where, geometry = scene.pack({**_arrays(whole, drawn, bins), **columns, **nodes, **_active(whole, net)})
    made = Scene(
        version=scene.VERSION,
        title=people.text(heading["label"]) or narrative_id,
        level=heading["level"],
        subject=narrative_id,
        view=request.view,
        views=scene.VIEWS,
        audience=request.audience,
        identified=people.identify,
        seed=request.seed,
        size="reposts" if whole.posts.reposts.any() else "views" if whole.posts.views.any() else "links",
        evidences=scene.EVIDENCES,
        kinds=KINDS,
        facts=_facts(heading, whole),
        omitted=(*left_out, *drawn.omitted, *net.omitted, *_outside(whole), *unread),
        lanes=drawn.lanes,
        timeline=drawn.lanes,
        extent=extent,
        posts=ids,
        actors=actors,
        dimensions=tuple(way.dimension for way in ways),
        findings=tuple(_findings(store, people, narrative_id, request)),
        columns=where,
    )
    return Drawing(made, geometry, Texts(posts=texts, details=_details(people, drawn.story, request)))


def heading_of(store: Store, narrative_id: str) -> dict[str, Any]:
    """Return the narrative's row of the list; raise RequestError when there is none."""
    rows = arrow(store, "scene/narrative", narrative=narrative_id).to_pylist()
    if not rows:
        raise RequestError(f"There is no narrative {narrative_id}. `whence narratives` lists those there are.")
    return dict(rows[0])


def _story(store: Store, people: People, narrative_id: str, request: Request) -> tuple[Story, tuple[Omission, ...]]:
    whole = story.read(store, people, narrative_id)
    if request.groups:
        whole = replace(whole, actors=lanes.grouped(store, whole.actors, request.groups))
    if not request.public:
        return whole, ()
    crowded = crowd(whole, _CROWD)
    total = int(whole.posts.behind.sum())
    rule = "people shown only in groups of ten or more"
    lost = (Omission(what="posts", count=crowded.left_out, of=total, rule=rule),) if crowded.left_out else ()
    return crowded.story, lost


def _arrays(whole: Story, drawn: lanes.Drawn, bins: Bins) -> dict[str, Array]:
    posts, links = drawn.story.posts, drawn.story.links
    every = whole.posts
    return {
        "post.lo": posts.lo.astype(np.float64),
        "post.hi": posts.hi.astype(np.float64),
        "histogram.range": bins.range,
        "histogram.posts": counts(every.lo, every.hi, every.behind, bins).astype(np.float32),
        "timeline.posts": timeline(whole, drawn.lane, len(drawn.lanes), bins).astype(np.float32),
        "post.actor": posts.actor.astype(np.uint32),
        "post.behind": posts.behind.astype(np.uint32),
        "post.size": _size(posts, links).astype(np.float32),
        "post.kind": posts.kind.astype(np.uint8),
        "link.parent": links.parent.astype(np.uint32),
        "link.child": links.child.astype(np.uint32),
        "link.behind": links.behind.astype(np.uint32),
        "link.probability": links.probability.astype(np.float32),
        "link.order": links.order.astype(np.float32),
        "link.evidence": links.evidence.astype(np.uint8),
        "actor.lane": drawn.lane.astype(np.uint8),
        "actor.row": drawn.row.astype(np.float32),
    }


def network_arrays(net: network.Network) -> tuple[dict[str, Array], tuple[float, float, float]]:
    """Return the columns of the network and the extent of its places.

    `node.*` is a drawn actor each, `edge.*` a tie each, by place among the nodes; probabilities are in 255ths.
    """
    x, y, extent = scene.quantised(net.layout.x, net.layout.y)
    ties = net.ties
    return {
        "node.actor": net.drawn.astype(np.uint32),
        "node.x": x,
        "node.y": y,
        "node.community": net.layout.community.astype(np.uint32),
        "edge.source": ties.source.astype(np.uint32),
        "edge.target": ties.target.astype(np.uint32),
        "edge.weight": np.minimum(np.round(ties.weight), 65_535).astype(np.uint16),
        "edge.probability": np.round(ties.probability * 255).astype(np.uint8),
        "edge.evidence": ties.evidence.astype(np.uint8),
        "edge.first": ties.first.astype(np.uint8),
        "edge.span": (ties.last - ties.first).astype(np.uint8),
    }, extent


def _active(whole: Story, net: network.Network) -> dict[str, Array]:
    """Return when each node's first post began and its last ended."""
    since, until = np.full(len(whole.actors), np.inf), np.full(len(whole.actors), -np.inf)
    np.minimum.at(since, whole.posts.actor, whole.posts.lo)
    np.maximum.at(until, whole.posts.actor, whole.posts.hi)
    return {"node.since": since[net.drawn], "node.until": until[net.drawn]}


def _size(posts: story.Posts, links: story.Links) -> Array:
    """Return what a disc's size tells: reposts where any are known, else views, else links that leave the post."""
    if posts.reposts.any():
        return posts.reposts
    return posts.views if posts.views.any() else np.bincount(links.parent, links.behind, len(posts))


def _facts(heading: dict[str, Any], whole: Story) -> Facts:
    posts, people = whole.posts, whole.actors.people
    writing = np.unique(posts.actor[posts.behind > 0])
    return Facts(
        posts=int(posts.behind.sum()),
        actors=int(people[writing].sum()),
        languages=tuple(heading["languages"].split()),
        first=int(posts.lo.min()) if len(posts) else None,
        last=int(posts.hi.max()) if len(posts) else None,
    )


def _outside(whole: Story) -> tuple[Omission, ...]:
    if not whole.outside:
        return ()
    total = whole.outside + int(whole.links.behind.sum())
    return (Omission(what="links", count=whole.outside, of=total, rule="links to posts outside this narrative"),)


def _details(people: People, drawn: Story, request: Request) -> tuple[str, ...]:
    """Return what each link says of itself; for the public, nothing where a crowd stands at an end."""
    links, kind = drawn.links, drawn.posts.kind
    alone = (kind[links.parent] != _CROWD) & (kind[links.child] != _CROWD)
    shown = alone | np.bool_(not request.public)
    return tuple(people.text(text) if show else "" for text, show in zip(links.detail, shown.tolist(), strict=True))


def _ways(whole: Story, links: network.Ties, *, grouped: bool) -> list[flows.Way]:
    actors = whole.actors
    ways = flows.told_apart(actors, links, grouped=grouped)
    spoken = flows.by_language(whole.posts, whole.links, actors, links)
    return flows.several([*ways, spoken, flows.by_actors("platform", actors.platform, actors, links)])


def _findings(store: Store, people: People, narrative_id: str, request: Request) -> list[dict[str, Any]]:
    """Return the saved findings; for the public, without the paths and relays that lead through individuals."""
    documents = []
    for finding in saved(store, narrative_id):
        told = document(disclose(finding, people))
        if request.public:
            named = [all(people.named(actor) for actor in path.actors) for path in finding.paths]
            told["paths"] = [path for path, shown in zip(told["paths"], named, strict=True) if shown]
            told["relays"] = [relay for relay in told["relays"] if people.named(relay["actor"])]
            told["rests_on"] = [actor for actor in told["rests_on"] if people.named(actor)]
        documents.append(told)
    return documents
