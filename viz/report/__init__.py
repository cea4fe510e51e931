"""The dossier: what was gathered, what was found, what it rests on, what would change it, how it was made.

    Store, People --read--> Dossier --sections--> summary · gathered · groups · verdicts · findings · years
                                                  events · coordination · narratives
                                                  parts · maps · caveats · methods --> Page

One file a section. Sections get text through `viz.page.escape` and people through `graphs.people`, or not at all.
"""

from collections.abc import Mapping, Sequence

from graphs.people import People
from graphs.store.database import Store
from viz.page import Page, compose, escape, isolate, static
from viz.report.around import around
from viz.report.dossier import Dossier, read
from viz.report.drift import drifts
from viz.report.findings import findings
from viz.report.gathered import gathered
from viz.report.influence import influence
from viz.report.markup import items, section
from viz.report.methods import caveats, methods
from viz.report.parts import parts
from viz.report.quoted import quoted
from viz.report.spread import spread
from viz.report.summary import summary
from viz.report.timelines import told
from viz.report.together import together
from viz.report.verdicts import groups, verdicts
from viz.report.words import counted, days
from viz.report.years import years

TOP = 12


def report(
    store: Store,
    people: People,
    *,
    title: str,
    seed: int = 0,
    audience: str = "analyst",
    maps: Mapping[str, str] | None = None,
    top: int = TOP,
) -> Page:
    """Write the dossier of a case from its saved findings, narratives and ledgers.

    `maps` are links to files beside the report: by narrative id, so that the finding links to its map, or by any other
    name. Only times that are known as intervals are drawn, with `seed`, which is printed. `top` narratives of each
    level are listed. Raises RequestError for a link that leads elsewhere and for an unknown audience.
    """
    dossier = read(store, people, public=audience == "public", maps=maps or {}, top=top)
    sections = [
        ("summary", "In short", summary(dossier)),
        ("gathered", "What was gathered", gathered(dossier)),
        ("groups", "Groups and coverage", groups(dossier)),
        ("verdicts", "Verdicts", verdicts(dossier)),
        ("findings", "Findings", findings(dossier)),
        ("years", "Over the years", years(dossier)),
        ("events", "Around given dates", around(dossier)),
        ("influence", "Influence among groups", influence(dossier)),
        ("coordination", "Shared together", together(dossier)),
        ("narratives", "Most spread narratives", spread(dossier)),
        ("told", "When it was told", told(dossier, seed)),
        ("quoted", "What was quoted", quoted(dossier)),
        ("parts", "Who took part", parts(dossier, seed)),
        ("drift", "What changed on the way", drifts(dossier)),
        ("maps", "Maps", _maps(dossier)),
        ("caveats", "What to keep in mind", caveats(dossier)),
        ("methods", "How it was made", methods(dossier, seed)),
    ]
    written = [(key, heading, text) for key, heading, text in sections if text]
    body = (
        f'<div class="report"><header><p class="kicker">Whence dossier</p><h1>{isolate(title)}</h1>'
        f'<p class="subtitle">{_subtitle(dossier, audience)}</p></header>'
        f"{_contents(written)}<main>{''.join(section(*each) for each in written)}</main></div>"
    )
    return compose(
        title=title,
        body_html=body,
        styles=[static("report.css"), static("drift.css")],
        scripts=[static("report.js")],
        identified=people.identify,
        audience=audience,
        summary={"narratives": len({view.narrative["narrative_id"] for view in dossier.views} | _spread_ids(dossier))},
    )


def _subtitle(dossier: Dossier, audience: str) -> str:
    totals = dossier.totals
    when = days(totals["first"], totals["last"]) if totals["posts"] else "no posts yet"
    traced = counted(len(dossier.views), "finding", "findings")
    return escape(f"{when} · {counted(totals['posts'], 'post', 'posts')} · {traced} · for the {audience}")


def _contents(written: Sequence[tuple[str, str, str]]) -> str:
    rows = items((f'<a href="#{key}">{escape(heading)}</a>' for key, heading, _ in written), tag="ol")
    return f'<nav aria-label="Contents"><h2>Contents</h2>{rows}</nav>'


def _maps(dossier: Dossier) -> str:
    rows = [
        f'<a href="{escape(address)}">{_map_name(dossier, name)}</a>' for name, address in sorted(dossier.maps.items())
    ]
    return items(rows, "maps")


def _map_name(dossier: Dossier, name: str) -> str:
    known = dossier.narratives.get(name)
    return dossier.label(known) if known else isolate(name)


def _spread_ids(dossier: Dossier) -> set[str]:
    return {row["narrative_id"] for row in dossier.spread}
