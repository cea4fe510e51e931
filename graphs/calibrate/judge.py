"""Set what was found of a planted story beside its truth."""

from collections.abc import Mapping, Sequence

import msgspec

from graphs.simulate import Truth
from graphs.trace import Finding, Share

ORDER = ("source led", "target led", "both ways", "separate")


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """One planted story: its truth, the verdict on it, and the interval for the share of target posts.

    `verdict` is the strongest that any of its narratives got, a lead before all others, so that one wrong narrative
    makes a wrong story; `largest` is that of the narrative with most of its posts. The interval is that of the largest
    narrative with counted target posts, None where there is none. `target_seen` counts target posts that were seen.
    """

    story: str
    world: str
    direction: str
    expected: tuple[str, ...]
    verdict: str
    largest: str
    routes: tuple[str, ...] = ()
    share: float
    target_seen: int
    low: float | None = None
    high: float | None = None
    lower: float | None = None
    estimate: float | None = None
    upper: float | None = None
    failing: tuple[str, ...] = ()

    @property
    def covered(self) -> bool | None:
        """Tell whether the interval holds the planted share; None without an interval."""
        return None if self.low is None or self.high is None else self.low <= self.share <= self.high


def judge(truth: Truth, findings: Sequence[Finding], target_seen: int) -> Judged:
    """Judge one story by the findings of its narratives, those with most of its posts first."""
    verdicts = [finding.verdict for finding in findings]
    strongest = next((verdict for verdict in ORDER if verdict in verdicts), "cannot tell")
    counted = next((finding for finding in findings if finding.share.lower is not None), None)
    share = counted.share if counted else Share()
    return Judged(
        story=truth.story,
        world=truth.world,
        direction=truth.direction,
        expected=truth.expected,
        verdict=strongest,
        largest=verdicts[0] if verdicts else "cannot tell",
        routes=tuple(sorted({finding.route for finding in findings if finding.route})),
        share=truth.share,
        target_seen=target_seen,
        low=share.low90,
        high=share.high90,
        lower=share.lower,
        estimate=share.estimate,
        upper=share.upper,
        failing=_failing(counted.checks) if counted else (),
    )


def _failing(checks: Mapping[str, bool | None]) -> tuple[str, ...]:
    return tuple(name for name, held in checks.items() if held is False)
