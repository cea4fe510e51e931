"""Co-sharing beyond chance: what was asked, what was found, and what the same thresholds say of controls."""

from graphs.analyses import kept
from graphs.measure.coordination.result import KIND, Summary
from viz.page import escape, isolate
from viz.report.dossier import LEAST_CROWD, Dossier
from viz.report.markup import facts, heading, joined, note, paragraph, table
from viz.report.words import counted, decimal, number
from viz.rungs import rungs

_MOST_ROWS = 40


def together(dossier: Dossier) -> str:
    """Write a part for each result of `whence coordination` that the case keeps, or nothing."""
    found = kept(dossier.store, KIND, Summary)
    if not found:
        return ""
    return joined(
        paragraph(
            "Accounts that shared the same things within a short time of each other. It says how often, and whether "
            "that is more than chance; why they did, and whether anybody arranged it, is not in these data."
        ),
        *(_part(summary, public=dossier.public) for summary in found),
    )


def _part(summary: Summary, *, public: bool) -> str:
    kinds = ", ".join(summary.layers)
    chart = rungs(
        [(step.objects, step.observed, step.mean, step.low, step.high) for step in summary.shuffled.steps],
        label=f"Account pairs by the objects they met on, observed and with {summary.shuffled.draws} shuffles",
    )
    caption = (
        "Account pairs by the number of objects they met on. Dots: observed. Bars: the least and the most when the "
        f"times of each object are shuffled among its shares ({summary.shuffled.draws} shuffles)."
    )
    return joined(
        heading(3, f"{kinds} within {summary.window:g} seconds"),
        paragraph(_sentence(summary), "lead"),
        paragraph(escape(summary.window_reason)),
        f'<figure class="chart">{chart}<figcaption>{escape(caption)}</figcaption></figure>',
        facts(_facts(summary)),
        _controls(summary),
        _activity(summary, LEAST_CROWD if public else 1),
    )


def _sentence(summary: Summary) -> str:
    if summary.significant is None:
        return escape(
            f"{counted(summary.edges, 'account pair', 'account pairs')} met at least once. None was tested against "
            "chance: run whence coordination with --significance."
        )
    return escape(f"{counted(summary.significant, 'account pair shares', 'account pairs share')} beyond chance.")


def _facts(summary: Summary) -> list[tuple[str, str]]:
    rows = [
        ("Shares", number(summary.shares)),
        ("Pairs of posts", number(summary.pairs)),
        ("Account pairs", number(summary.edges)),
        ("Accounts", number(summary.accounts)),
    ]
    rows += [(reason, number(count)) for reason, count in sorted(summary.skipped.items())]
    if summary.agreement:
        agreed = summary.agreement
        rows += [
            ("Eligible pairs" if agreed.counted else "Eligible pairs, at most", number(agreed.eligible)),
            ("By the shuffle alone", number(agreed.shuffle)),
            ("By the configuration model alone", number(agreed.configuration)),
            ("By both", number(agreed.both)),
            ("By these and with habits allowed for", number(agreed.all)),
        ]
    return rows


def _controls(summary: Summary) -> str:
    shuffled, benign = summary.shuffled, summary.benign
    said = [f"Control, shuffled times: p of as many repeated pairs is {decimal(shuffled.p_repeated)}"]
    if shuffled.significant is not None:
        said.append(f"the same test flags {shuffled.significant:g} pairs a shuffle")
    lines = [escape(f"{'; '.join(said)}.")]
    if benign:
        flagged = benign.heavy if benign.significant is None else benign.significant
        lines.append(
            f"Control, accounts known to share for reasons of their own ({isolate(benign.group)}): of their "
            f"{number(benign.pairs)} pairs {number(benign.edges)} met and {number(flagged)} are flagged."
        )
    return joined(*(note(line) for line in lines))


def _activity(summary: Summary, least: int) -> str:
    """Show when the groups of `least` accounts or more were active together."""
    active = [row for row in summary.activity if row.accounts >= least]
    if not active:
        return ""
    rows = [
        (f"group {row.community}", escape(row.period), number(row.accounts), number(row.pairs), number(row.objects))
        for row in active[:_MOST_ROWS]
    ]
    left = len(active) - len(rows)
    more = note(f"{counted(left, 'further row', 'further rows')} in periods.csv.") if left else ""
    head = ("Group", f"{active[0].unit.capitalize()} from", "#Accounts", "#Pairs of posts", "#Objects")
    return joined(table("Groups over time", head, rows), more)
