"""The command collect: live platforms into a case."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from collectors.errors import RequestError, WorkError
from whence.case import Case
from whence.cli.options import AsJson, CasePath
from whence.cli.output import counts, emit, note, number
from whence.cli.planned import duration, planned

if TYPE_CHECKING:
    from collectors.outcome import Outcome, Report
    from whence.collecting import Plan

_EVERY_SECONDS = 2.0
_LONG_WAIT = 5.0

Platform = Annotated[str, typer.Argument(metavar="PLATFORM", help="A platform; an unknown name lists them all.")]
Queries = Annotated[list[str] | None, typer.Argument(metavar="[QUERY]...", help="What to ask for.")]
KindName = Annotated[str | None, typer.Option("--kind", help="What to ask the platform for; an unknown one lists all.")]
Targets = Annotated[Path | None, typer.Option("--targets", help="A file of more queries, one a line.")]
Since = Annotated[str | None, typer.Option("--since", help="Posts from this time or date on.")]
Until = Annotated[str | None, typer.Option("--until", help="Posts up to this time, or the end of this date.")]
MaxPosts = Annotated[int | None, typer.Option("--max-posts", min=1, help="Stop after so many posts.")]
MaxCost = Annotated[float | None, typer.Option("--max-cost", min=0, help="Spend no more than so many US dollars.")]
MaxRequests = Annotated[int | None, typer.Option("--max-requests", min=1, help="Make no more than so many requests.")]
MaxMinutes = Annotated[float | None, typer.Option("--max-minutes", min=0, help="Stop after so many minutes.")]
FromCitations = Annotated[bool, typer.Option("--from-citations", help="Fetch what the posts of the case cite.")]
OfCase = Annotated[bool, typer.Option("--of-case", help="Ask about the posts that the case has of this platform.")]
Anew = Annotated[bool, typer.Option("--anew", help="Begin the request from its start, not where it stopped.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be asked and what it could cost.")]


def collect(
    case: CasePath,
    platform: Platform,
    query: Queries = None,
    kind: KindName = None,
    targets: Targets = None,
    from_citations: FromCitations = False,
    of_case: OfCase = False,
    since: Since = None,
    until: Until = None,
    max_posts: MaxPosts = None,
    max_cost: MaxCost = None,
    max_requests: MaxRequests = None,
    max_minutes: MaxMinutes = None,
    anew: Anew = False,
    dry_run: DryRun = False,
    json: AsJson = False,
) -> None:
    """Collect from a live platform; the same command goes on where it stopped."""
    import stamina

    from collectors.limits import Budget
    from whence.collecting import Asked

    asked = Asked(
        platform=platform,
        queries=(*(query or ()), *_lines(targets)),
        kind=kind,
        since=since,
        until=until,
        from_citations=from_citations,
        of_case=of_case,
        anew=anew,
        budget=Budget(
            posts=max_posts,
            requests=max_requests,
            seconds=None if max_minutes is None else 60 * max_minutes,
            millionths=None if max_cost is None else round(1_000_000 * max_cost),
        ),
    )
    stamina.instrumentation.set_on_retry_hooks(())  # the progress says it in words
    with Case.open(case) as opened:
        if dry_run:
            _show(opened.plan_collection(asked), json)
        else:
            _tell(opened.collect(asked, progress=_Progress()), json)


class _Progress:
    """Say on stderr, every few seconds, how far the run is, how fast, and how long it may still take."""

    def __init__(self) -> None:
        self._said = 0.0
        self._first: int | None = None

    def __call__(self, report: "Report") -> None:
        if self._first is None:
            self._first = report.target
        if report.trouble:
            note(f"  {report.trouble}{f'; asking again in {duration(report.waits)}' if report.waits else ''}")
        now = time.monotonic()
        if report.waits < _LONG_WAIT and now - self._said < _EVERY_SECONDS:
            return
        self._said = now
        rate = report.posts / report.seconds if report.seconds else 0.0
        waits = f"; waits {duration(report.waits)} for the limit" if report.waits >= _LONG_WAIT else ""
        place = f", target {min(report.target + 1, report.targets)} of {report.targets}" if report.targets > 1 else ""
        cost = f", {report.millionths / 1_000_000:.2f} USD" if report.millionths else ""
        left = _left(report, self._first)
        note(
            f"  {number(report.posts, 'post')}, {number(report.pages, 'page')}, {rate:.1f} posts a second"
            f"{cost}{place}{left}{waits}"
        )


def _left(report: "Report", first: int) -> str:
    """Say how long it may take to the bound that is reached first: a budget, or the end of the list of targets."""
    budget = report.budget
    bounds = [
        (report.posts, budget.posts, "to the budget"),
        (report.requests, budget.requests, "to the budget"),
        (report.seconds, budget.seconds, "to the budget"),
        (report.millionths, budget.millionths, "to the budget"),
        (report.target - first, report.targets - first, "to the last target"),
    ]
    shares = [(used / most, words) for used, most, words in bounds if most and used > 0]
    if not shares or not report.seconds:
        return ""
    share, words = max(shares)
    return f", about {duration(report.seconds * max(0.0, 1 - share) / share)} {words}"


def _lines(path: Path | None) -> list[str]:
    if path is None:
        return []
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise RequestError(f"{path} cannot be read as text: {error}. Give a file of one query a line.") from None


def _show(plan: "Plan", as_json: bool) -> None:
    document = {**msgspec.to_builtins(plan), "pages": plan.requests, "resumed": False, "ledger": None, "dry_run": True}
    emit(document, as_json=as_json, text=planned(plan))


def _tell(outcome: "Outcome", as_json: bool) -> None:
    ledger = outcome.ledger
    cost = f", at most {outcome.cost:.2f} USD" if outcome.cost else ""
    aside = f"; set aside: {counts(ledger.skipped)}" if ledger.skipped else ""
    other = f"; not posts: {counts(ledger.other)}" if ledger.other else ""
    note(
        f"{number(outcome.pages, 'page')}, {number(outcome.requests, 'request')}{cost}. "
        f"Of {number(ledger.read, 'post')} since the run began: {ledger.kept:,} kept, {ledger.updated:,} updated, "
        f"{ledger.duplicates:,} duplicates{aside}{other}"
    )
    emit(_document(outcome), as_json=as_json)
    if outcome.state == "stopped":
        raise WorkError(f"Stopped: {outcome.reason}.")
    ending = "; the same command goes on from here" if outcome.state == "paused" else ""
    note(f"{': '.join(filter(None, [outcome.state, outcome.reason]))}{ending}.")


def _document(outcome: "Outcome") -> dict[str, Any]:
    return {name: getattr(outcome, name) for name in outcome.__struct_fields__}


COMMANDS = {"collect": collect}
