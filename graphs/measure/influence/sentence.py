"""What a fit of influence says, in sentences that never say more than it."""

from collections.abc import Iterator

from graphs.measure.influence.result import Influence, Pair


def sentences(found: Influence) -> Iterator[str]:
    """Say of every pair what is shown, or why nothing is."""
    if found.reason:
        yield found.reason
        return
    shown = [pair for pair in found.pairs if pair.shown]
    if not shown:
        yield "No influence is shown between these groups; the reason stands with each pair."
    for pair in shown:
        yield sentence(pair, found)


def sentence(pair: Pair, found: Influence) -> str:
    """Say what is shown of one pair."""
    assert pair.share is not None and pair.low90 is not None and pair.high90 is not None
    return (
        f"{100 * pair.share:.1f} % of the posts of {pair.target} come in answer to posts of {pair.source}, as far as "
        f"timing can tell (90 % interval {100 * pair.low90:.1f} to {100 * pair.high90:.1f} %, half of them within "
        f"{_hours(found.half_life)})."
    )


def _hours(half_life: float | None) -> str:
    if half_life is None:
        return "a time not known"
    return f"{60 * half_life:.0f} minutes" if half_life < 2 else f"{half_life:.1f} hours"
