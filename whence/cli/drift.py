"""The command drift: what changed at which hop."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from whence.case import Case
from whence.cli.options import AsJson, Audience, CasePath, ForAudience, Identify
from whence.cli.output import columns, counts, emit, note

if TYPE_CHECKING:
    from graphs.drift import Change, Drift, Hop

NarrativeId = Annotated[str, typer.Argument(metavar="NARRATIVE", help="Its id.", show_default=False)]
Primary = Annotated[Path | None, typer.Option("--primary", help="A text file: the document to compare with.")]
Nli = Annotated[str | None, typer.Option("--nli", metavar="MODEL", help="A folder, or a name on this machine.")]
Fetch = Annotated[bool, typer.Option("--fetch", help="Fetch the model from the Hugging Face hub.")]
Page = Annotated[Path | None, typer.Option("-o", "--output", help="Write the side-by-side view, an HTML file.")]


def drift(
    case: CasePath,
    narrative: NarrativeId,
    primary: Primary = None,
    output: Page = None,
    nli: Nli = None,
    fetch: Fetch = False,
    audience: ForAudience = Audience.ANALYST,
    identify: Identify = False,
    json: AsJson = False,
) -> None:
    """Say what a narrative's statements became on their way: which hop changed which slot."""
    from whence.drifting import Asked, drift_of, drift_view

    asked = Asked(primary, nli, fetch, audience.value, identify)
    with Case.open(case) as opened:
        if output is None:
            found = drift_of(opened, narrative, asked)
        else:
            found, page = drift_view(opened, narrative, asked)
            note(f"side by side: {page.save(output)}")
    note(_ledger(found))
    emit(rows(found), as_json=json, text=_told(found))


def rows(found: "Drift") -> list[dict[str, Any]]:
    """Return one row for each change, hops between posts first, then the primary document against the posts."""
    return [
        _row(hop, change, toward, aligned)
        for hop in (*found.hops, *found.from_primary)
        for change, toward, aligned in zip(
            hop.changes, hop.toward or (None,) * len(hop.changes), map(hop.alignment, hop.changes), strict=True
        )
    ]


def _row(hop: "Hop", change: "Change", toward: str | None, aligned: Any) -> dict[str, Any]:
    opinion = aligned.opinion if aligned else None
    return {
        "parent_id": hop.parent_id,
        "child_id": hop.child_id,
        "slot": change.slot,
        "before": change.before,
        "after": change.after,
        "language_pair": hop.language_pair,
        "change": change.kind,
        "before_value": change.before_value,
        "after_value": change.after_value,
        "evidence": hop.evidence,
        "probability": hop.probability,
        "traced": hop.traced,
        "toward_primary": toward,
        "alignment": aligned.score if aligned else None,
        "quoted": aligned.quoted if aligned else None,
        "contradiction": opinion.contradiction if opinion else None,
        "entailment": opinion.entailment if opinion else None,
    }


def _ledger(found: "Drift") -> str:
    read = sum(not hop.same for hop in found.hops)
    lone = sum(not hop.same and not hop.aligned for hop in found.hops)
    return (
        f"{found.posts} posts, {found.worded} with words, {found.orphans} without a collected parent; "
        f"{len(found.hops)} hops: {len(found.hops) - read} word for word, {lone} without a statement in common, "
        f"{found.left_out} left out; changes: {counts({k: n for k, n in found.counts().items() if n})}"
    )


def _told(found: "Drift") -> str:
    table = [
        (row["parent_id"], row["child_id"], row["slot"], row["before"], row["after"], row["language_pair"])
        for row in rows(found)
    ]
    if not table:
        return "No slot changed in the statements that could be aligned."
    return columns(table, ("parent", "child", "slot", "before", "after", "languages"), limits={0: 24, 1: 24})


COMMANDS = {"drift": drift}
