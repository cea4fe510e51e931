"""The end of the dossier: what to keep in mind, the terms, and everything needed to make it again."""

import platform
from importlib.metadata import PackageNotFoundError, version

from viz.page import escape, isolate
from viz.report.dossier import Dossier
from viz.report.markup import facts, heading, items, joined, note, paragraph, table
from viz.report.verdicts import pill
from viz.report.words import EVIDENCE, counted, listed, number

SOFTWARE = ("whence", "duckdb", "numpy", "scipy", "numba", "igraph", "pyarrow", "rapidfuzz", "pycld2", "tldextract")
_VERDICTS = (
    ("source led", "The evidence supports that the second group’s posts followed the first’s, by the route named."),
    ("target led", "The same with the groups exchanged."),
    ("both ways", "Each side documents, or by its wording shows, taking from the other."),
    ("separate", "The data could have shown that one side followed the other, and shows no sign of it."),
    ("cannot tell", "Something needed for an answer is missing; the reason names it. It is a result, not a failure."),
)
_EVIDENCE = {
    "reference": "the platform says so: a repost, quote, reply or forward",
    "citation": "the post links to the article, or the article to the post",
    "attribution": "the text names the outlet or account as its source",
    "copy": "peculiar wording inherited from that text, beyond what many share",
    "fact": "a rare number, date, name or error shared by both and by few others",
    "claim": "the same claim in other words, possibly in another language",
    "timing": "order and earlier contact alone; never counted for a verdict",
}


def caveats(dossier: Dossier) -> str:
    """Write what a reader must keep in mind."""
    totals = dossier.totals
    said = [
        "First seen is not origin. The dossier says “earliest observed”; what nobody collected may be earlier.",
        "Order alone cannot show transmission, and shared words are not copying: two sides may print one agency, "
        "or quote one speech.",
        "Documented shares are lower bounds as far as those who cite learnt it there; what is not excluded is an upper "
        "bound, and is all of it where coverage is not known.",
        "The estimate and its interval hold within a model. Read them beside the bounds, never instead of them.",
        "Groups are what the analyst defined them to be. A verdict is about their posts in one narrative, "
        "not about persons or their intentions.",
    ]
    if totals["posts"] and totals["imprecise"]:
        said.append(
            f"{counted(totals['imprecise'], 'post has', 'posts have')} a time known only to the hour or worse "
            "and may lie anywhere inside it."
        )
    unseen = dossier.rows("unseen")[0]
    if unseen["posts"]:
        said.append(
            f"{counted(unseen['posts'], 'post or article is', 'posts or articles are')} documented by those who cite "
            "or repost, but not collected."
        )
    return items(said, "caveats")


def methods(dossier: Dossier, seed: int) -> str:
    """Write the appendix: terms, evidence, parameters, hashes of the inputs, software."""
    return joined(
        heading(3, "Verdicts"),
        table(
            "What each verdict says", ("Verdict", "Meaning"), ((pill(term), escape(words)) for term, words in _VERDICTS)
        ),
        heading(3, "Evidence"),
        _links(dossier),
        heading(3, "Parameters"),
        _parameters(dossier, seed),
        heading(3, "Inputs and derived tables"),
        _archive(dossier),
        _derived(dossier),
        heading(3, "Software"),
        facts((name, escape(number_of)) for name, number_of in _software()),
        note("Made again from the same case, the page has the same bytes."),
    )


def _links(dossier: Dossier) -> str:
    found = {row["evidence"]: row for row in dossier.rows("links")}
    rows = [
        (
            f'<span class="count {kind}"><i aria-hidden="true"></i>{escape(words)}</span>',
            escape(_EVIDENCE[kind]),
            number(found[kind]["links"] if kind in found else 0),
            number(found[kind]["unseen"] if kind in found else 0),
        )
        for kind, words in EVIDENCE.items()
    ]
    return table(
        "Links in the whole case, from strong to weak evidence",
        ("Evidence", "What it is", "#Links", "#To posts not collected"),
        rows,
    )


def _parameters(dossier: Dossier, seed: int) -> str:
    views = dossier.views
    thresholds = sorted({str(view.shown.get("thresholds") or "not stated") for view in views})
    seeds = sorted({str(view.shown["seed"]) for view in views})
    if not views:
        return paragraph("Nothing was traced, so no thresholds or seeds apply.")
    return facts(
        [
            ("Thresholds of the verdict, version", escape(listed(thresholds))),
            ("Seeds of the findings", escape(listed(seeds))),
            ("Saved findings", number(len(views))),
            ("Seed of this page, which draws nothing by chance", number(seed)),
        ]
    )


def _archive(dossier: Dossier) -> str:
    rows = [
        (isolate(row["collector"]), number(row["parts"]), number(row["items"]), f"<code>{escape(row['head'])}</code>")
        for row in dossier.rows("archive")
    ]
    if not rows:
        return note("No raw archive is recorded.")
    return table(
        "Raw archive: the last hash of each run’s chain covers all that the run brought",
        ("Format", "#Parts", "#Items", "SHA-256 of the chain’s head"),
        rows,
        kind="hashes",
    )


def _derived(dossier: Dossier) -> str:
    rows = [
        (escape(row["step"]), number(row["rows"]), f"<code>{escape(row['fingerprint'])}</code>")
        for row in dossier.rows("derived")
    ]
    if not rows:
        return note("No derived table is recorded: the case was not built.")
    return table(
        "Derived tables, each with the fingerprint of its inputs, parameters and code",
        ("Step", "#Rows", "Fingerprint"),
        rows,
        kind="hashes",
    )


def _software() -> list[tuple[str, str]]:
    found = [("Python", platform.python_version())]
    for name in SOFTWARE:
        try:
            found.append((name, version(name)))
        except PackageNotFoundError:
            found.append((name, "not installed"))
    return found
