"""What a dry run says: a line for each thing that one would like to know before a collection."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from whence.cli.output import number

if TYPE_CHECKING:
    from whence.collecting import Plan

_SHORT = 90
_LONG = 5400


def planned(plan: "Plan") -> str:
    """Return the lines; the last one says that nothing was collected, and what is missing."""
    limit = f"{plan.limit_requests:,} in {duration(plan.limit_seconds)}"
    lines = [
        f"{plan.platform} {plan.kind} would ask for: {_targets(plan)}",
        f"  time      {_span(plan)}",
        f"  posts     {_posts(plan)}",
        f"  requests  {plan.requests:,} or more; the limit is {limit}",
        f"  cost      {_price(plan)}",
        f"Nothing was collected. {plan.note}",
    ]
    return "\n".join(line.rstrip() for line in lines)


def duration(seconds: float) -> str:
    """Write a time span in its natural unit."""
    if seconds < _SHORT:
        return f"{seconds:.0f} s" if seconds >= 1 else f"{seconds:.2g} s"
    return f"{seconds / 60:.0f} min" if seconds < _LONG else f"{seconds / 3600:.3g} h"


def _targets(plan: "Plan") -> str:
    shown = ", ".join(plan.first_targets)
    more = plan.targets - len(plan.first_targets)
    return f"{shown}, and {number(more, 'more target')}" if more else shown


def _span(plan: "Plan") -> str:
    if plan.since is None and plan.until is None:
        return "any"
    start = "the beginning" if plan.since is None else _day(plan.since)
    return f"from {start} to {'now' if plan.until is None else _day(plan.until)}"


def _posts(plan: "Plan") -> str:
    if plan.posts is None:
        return "cannot be told beforehand; --max-posts bounds them"
    return (
        f"{plan.posts:,}, as {plan.platform} counts them"
        if plan.is_counted
        else f"at most {plan.posts:,}, by the budget"
    )


def _price(plan: "Plan") -> str:
    if plan.cost is None:
        return "cannot be told beforehand; --max-cost bounds it"
    if not plan.cost:
        return "none: the platform charges nothing"
    return f"at most {plan.cost:.2f} USD, by the prices of {plan.prices}"


def _day(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%d %H:%M UTC")
