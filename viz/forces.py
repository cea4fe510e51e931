"""The arithmetic of the layout: forces inside communities, discs pushed off each other.

All communities are laid out in one pass over flat arrays: nodes stand in order of community, `start` says where each
community begins, and `first`, `other`, `heavy` list each node's neighbours inside its own community.
"""

import numpy as np
import numpy.typing as npt

from graphs.kernels import kernel

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
ALL_PAIRS = 100
CROWDED = 10


@kernel
def spring(x: Floats, y: Floats, start: Ints, first: Ints, other: Ints, heavy: Floats, rounds: int) -> None:
    """Move the nodes of every community by the forces of Fruchterman and Reingold (doi:10.1002/spe.4380211102).

    Their grid variant: nodes more than 1.6 natural lengths apart do not push each other, save in communities of up to
    ALL_PAIRS nodes. Past CROWDED nodes in one cell a sample stands for all. O(rounds * (nodes + edges)).
    """
    for number in range(len(start) - 1):
        low, high = start[number], start[number + 1]
        if high - low < 3:
            continue
        warm = 0.4 * np.sqrt(high - low)
        for turn in range(rounds):
            step = max(0.02, warm * (1.0 - turn / rounds) ** 2)
            if high - low <= ALL_PAIRS:
                dx, dy = _push_all(x[low:high], y[low:high])
            else:
                dx, dy = _push_near(x[low:high], y[low:high])
            for node in range(low, high):
                for place in range(first[node], first[node + 1]):
                    gx, gy = x[node] - x[other[place]], y[node] - y[other[place]]
                    pull = np.sqrt(gx * gx + gy * gy) * heavy[place]
                    dx[node - low] -= gx * pull
                    dy[node - low] -= gy * pull
            for node in range(low, high):
                gx, gy = dx[node - low] - 0.01 * x[node], dy[node - low] - 0.01 * y[node]
                length = np.sqrt(gx * gx + gy * gy)
                scale = step / length if length > step else 1.0
                x[node] += gx * scale
                y[node] += gy * scale


@kernel
def _push_all(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    count = len(x)
    dx, dy = np.zeros(count), np.zeros(count)
    for left in range(count):
        for right in range(left):
            gx, gy = x[left] - x[right], y[left] - y[right]
            square = max(gx * gx + gy * gy, 1e-4)
            dx[left] += gx / square
            dy[left] += gy / square
            dx[right] -= gx / square
            dy[right] -= gy / square
    return dx, dy


@kernel
def _push_near(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    count, wide = len(x), 1.6
    left, top = x.min(), y.min()
    extent = max(x.max() - left, y.max() - top)
    side = min(int(extent / wide) + 1, 2 * int(np.sqrt(count)) + 1)
    cell = np.empty(count, np.int64)
    for node in range(count):
        across = min(int((x[node] - left) / wide), side - 1)
        cell[node] = min(int((y[node] - top) / wide), side - 1) * side + across
    begin = np.zeros(side * side + 1, np.int64)
    for node in range(count):
        begin[cell[node] + 1] += 1
    begin = np.cumsum(begin)
    at, inside = begin[:-1].copy(), np.empty(count, np.int64)
    for node in range(count):
        inside[at[cell[node]]] = node
        at[cell[node]] += 1
    dx, dy = np.zeros(count), np.zeros(count)
    for node in range(count):
        row, column = cell[node] // side, cell[node] % side
        for near in range(max(0, row - 1), min(side, row + 2)):
            for beside in range(max(0, column - 1), min(side, column + 2)):
                low, high = begin[near * side + beside], begin[near * side + beside + 1]
                stride = (high - low) // CROWDED + 1
                for place in range(low + node % stride, high, stride):
                    gx, gy = x[node] - x[inside[place]], y[node] - y[inside[place]]
                    square = gx * gx + gy * gy
                    if inside[place] != node and square < wide * wide:
                        push = stride / max(square, 1e-4)
                        dx[node] += gx * push
                        dy[node] += gy * push
    return dx, dy


@kernel
def part(x: Floats, y: Floats, start: Ints, room: float, largest: int) -> None:
    """Push the nodes of communities of up to `largest` nodes two `room` apart, for 20 turns."""
    for number in range(len(start) - 1):
        low, high = start[number], start[number + 1]
        if 1 < high - low <= largest:
            reach = np.full(high - low, room)
            for _ in range(20):
                push_apart(x[low:high], y[low:high], reach)


@kernel
def push_apart(x: Floats, y: Floats, radius: Floats) -> None:
    """Move overlapping discs off each other, each by half of its share of the overlap."""
    count = len(x)
    dx, dy = np.zeros(count), np.zeros(count)
    for left in range(count):
        for right in range(left):
            gx, gy = x[left] - x[right], y[left] - y[right]
            reach = radius[left] + radius[right]
            if abs(gx) >= reach or abs(gy) >= reach:
                continue
            away = max(np.sqrt(gx * gx + gy * gy), 1e-6)
            if away < reach:
                push = 0.5 * (reach - away) / away / reach
                dx[left] += gx * push * radius[right]
                dy[left] += gy * push * radius[right]
                dx[right] -= gx * push * radius[left]
                dy[right] -= gy * push * radius[left]
    x += dx
    y += dy


@kernel
def draw_together(x: Floats, y: Floats, radius: Floats, left: Ints, right: Ints, heavy: Floats, rounds: int) -> None:
    """Draw tied discs together and push overlapping ones apart, by turns; the last turns only push."""
    tied = np.zeros(len(x))
    for place in range(len(left)):
        tied[left[place]] += 1.0
        tied[right[place]] += 1.0
    for turn in range(rounds):
        if turn < 0.7 * rounds:
            dx, dy = -0.01 * x, -0.01 * y
            for place in range(len(left)):
                one, two = left[place], right[place]
                pull = 0.05 + 0.15 * heavy[place]
                gx, gy = (x[two] - x[one]) * pull, (y[two] - y[one]) * pull
                dx[one] += gx / tied[one]
                dy[one] += gy / tied[one]
                dx[two] -= gx / tied[two]
                dy[two] -= gy / tied[two]
            x += dx
            y += dy
        push_apart(x, y, radius)
