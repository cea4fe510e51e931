"""Who took part, and how: outlets and organisations by name, people only as roles and counts."""

from graphs.analyses import kept
from graphs.parts import Part, Parts, Share
from graphs.parts import parts as worked_out
from viz.charts import bounds, meter
from viz.page import escape, isolate
from viz.report.dossier import LEAST_CROWD, Dossier
from viz.report.markup import heading, joined, note, paragraph, table
from viz.report.words import counted, listed, number, percent, percents
from viz.words import heading as group_name

MOST_NAMED = 10
MOST_ROLES = 25
NAMED_ROLES = ("outlet", "agency", "aggregator", "official", "organisation")


def parts(dossier: Dossier, seed: int) -> str:
    """Write who starts narratives, who bridges groups, who comes late, and how many authors there are of each role."""
    return joined(_played(dossier, seed), _roles(dossier))


def _played(dossier: Dossier, seed: int) -> str:
    """Write the parts that were kept (of all narratives), else those that need no groups."""
    over_all = [one for one in kept(dossier.store, "parts", Parts) if one.narrative_id is None]
    found = over_all or [worked_out(dossier.store, dossier.people, seed=seed)]
    return joined(*(_table(dossier, one) for one in found if one.narratives))


def _table(dossier: Dossier, found: Parts) -> str:
    named = sorted((row for row in found.rows if row.named), key=lambda row: (-row.narratives, row.name))
    people = [row for row in found.rows if not row.named]
    shown = [row for row in people if not dossier.public or row.actors >= LEAST_CROWD]
    few, left = len(people) - len(shown), len(named) - MOST_NAMED
    groups = [group_name(name) for name in found.groups]
    bridged = f" Bridges lie between {isolate(listed(groups))}." if len(groups) > 1 else ""
    return joined(
        heading(3, "Who starts, who bridges, who comes late"),
        paragraph(
            "Shares of an actor’s narratives in which it had the earliest observed post, in which a path that respects "
            "time leads through it from one group to another, and in which it joined in the last quarter with a post "
            f"that passes on another.{bridged} Outlets and organisations have names; people are counted together by "
            "role and country, and nobody is ranked. The dot is the share, the bar its 90 % interval over narratives."
        ),
        table(
            f"Parts over {counted(found.narratives, 'narrative', 'narratives')}",
            ("Who", "#Actors", "#Narratives", "#Posts", "Starts", "Bridges", "Comes late"),
            [_row(row) for row in (*named[:MOST_NAMED], *shown)],
            kind="parts",
        ),
        note(f"{left:,} more outlets and organisations are not listed.") if left > 0 else "",
        note(f"{counted(few, 'row', 'rows')} of fewer than ten individuals not shown.") if few else "",
        note("No groups were named to bridge: whence parts CASE --by GROUP --by GROUP asks for them.")
        if len(groups) < 2
        else "",
    )


def _row(row: Part) -> tuple[str, ...]:
    shares = (_share(row.starts), _share(row.bridges), _share(row.late))
    return (isolate(row.name), number(row.actors), number(row.narratives), number(row.posts), *shares)


def _share(one: Share | None) -> str:
    if one is None:
        return "not asked"
    known = one.low is not None
    words = f"{percent(one.share)}, 90 % interval {percents(one.low, one.high)}" if known else percent(one.share)
    return bounds(None, None, spread=(one.low, one.high), estimate=one.share, label=words) + (
        f'<span class="under">{escape(percent(one.share))}</span>'
    )


def _roles(dossier: Dossier) -> str:
    """Write the authors by role and country."""
    found = dossier.rows("roles")
    if not found:
        return ""
    posts = sum(row["posts"] for row in found)
    rows, few = [], 0
    for row in found:
        if dossier.public and row["role"] not in NAMED_ROLES and row["authors"] < LEAST_CROWD:
            few += 1
            continue
        share = row["posts"] / posts
        rows.append(
            (
                isolate(row["role"]),
                isolate(row["country"]) if row["country"] else "not known",
                meter(share, label=percent(share)),
                number(row["authors"]),
                number(row["posts"]),
            )
        )
    left = len(rows) - MOST_ROLES
    return joined(
        heading(3, "Authors by role and country"),
        paragraph("In aggregate, by the role and country that the registry or the analyst gave them."),
        table(
            "Authors by role and country",
            ("Role", "Country", "Share of posts", "#Authors", "#Posts"),
            rows[:MOST_ROLES],
        ),
        note(f"{left:,} smaller rows are not listed.") if left > 0 else "",
        note(f"{counted(few, 'row', 'rows')} of fewer than ten individuals not shown.") if few else "",
    )
