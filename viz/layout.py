"""Places for the nodes of a network: communities by Leiden, a force layout inside each, discs packed side by side.

Distance inside a community means little, and distance between communities means less; the page says so.
"""

import random
from dataclasses import dataclass

import igraph
import numpy as np
import numpy.typing as npt

from viz.story import Floats, Ints

_SPREAD = 1.5
_SMALL, _LARGE = 150, 2_000


@dataclass(frozen=True, slots=True)
class Layout:
    """Positions, about one unit apart, and the community of each node; community 0 is the largest."""

    x: Floats
    y: Floats
    community: Ints


def layout(nodes: int, source: Ints, target: Ints, weight: Floats, *, seed: int = 0) -> Layout:
    """Lay out an undirected graph given by edge ends; the same input and seed give the same places.

    Leiden on modularity (doi:10.1038/s41598-019-41695-z), Fruchterman-Reingold inside communities
    (doi:10.1002/spe.4380211102), about O(edges) in time.
    """
    if not nodes:
        return Layout(np.zeros(0), np.zeros(0), np.zeros(0, np.int64))
    graph = _simple(nodes, source, target, weight)
    igraph.set_random_number_generator(random.Random(seed))  # noqa: S311 - a drawing, not a secret
    try:
        community = _communities(graph)
        local = _places_inside(graph, community, seed)
    finally:
        igraph.set_random_number_generator(random)
    count = np.bincount(community)
    centre = _pack(np.sqrt(count) * _SPREAD / 2 + 0.9, _pulls(graph, community))
    placed = local + centre[community]
    return Layout(np.round(placed[:, 0], 3), np.round(placed[:, 1], 3), community)


def _simple(nodes: int, source: Ints, target: Ints, weight: Floats) -> igraph.Graph:
    low, high = np.minimum(source, target), np.maximum(source, target)
    key, inverse = np.unique(low * nodes + high, return_inverse=True)
    summed = np.bincount(inverse, weight, len(key))
    ends = np.column_stack([key // nodes, key % nodes])
    kept = ends[:, 0] != ends[:, 1]
    graph = igraph.Graph(n=nodes, edges=ends[kept].tolist())
    graph.es["weight"] = summed[kept].tolist()
    return graph


def _communities(graph: igraph.Graph) -> Ints:
    """Return the community of each node, numbered from the largest; ties go by the first node."""
    found = graph.community_leiden("modularity", weights="weight", n_iterations=4)
    member = np.asarray(found.membership, np.int64)
    first = np.full(len(found), graph.vcount(), np.int64)
    np.minimum.at(first, member, np.arange(graph.vcount()))
    order = np.lexsort((first, -np.bincount(member, minlength=len(found))))
    rank = np.empty(len(found), np.int64)
    rank[order] = np.arange(len(found))
    return rank[member]


def _places_inside(graph: igraph.Graph, community: Ints, seed: int) -> Floats:
    """Return each node's place about the middle of its community's disc."""
    place = np.zeros((graph.vcount(), 2))
    order = np.argsort(community, kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(community[order])) + 1):
        radius = np.sqrt(len(rows)) * _SPREAD / 2
        place[rows] = _apart(_disc(_forced(graph, rows, seed), radius)) if len(rows) > 2 else _few(len(rows))
    return place


def _forced(graph: igraph.Graph, rows: Ints, seed: int) -> Floats:
    part = graph.induced_subgraph(rows.tolist())
    start = np.random.default_rng([seed, len(rows)]).normal(size=(len(rows), 2)) * np.sqrt(len(rows)) / 2
    rounds = 300 if len(rows) <= _LARGE else 80
    grid = "grid" if len(rows) > 500 else "nogrid"
    found = part.layout_fruchterman_reingold(weights=None, niter=rounds, seed=start.tolist(), grid=grid)
    return np.asarray(found.coords, np.float64)


def _disc(places: Floats, radius: float) -> Floats:
    """Fit places into a disc, by rank from the middle, so that neither the core nor the rim crowds."""
    centred = places - np.median(places, axis=0)
    distance = np.hypot(centred[:, 0], centred[:, 1])
    rank = np.empty(len(places))
    rank[np.lexsort((np.arange(len(places)), distance))] = np.arange(len(places))
    even = np.sqrt((rank + 0.5) / len(places))
    own = distance / max(float(distance.max()), 1e-9)
    scale = radius * (0.65 * even + 0.35 * own) / np.maximum(distance, 1e-9)
    return centred * scale[:, None]


def _apart(places: Floats, *, room: float = 0.5) -> Floats:
    """Push nodes of a small community off each other; in a large one the force layout has kept them apart."""
    if len(places) > _SMALL:
        return places
    for _ in range(20):
        places = places + _pushes(places, np.full(len(places), room))
    return places


def _few(count: int) -> Floats:
    return np.zeros((1, 2)) if count == 1 else np.array([[-0.5, 0.0], [0.5, 0.0]])


def _pulls(graph: igraph.Graph, community: Ints) -> npt.NDArray[np.float64]:
    """Return [community, community, weight] for the ties between communities, heaviest first."""
    if not graph.ecount():
        return np.zeros((0, 3))
    ends = community[np.asarray(graph.get_edgelist(), np.int64)]
    ends.sort(axis=1)
    width = int(community.max()) + 1
    key, inverse = np.unique(ends[:, 0] * width + ends[:, 1], return_inverse=True)
    total = np.bincount(inverse, np.asarray(graph.es["weight"]), len(key))
    apart = key // width != key % width
    key, total = key[apart], total[apart]
    order = np.lexsort((key, -total))
    return np.column_stack([key[order] // width, key[order] % width, total[order]])


def _pack(radius: Floats, pulls: Floats, *, most: int = 400) -> Floats:
    """Place discs without overlap, each near the discs it is tied to; the smallest go round the outside in a spiral."""
    large = min(len(radius), most)
    centre = _spiral(radius)
    near = pulls[(pulls[:, 0] < large) & (pulls[:, 1] < large)]
    settled = _settle(centre[:large], radius[:large], near)
    outer = _spiral(radius[large:], float((np.hypot(*settled.T) + radius[:large]).max(initial=0.0)) ** 2 * np.pi)
    return np.vstack([settled, outer])


def _spiral(radius: Floats, inside: float = 0.0) -> Floats:
    """Deal discs along a sunflower spiral, each as far out as the area already dealt demands."""
    area = inside + np.cumsum(np.pi * radius**2 * 1.4) - np.pi * radius**2 * 0.7
    if len(radius) and not inside:
        area[0] = 0.0
    out, turn = np.sqrt(area / np.pi), np.arange(len(radius)) * np.pi * (3 - np.sqrt(5))
    return np.column_stack([out * np.cos(turn), out * np.sin(turn)])


def _settle(centre: Floats, radius: Floats, pulls: Floats, *, rounds: int = 160) -> Floats:
    """Draw tied discs together and push overlapping ones apart, by turns; the last turns only push."""
    centre = centre.copy()
    heavy = pulls[:, 2] / pulls[:, 2].max() if len(pulls) else np.zeros(0)
    left, right = pulls[:, 0].astype(np.int64), pulls[:, 1].astype(np.int64)
    for turn in range(rounds):
        if turn < rounds * 0.7:
            step = (centre[right] - centre[left]) * (0.05 + 0.15 * heavy)[:, None]
            moved = np.zeros_like(centre)
            np.add.at(moved, left, step)
            np.subtract.at(moved, right, step)
            tied = np.bincount(np.concatenate([left, right]), minlength=len(centre))
            centre += moved / np.maximum(tied, 1)[:, None] - centre * 0.01
        centre += _pushes(centre, radius)
    return centre


def _pushes(centre: Floats, radius: Floats) -> Floats:
    gap = centre[:, None, :] - centre[None, :, :]
    distance = np.maximum(np.hypot(gap[..., 0], gap[..., 1]), 1e-6)
    overlap = np.maximum(radius[:, None] + radius[None, :] - distance, 0.0)
    np.fill_diagonal(overlap, 0.0)
    share = radius[None, :] / (radius[:, None] + radius[None, :])
    push: Floats = ((gap / distance[..., None]) * (overlap * share)[..., None]).sum(axis=1)
    return push * 0.5
