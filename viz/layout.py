"""Places for the nodes of a network: communities by Leiden, a force layout inside each, discs packed side by side.

Distance inside a community means little, and distance between communities means less; the page says so.
"""

import random
from dataclasses import dataclass

import igraph
import numpy as np

from viz.forces import draw_together, part, spring
from viz.story import Floats, Ints

_SPREAD = 1.5
_SMALL = 150
_PACKED = 700


@dataclass(frozen=True, slots=True)
class Layout:
    """Positions, about one unit apart, and the community of each node; community 0 is the largest."""

    x: Floats
    y: Floats
    community: Ints


@dataclass(frozen=True, slots=True)
class Simple:
    """An undirected graph without loops: the ends of each edge, low before high, and its weight."""

    nodes: int
    low: Ints
    high: Ints
    weight: Floats


def layout(nodes: int, source: Ints, target: Ints, weight: Floats, *, seed: int = 0) -> Layout:
    """Lay out an undirected graph given by edge ends; the same input and seed give the same places.

    Leiden on modularity (doi:10.1038/s41598-019-41695-z), Fruchterman-Reingold inside communities
    (doi:10.1002/spe.4380211102), about O(edges) in time.
    """
    if not nodes:
        return Layout(np.zeros(0), np.zeros(0), np.zeros(0, np.int64))
    simple = _simple(nodes, source, target, weight)
    community = _communities(simple, seed)
    local = _places_inside(simple, community, seed)
    count = np.bincount(community)
    centre = _pack(np.sqrt(count) * _SPREAD / 2 + 0.9, _pulls(simple, community))
    placed = local + centre[community]
    return Layout(np.round(placed[:, 0], 3), np.round(placed[:, 1], 3), community)


def _simple(nodes: int, source: Ints, target: Ints, weight: Floats) -> Simple:
    low, high = np.minimum(source, target), np.maximum(source, target)
    apart = low != high
    key, inverse = np.unique(low[apart] * nodes + high[apart], return_inverse=True)
    summed = np.bincount(inverse, weight[apart], len(key)).astype(np.float64)
    return Simple(nodes, key // nodes, key % nodes, summed)


def _communities(simple: Simple, seed: int) -> Ints:
    """Return the community of each node, numbered from the largest; ties go by the first node."""
    graph = igraph.Graph(n=simple.nodes, edges=np.column_stack([simple.low, simple.high]))
    graph.es["weight"] = simple.weight
    igraph.set_random_number_generator(random.Random(seed))  # noqa: S311 - a drawing, not a secret
    try:
        found = graph.community_leiden("modularity", weights="weight", n_iterations=2)
    finally:
        igraph.set_random_number_generator(random)
    member = np.asarray(found.membership, np.int64)
    first = np.full(len(found), simple.nodes, np.int64)
    np.minimum.at(first, member, np.arange(simple.nodes))
    order = np.lexsort((first, -np.bincount(member, minlength=len(found))))
    rank = np.empty(len(found), np.int64)
    rank[order] = np.arange(len(found))
    return rank[member]


def _places_inside(simple: Simple, community: Ints, seed: int) -> Floats:
    """Return each node's place about the middle of its community's disc."""
    strength = np.bincount(simple.low, simple.weight, simple.nodes)
    strength += np.bincount(simple.high, simple.weight, simple.nodes)
    order = np.lexsort((np.arange(simple.nodes), -strength, community))
    start = np.concatenate([[0], np.cumsum(np.bincount(community))]).astype(np.int64)
    x, y = _sunflower(community[order], start, seed)
    first, other, heavy = _neighbours(simple, community, order)
    rounds = int(np.clip(8e6 / simple.nodes, 50, 250))
    spring(x, y, start, first, other, heavy, rounds)
    x, y = _disc(x, y, community[order], start)
    part(x, y, start, 0.5, _SMALL)
    place = np.empty((simple.nodes, 2))
    place[order] = np.column_stack([x, y])
    return place


def _sunflower(community: Ints, start: Ints, seed: int) -> tuple[Floats, Floats]:
    """Return where the forces begin: the most tied in the middle, the others round it, shaken a little."""
    rank = np.arange(len(community)) - start[community]
    shaken = np.random.default_rng(seed).normal(size=(len(community), 2)) * 0.2
    out, turn = np.sqrt(rank) * 0.8, rank * np.pi * (3 - np.sqrt(5))
    return out * np.cos(turn) + shaken[:, 0], out * np.sin(turn) + shaken[:, 1]


def _neighbours(simple: Simple, community: Ints, order: Ints) -> tuple[Ints, Ints, Floats]:
    """Return the neighbours inside each node's community as places in `order`, and a weight for each."""
    place = np.empty(simple.nodes, np.int64)
    place[order] = np.arange(simple.nodes)
    inside = community[simple.low] == community[simple.high]
    low, high, weight = place[simple.low[inside]], place[simple.high[inside]], simple.weight[inside]
    source, target = np.concatenate([low, high]), np.concatenate([high, low])
    by_source = np.lexsort((target, source))
    first = np.concatenate([[0], np.cumsum(np.bincount(source, minlength=simple.nodes))]).astype(np.int64)
    heavy = np.minimum(1.0 + 0.25 * np.log(np.concatenate([weight, weight])), 3.0)
    return first, target[by_source], heavy[by_source]


def _disc(x: Floats, y: Floats, community: Ints, start: Ints) -> tuple[Floats, Floats]:
    """Fit each community into its disc, by rank from the middle, so that neither the core nor the rim crowds."""
    count = np.diff(start)
    x = x - (np.bincount(community, x) / count)[community]
    y = y - (np.bincount(community, y) / count)[community]
    distance = np.hypot(x, y)
    rank = np.empty(len(x))
    rank[np.lexsort((np.arange(len(x)), distance, community))] = np.arange(len(x)) - start[community]
    even = np.sqrt((rank + 0.5) / count[community])
    furthest = np.maximum.reduceat(distance, start[:-1])
    own = distance / np.maximum(furthest, 1e-9)[community]
    radius = (np.sqrt(count) * _SPREAD / 2)[community]
    scale = radius * (0.65 * even + 0.35 * own) / np.maximum(distance, 1e-9)
    alone = (count == 1)[community]
    return np.where(alone, 0.0, x * scale), np.where(alone, 0.0, y * scale)


def _pulls(simple: Simple, community: Ints) -> tuple[Ints, Ints, Floats]:
    """Return the ties between communities: lower number, higher number, weight; heaviest first."""
    one, two = community[simple.low], community[simple.high]
    apart = one != two
    width = int(community.max()) + 1
    key = np.minimum(one, two)[apart] * width + np.maximum(one, two)[apart]
    distinct, inverse = np.unique(key, return_inverse=True)
    total = np.bincount(inverse, simple.weight[apart], len(distinct)).astype(np.float64)
    order = np.lexsort((distinct, -total))
    return distinct[order] // width, distinct[order] % width, total[order]


def _pack(radius: Floats, pulls: tuple[Ints, Ints, Floats]) -> Floats:
    """Place discs without overlap, each near the discs it is tied to; the smallest go round the outside in a spiral."""
    large = min(len(radius), _PACKED)
    x, y = _spiral(radius)[:large].T.copy()
    near = (pulls[0] < large) & (pulls[1] < large)
    left, right, weight = pulls[0][near], pulls[1][near], pulls[2][near]
    draw_together(x, y, radius[:large], left, right, weight / max(float(weight.max(initial=1.0)), 1e-9), 200)
    settled = np.column_stack([x, y])
    outer = _spiral(radius[large:], float((np.hypot(x, y) + radius[:large]).max(initial=0.0)) ** 2 * np.pi)
    return np.vstack([settled, outer])


def _spiral(radius: Floats, inside: float = 0.0) -> Floats:
    """Deal discs along a sunflower spiral, each as far out as the area already dealt demands."""
    area = inside + np.cumsum(np.pi * radius**2 * 1.4) - np.pi * radius**2 * 0.7
    if len(radius) and not inside:
        area[0] = 0.0
    out, turn = np.sqrt(area / np.pi), np.arange(len(radius)) * np.pi * (3 - np.sqrt(5))
    return np.column_stack([out * np.cos(turn), out * np.sin(turn)])
