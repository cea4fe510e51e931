"""The scene of a whole case: its actors in a network and its flows, with one post under each of the heaviest ties."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from graphs.evidence import Evidence
from graphs.people import People
from graphs.propagation import PropagationGraph
from graphs.propagation.native import LINKS, REFERENCES, NativeGraph, arrow, check, native_graph
from graphs.store import Store
from viz import flows, network, scene, story
from viz.crowds import crowded_actors
from viz.narrative_map import Request, actor_texts, heading_of, network_arrays, texts
from viz.network import Ties
from viz.scene import EVIDENCES, KINDS, Array, Facts, Omission, Scene
from viz.story import Actors, Ints, Links, Posts, Story
from viz.words import sort_of

TOGETHER = ("reposts", "citations")
SAMPLES = 1_500
_NONE = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class CaseGraph:
    """Actors, the ties between them from origin to taker, and sample posts: [taker, origin, post] by native ids."""

    actors: Actors
    ties: Ties
    samples: list[tuple[str, str, str]]


def graph_scene(store: Store, people: People, kind: str | None, request: Request) -> tuple[Scene, bytes]:
    """Return the scene of the whole case's graph of a kind, or of reposts and citations, and its geometry."""
    subject = kind or " ".join(TOGETHER)
    return scene_of(store, people, case_graph(store, people, kind), request, title=_title(kind), subject=subject)


def scene_of(
    store: Store,
    people: People,
    found: CaseGraph,
    request: Request,
    *,
    title: str,
    subject: str,
    left_out: tuple[Omission, ...] = (),
) -> tuple[Scene, bytes]:
    """Return the scene of any graph of actors with posts behind its ties, and its geometry."""
    actors, ties, hidden = _shown(found, public=request.public)
    net = network.draw(ties, seed=request.seed)
    samples = _samples(store, people, found, actors, request)
    arrays = {**_arrays(samples, actors), **network_arrays(net), "edge.post": _sampled(found, samples, actors, net)}
    columns, geometry = scene.pack(arrays)
    made = Scene(
        version=scene.VERSION,
        title=title,
        level="case",
        subject=subject,
        view=request.view,
        views=("network", "flows", "table"),
        audience=request.audience,
        identified=people.identify,
        seed=request.seed,
        size="links",
        evidences=EVIDENCES,
        kinds=KINDS,
        facts=Facts(posts=0, actors=int(actors.people.sum()), languages=(), first=None, last=None),
        omitted=(*left_out, *hidden, *net.omitted),
        lanes=(),
        posts=texts(store, people, samples),
        actors=actor_texts(samples),
        details=(),
        dimensions=_dimensions(actors, ties),
        findings=(),
        columns=columns,
    )
    return made, geometry


def case_graph(store: Store, people: People, kind: str | None) -> CaseGraph:
    """Read the actor graph of a kind, or of reposts and citations together, with a sample post under heavy ties."""
    kinds = (kind,) if kind else TOGETHER
    for one in kinds:
        check(one, "actor")
    parts, samples = [], []
    for one in kinds:
        parts.append(native_graph(store, one, "actor"))
        samples += _sample(store, one)
    ids = sorted({name for part in parts for name in part.nodes["id"].to_pylist()})
    ties = network.summed(_together([_ties(part, ids) for part in parts]))
    return CaseGraph(story.describe(store, people, ids), ties, samples)


def propagation_graph(
    store: Store, people: People, kind: str | None, narrative: str | None
) -> tuple[PropagationGraph, str]:
    """Return the same graph as other programs read it (edges from taker to origin), and a title for it."""
    if narrative is None:
        found = case_graph(store, people, kind)
        return as_graph(found.actors, found.ties, kind), _title(kind)
    label = people.text(heading_of(store, narrative)["label"])
    whole = story.read(store, people, narrative)
    return as_graph(whole.actors, network.ties_of(whole.links, whole.posts), kind), label or narrative


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


def _sample(store: Store, kind: str) -> list[tuple[str, str, str]]:
    """Return the first post behind each of the heaviest ties of a kind; shares of the same things have none."""
    if kind == "coshares":
        return []
    if kind in REFERENCES:
        store.sql("graph/ties_reference", kind=REFERENCES[kind])
    else:
        store.sql("graph/ties_link", classes=[str(evidence) for evidence in LINKS[kind]])
    found = store.sql("scene/tie_posts", most=SAMPLES).fetchall()
    store.script("graph/clear")
    return found


def _title(kind: str | None) -> str:
    return f"{(kind or ' and '.join(TOGETHER)).capitalize()} in the whole case"


def _ties(native: NativeGraph, ids: Sequence[str]) -> Ties:
    """Turn a graph's edges round, from origin to taker, with the strongest class of evidence of each."""
    row = story.codes_of(native.nodes["id"].to_pylist(), ids)
    weight = np.asarray(native.edges["weight"].to_numpy(), np.float64)
    return Ties(row[native.target], row[native.source], _strongest(native), weight, np.ones(len(weight)))


def _strongest(native: NativeGraph) -> Ints:
    if not native.directed:
        return np.full(len(native.edges), EVIDENCES.index("coshare"), np.int64)
    bits = np.asarray(native.edges["evidence"].to_numpy(), np.int64)
    lowest = np.log2(np.maximum(bits & -bits, 1)).astype(np.int64)
    codes: Ints = np.array([EVIDENCES.index(evidence) for evidence in Evidence], np.int64)
    found: Ints = codes[lowest]
    return found


def _together(parts: Sequence[Ties]) -> Ties:
    return Ties(*(np.concatenate([getattr(part, name) for part in parts]) for name in Ties.__slots__))


def _shown(found: CaseGraph, *, public: bool) -> tuple[Actors, Ties, tuple[Omission, ...]]:
    """Put crowds in the place of individuals for the public; leave all as it is for the analyst."""
    if not public:
        return found.actors, found.ties, ()
    actors, place = crowded_actors(found.actors, np.arange(len(found.actors)))
    source, target = place[found.ties.source], place[found.ties.target]
    rows = np.flatnonzero((source >= 0) & (target >= 0))
    kept = found.ties.take(rows)
    ties = network.summed(Ties(source[rows], target[rows], kept.evidence, kept.weight, kept.probability))
    lost = int((place < 0).sum())
    rule = "people shown only in groups of ten or more"
    return actors, ties, (Omission(what="actors", count=lost, of=len(place), rule=rule),) if lost else ()


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


def _sampled(found: CaseGraph, samples: Story, actors: Actors, net: network.Network) -> Array:
    """Return, for each drawn tie, the row of its sample post, or the largest number where it has none."""
    row = {post: number for number, post in enumerate(samples.posts.id)}
    place = {name: number for number, name in enumerate(actors.id)}
    under = {
        (place[origin], place[taker]): row[post]
        for taker, origin, post in reversed(found.samples)
        if post in row and taker in place and origin in place
    }
    ends = zip(net.drawn[net.ties.source].tolist(), net.drawn[net.ties.target].tolist(), strict=True)
    return np.array([under.get(pair, 2**32 - 1) for pair in ends], np.uint32)


def _arrays(samples: Story, actors: Actors) -> dict[str, Array]:
    posts = samples.posts
    return {
        "post.lo": posts.lo.astype(np.float64),
        "post.hi": posts.hi.astype(np.float64),
        "post.actor": posts.actor.astype(np.uint32),
        "post.behind": posts.behind.astype(np.uint32),
        "post.kind": posts.kind.astype(np.uint8),
        "actor.named": actors.named.astype(np.uint8),
        "actor.people": actors.people.astype(np.uint32),
    }


def _dimensions(actors: Actors, ties: Ties) -> tuple[scene.Dimension, ...]:
    sorts = [sort_of(role, country) for role, country in zip(actors.role, actors.country, strict=True)]
    return flows.several(
        [
            flows.by_actors("sort", sorts, actors, ties),
            flows.by_actors("language", actors.language, actors, ties),
            flows.by_actors("platform", actors.platform, actors, ties),
        ]
    )
