"""Read the chains and score what a method finds against what is annotated."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from graphs.drift.changes import Change

FOLDER = Path(__file__).parent / "chains"


class Annotation(NamedTuple):
    """One slot that changes at a hop: the words before and after, either may be empty."""

    hop: int
    slot: str
    before: str
    after: str


class Chain(NamedTuple):
    """Texts, each made from the one before, and the changes between them."""

    name: str
    texts: tuple[tuple[str, str], ...]
    changes: tuple[Annotation, ...]


class Count(NamedTuple):
    """Changes found that are annotated, found that are not, and annotated that were not found."""

    hit: int
    false: int
    missed: int


def chains(half: str) -> tuple[Chain, ...]:
    """Return the chains of one half: `open` or `frozen`."""
    blocks = (FOLDER / f"{half}.txt").read_text(encoding="utf-8").split("\n\n")
    return tuple(_chain(block.strip().splitlines()) for block in blocks)


def hops(chain: Chain) -> Iterator[tuple[int, tuple[str, str], tuple[str, str], list[Annotation]]]:
    """Yield hop, parent, child (language, text) and the changes annotated there."""
    for hop in range(1, len(chain.texts)):
        yield hop, chain.texts[hop - 1], chain.texts[hop], [c for c in chain.changes if c.hop == hop]


def match(found: list[Change], wanted: list[Annotation]) -> tuple[list[Change], list[Annotation]]:
    """Return what was found and is not annotated, and what is annotated and was not found: one to one."""
    left = list(found)
    missed = []
    for annotation in wanted:
        hit = next((change for change in left if _is(change, annotation)), None)
        if hit is None:
            missed.append(annotation)
        else:
            left.remove(hit)
    return left, missed


def score(half: str, method: Callable[[tuple[str, str], tuple[str, str]], list[Change]]) -> dict[str, Count]:
    """Return the counts by slot of a method over one half."""
    counts: dict[str, Count] = {}
    for chain in chains(half):
        for _, parent, child, wanted in hops(chain):
            found = method(parent, child)
            false, missed = match(found, wanted)
            for slot in {c.slot for c in found} | {c.slot for c in wanted}:
                more = sum(c.slot == slot for c in false)
                less = sum(c.slot == slot for c in missed)
                had = counts.get(slot, Count(0, 0, 0))
                hit = sum(c.slot == slot for c in wanted) - less
                counts[slot] = Count(had.hit + hit, had.false + more, had.missed + less)
    return counts


def _is(change: Change, annotation: Annotation) -> bool:
    """Same slot, and the words overlap on each side that is annotated and are absent where it is empty."""
    return change.slot == annotation.slot and all(
        (words is None) == (not told)
        and (not told or words is None or words in told or told in words or _meet(words, told))
        for words, told in ((change.before, annotation.before), (change.after, annotation.after))
    )


def _meet(one: str, other: str) -> bool:
    return bool(set(one.split()) & set(other.split()))


def _chain(lines: list[str]) -> Chain:
    texts = tuple((line[:2], line[4:]) for line in lines if line[2:4] == ": ")
    return Chain(lines[0].removeprefix("# "), texts, tuple(_annotation(line) for line in lines if line[0] == "!"))


def _annotation(line: str) -> Annotation:
    _, hop, slot, words = line.split(" ", 3)
    before, _, after = words.partition("->")
    return Annotation(int(hop), slot, before.strip(), after.strip())
