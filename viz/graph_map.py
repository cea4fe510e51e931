"""The scene of a whole case: its actors in a network and its flows, with one post under each of the heaviest ties."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from graphs.people import People
from graphs.propagation import PropagationGraph
from graphs.propagation.native import LINKS, REFERENCES, NativeGraph, arrow, check, native_graph
from graphs.store import Store
from viz import flows, lanes, names, network, public_time, scene, story, timeline
from viz.crowds import crowded_actors
from viz.histogram import Bins
from viz.narrative_map import Request, heading_of, network_arrays
from viz.network import Ties
from viz.scene import EVIDENCES, KINDS, Array, Drawing, Facts, Omission, Scene, Texts
from viz.story import Actors, Links, Posts, Story

TOGETHER = ("reposts", "citations")
SAMPLES = 1_500
NO_BINS = Bins()
VIEWS = ("network", "matrix", "flows", "table")
_NONE = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class CaseGraph:
    """Actors, the ties between them from origin to taker, and sample posts: [taker, origin, post] by native ids."""

    actors: Actors
    ties: Ties
    samples: list[tuple[str, str, str]]


def graph_scene(store: Store, people: People, kind: str | None, request: Request) -> Drawing:
    """Return the scene of the whole case's graph of a kind, or of reposts and citations.

    For the public it has no timeline, and when individuals wrote is told to spans of ten or more people.
    """
    bins = timeline.bins_of_case(store)
    subject = kind or " ".join(TOGETHER)
    found = case_graph(store, people, kind, bins)
    return scene_of(store, people, found, request, title=_title(kind), subject=subject, bins=bins)


def scene_of(
    store: Store,
    people: People,
    found: CaseGraph,
    request: Request,
    *,
    title: str,
    subject: str,
    left_out: tuple[Omission, ...] = (),
    bins: Bins = NO_BINS,
) -> Drawing:
    """Return the scene of any graph of actors with posts behind its ties; `bins` are those of the ties' times."""
    if request.groups:
        found = replace(found, actors=lanes.grouped(store, found.actors, request.groups))
    every, ties, hidden, posts = _shown(store, found, bins, public=request.public)
    net = network.draw(network.summed(ties), seed=request.seed)
    ways = _ways(every, public_time.centred(ties), grouped=bool(request.groups))
    actors = names.taken(every, net.drawn)
    net = replace(net, drawn=np.arange(len(net.drawn)))
    samples = _samples(store, people, found, actors, request)
    ids, texts, unread = names.post_texts(store, people, samples, KINDS.index("crowd"))
    words, columns = names.actor_texts(actors)
    nodes, extent = network_arrays(net)
    rows, spoken = timeline.timeline_of_case(store, NO_BINS if request.public else bins)
    for number, way in enumerate(ways):
        columns |= way.columns(number)
    arrays = {**_arrays(samples), **_times(bins, spoken, posts), **columns, **nodes, **_sampled(found, samples, net)}
    where, geometry = scene.pack(arrays)
    made = Scene(
        version=scene.VERSION,
        title=title,
        level="case",
        subject=subject,
        view=request.view,
        views=("timeline", *VIEWS) if rows else VIEWS,
        audience=request.audience,
        identified=people.identify,
        seed=request.seed,
        size="links",
        evidences=EVIDENCES,
        kinds=KINDS,
        facts=_facts(every, bins),
        omitted=(*left_out, *hidden, *net.omitted, *unread),
        lanes=(),
        timeline=rows,
        extent=extent,
        posts=ids,
        actors=words,
        dimensions=tuple(way.dimension for way in ways),
        findings=(),
        columns=where,
    )
    return Drawing(made, geometry, Texts(posts=texts, details=()))


def case_graph(store: Store, people: People, kind: str | None, bins: Bins) -> CaseGraph:
    """Read the actor graph of a kind, or of reposts and citations together, with a sample post under heavy ties."""
    kinds = (kind,) if kind else TOGETHER
    for one in kinds:
        check(one, "actor")
    parts = [_part(store, one, bins) for one in kinds]
    ids = sorted({name for part in parts for name in part.nodes["id"].to_pylist()})
    samples = [row for part in parts for row in part.samples]
    return CaseGraph(story.describe(store, people, ids), _together([_ties(part, ids, bins) for part in parts]), samples)


def propagation_graph(
    store: Store, people: People, kind: str | None, narrative: str | None
) -> tuple[PropagationGraph, str]:
    """Return the same graph as other programs read it (edges from taker to origin), and a title for it."""
    if narrative is None:
        found = case_graph(store, people, kind, Bins())
        return as_graph(found.actors, network.summed(found.ties), kind), _title(kind)
    label = people.text(heading_of(store, narrative)["label"])
    whole = story.read(store, people, narrative)
    ties = network.summed(network.one_by_one(whole.links, whole.posts, Bins()))
    return as_graph(whole.actors, ties, kind), label or narrative


def as_graph(actors: Actors, ties: Ties, kind: str | None) -> PropagationGraph:
    """Return actors and ties as a graph of public ids; one edge for each class of evidence."""
    used = np.unique(np.concatenate([ties.source, ties.target]))
    shown = pa.array(actors.shown)
    columns = ("label", "role", "country", "language", "platform")
    nodes = {"id": story.pick(actors.shown, used)} | {name: story.pick(getattr(actors, name), used) for name in columns}
    edges = {
        "source": shown.take(pa.array(ties.target)),
        "target": shown.take(pa.array(ties.source)),
        "weight": pa.array(ties.weight.astype(np.int64)),
        "first": pa.nulls(len(ties), pa.string()),
        "last": pa.nulls(len(ties), pa.string()),
        "loop": pa.array(ties.source == ties.target),
        "evidence": [EVIDENCES[code] for code in ties.evidence.tolist()],
    }
    by_id = pa.table(nodes).sort_by("id")
    made = pa.table(edges).sort_by([("source", "ascending"), ("target", "ascending"), ("evidence", "ascending")])
    return PropagationGraph(kind=kind or "links", level="actor", directed=True, nodes=by_id, edges=made)


@dataclass(frozen=True, slots=True)
class _Part:
    """A graph of one kind, its ties by bin where posts stand behind them, and samples of those posts."""

    native: NativeGraph
    binned: pa.Table | None
    samples: list[tuple[str, str, str]]

    @property
    def nodes(self) -> pa.Table:
        return self.native.nodes


def _part(store: Store, kind: str, bins: Bins) -> _Part:
    """Read a graph; shares of the same things have no time of their own and no post behind them."""
    native = native_graph(store, kind, "actor")
    if kind == "coshares":
        return _Part(native, None, [])
    if kind in REFERENCES:
        store.sql("graph/ties_reference", kind=REFERENCES[kind])
    else:
        store.sql("graph/ties_link", classes=[str(evidence) for evidence in LINKS[kind]])
    samples = store.sql("scene/tie_posts", most=SAMPLES).fetchall()
    binned = arrow(store, "scene/tie_bins", start=int(bins.start), step=int(bins.step))
    store.script("graph/clear")
    return _Part(native, binned, samples)


def _title(kind: str | None) -> str:
    return f"{(kind or ' and '.join(TOGETHER)).capitalize()} in the whole case"


def _ties(part: _Part, ids: Sequence[str], bins: Bins) -> Ties:
    """Turn a graph's edges round, from origin to taker, each class of evidence and each bin apart."""
    if part.binned is None:
        return _timeless(part.native, ids, bins)
    source = story.codes_of(part.binned["origin"].to_pylist(), ids)
    target = story.codes_of(part.binned["taker"].to_pylist(), ids)
    evidence = story.codes_of(part.binned["evidence"].to_pylist(), EVIDENCES)
    weight = np.asarray(part.binned["weight"].to_numpy(), np.float64)
    at = np.clip(np.asarray(part.binned["bin"].to_numpy(), np.int64), 0, max(bins.count - 1, 0))
    return Ties(source, target, evidence, weight, np.ones(len(weight)), at, at)


def _timeless(native: NativeGraph, ids: Sequence[str], bins: Bins) -> Ties:
    row = story.codes_of(native.nodes["id"].to_pylist(), ids)
    weight = np.asarray(native.edges["weight"].to_numpy(), np.float64)
    evidence = np.full(len(weight), EVIDENCES.index("coshare"), np.int64)
    last = np.full(len(weight), max(bins.count - 1, 0), np.int64)
    return Ties(row[native.target], row[native.source], evidence, weight, np.ones(len(weight)), last * 0, last)


def _together(parts: Sequence[Ties]) -> Ties:
    return Ties(*(np.concatenate([getattr(part, name) for part in parts]) for name in Ties.__slots__))


def _shown(
    store: Store, found: CaseGraph, bins: Bins, *, public: bool
) -> tuple[Actors, Ties, tuple[Omission, ...], Array]:
    """Put crowds and spans in the place of individuals and moments for the public, and count the posts of those shown.

    For the analyst leave all as it is; all posts are counted then, and the last is empty.
    """
    if not public:
        return found.actors, found.ties, (), np.zeros(0)
    actors, place = crowded_actors(found.actors, np.arange(len(found.actors)))
    source, target = place[found.ties.source], place[found.ties.target]
    rows = np.flatnonzero((source >= 0) & (target >= 0))
    kept = found.ties.take(rows)
    ties, posts = kept.between(source[rows], target[rows]), np.zeros(0)
    if bins.count:
        known = public_time.spans(store, found.actors, place, actors, bins)
        ties, posts = public_time.coarsened(ties, known), known.posts
    lost = int((place < 0).sum())
    rule = "people shown only in groups of ten or more"
    left_out = (Omission(what="actors", count=lost, of=len(place), rule=rule),) if lost else ()
    return actors, ties, left_out, posts


def _samples(store: Store, people: People, found: CaseGraph, actors: Actors, request: Request) -> Story:
    """Return the sample posts as a story without links; for the public only those of actors who may be named."""
    wanted = {post for taker, _, post in found.samples if not request.public or people.named(taker)}
    table = arrow(store, "scene/post_times", ids=sorted(wanted))
    writer = story.codes_of(table["actor_id"].to_pylist(), actors.id)
    table, writer = table.filter(pa.array(writer >= 0)), writer[writer >= 0]
    count = len(table)
    posts = Posts(
        id=table["post_id"].to_pylist(),
        reason=[""] * count,
        lang=table["lang"].to_pylist(),
        actor=writer,
        kind=story.codes_of(table["kind"].to_pylist(), KINDS),
        lo=np.asarray(table["published_lo"].to_numpy(), np.int64),
        hi=np.asarray(table["published_hi"].to_numpy(), np.int64),
        reposts=np.zeros(count),
        views=np.zeros(count),
        behind=np.ones(count, np.int64),
    )
    return Story(posts, Links(_NONE, _NONE, _NONE, np.zeros(0), np.zeros(0), _NONE, []), actors, 0)


def _sampled(found: CaseGraph, samples: Story, net: network.Network) -> dict[str, Array]:
    """Return the ties that have a sample post, and the row of that post."""
    row = {post: number for number, post in enumerate(samples.posts.id)}
    place = {name: number for number, name in enumerate(samples.actors.id)}
    under = {
        (place[origin], place[taker]): row[post]
        for taker, origin, post in reversed(found.samples)
        if post in row and taker in place and origin in place
    }
    wide = len(net.drawn) + 1
    keys = np.array([origin * wide + taker for origin, taker in under], np.int64)
    edges = np.flatnonzero(np.isin(net.ties.source * wide + net.ties.target, keys))
    ends = zip(net.ties.source[edges].tolist(), net.ties.target[edges].tolist(), strict=True)
    posts = np.array([under[pair] for pair in ends], np.uint32)
    return {"sample.edge": edges.astype(np.uint32), "sample.post": posts}


def _arrays(samples: Story) -> dict[str, Array]:
    posts = samples.posts
    return {
        "post.lo": posts.lo.astype(np.float64),
        "post.hi": posts.hi.astype(np.float64),
        "post.actor": posts.actor.astype(np.uint32),
        "post.behind": posts.behind.astype(np.uint32),
        "post.kind": posts.kind.astype(np.uint8),
    }


def _times(bins: Bins, spoken: Array, posts: Array) -> dict[str, Array]:
    """Return the columns of time: the histogram of `posts`, or of all that the timeline counts."""
    if not bins.count:
        return {}
    total = spoken.reshape(-1, bins.count).sum(axis=0) if len(spoken) else posts
    return {
        "histogram.range": bins.range,
        "histogram.posts": total.astype(np.float32),
        "timeline.posts": spoken.astype(np.float32),
    }


def _facts(actors: Actors, bins: Bins) -> Facts:
    first, last = (int(edge) for edge in bins.range) if bins.count else (None, None)
    return Facts(posts=0, actors=int(actors.people.sum()), languages=(), first=first, last=last)


def _ways(actors: Actors, ties: Ties, *, grouped: bool) -> list[flows.Way]:
    ways = flows.told_apart(actors, ties, grouped=grouped)
    ways += [flows.by_actors(name, getattr(actors, name), actors, ties) for name in ("language", "platform")]
    return flows.several(ways)
