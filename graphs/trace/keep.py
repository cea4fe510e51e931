"""Keep findings in the case, with native ids, and read them again."""

from collections.abc import Iterable

import msgspec

from graphs.store.database import Store
from graphs.trace.finding import Finding


def save(store: Store, findings: Iterable[Finding]) -> None:
    """Write findings to the case; an earlier one for the same narrative and groups is replaced."""
    with store.transaction():
        for finding in findings:
            key = {
                "narrative_id": finding.narrative_id,
                "source": finding.source_group,
                "target": finding.target_group,
                "via": finding.via_group or "",
            }
            store.sql("trace/clear", **key)
            store.sql(
                "trace/insert",
                **key,
                level=finding.level,
                verdict=finding.verdict,
                thresholds=finding.thresholds,
                seed=finding.seed,
                document=msgspec.json.encode(finding).decode(),
            )


def saved(store: Store, narrative: str | None = None) -> list[Finding]:
    """Return the findings kept in the case, of one narrative or of all, by level, narrative and groups."""
    rows = store.sql("trace/saved", narrative=narrative).fetchall()
    return [msgspec.json.decode(text, type=Finding) for (text,) in rows]
