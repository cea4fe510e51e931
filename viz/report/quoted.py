"""What the posts of the narratives quote: phrases, their variants, and where else they are quoted."""

from collections.abc import Mapping
from typing import Any

from viz.page import escape, isolate
from viz.report.dossier import Dossier
from viz.report.markup import joined, note, paragraph, table
from viz.report.words import counted, interval, number, shortened

MOST = 2  # clusters of phrases of a narrative
MOST_ROWS = 24


def quoted(dossier: Dossier) -> str:
    """Write which phrases the listed narratives quote; to the public only in the words of named actors."""
    ids = [row["narrative_id"] for row in dossier.spread]
    if not ids:
        return ""
    dossier.store.script("quotes/whole_text")
    found = dossier.rows("quoted", ids=ids, most=MOST)
    shown = [row for row in found if not dossier.public or dossier.people.named(row["actor_id"])]
    if not shown:
        return ""
    order = {narrative: place for place, narrative in enumerate(ids)}
    shown.sort(key=lambda row: order[row["narrative_id"]])
    hidden, left = len(found) - len(shown), len(shown) - MOST_ROWS
    return joined(
        paragraph(
            "Phrases in quotation marks that two posts or more of a narrative share, with their cut and changed "
            "variants. Quoting one speech does not make two stories one: the last column counts the other narratives "
            "that quote the same words."
        ),
        table(
            "Quoted phrases, by narrative",
            ("Narrative", "Phrase", "#Posts", "#Variants", "First quoted", "#Other narratives"),
            [_row(dossier, row) for row in shown[:MOST_ROWS]],
        ),
        note(f"{counted(left, 'further phrase is', 'further phrases are')} not listed.") if left > 0 else "",
        note(f"{counted(hidden, 'phrase', 'phrases')} in the words of individuals not shown.") if hidden else "",
    )


def _row(dossier: Dossier, row: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        dossier.label(dossier.narratives[row["narrative_id"]]),
        f"“{isolate(shortened(dossier.people.text(row['text'])))}”",
        number(row["posts"]),
        number(row["variants"]),
        escape(interval(row["lo"], row["hi"])),
        number(row["elsewhere"]),
    )
