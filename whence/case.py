"""A case: what can be gathered for it, built in it and asked of it; its folder is in `whence.folder`.

gather --> build --> look, trace --> the analyses beside the trace
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphs.table import Table
from whence import settings
from whence.folder import CaseFolder

if TYPE_CHECKING:
    from collectors.importers.base import Mapping as ColumnMapping
    from collectors.ledger import Ledger
    from collectors.outcome import Outcome, Report
    from graphs.build import BuildSummary
    from graphs.drift import Drift
    from graphs.erase import Erased
    from graphs.events import EventStudy
    from graphs.measure.coordination import CoordinationResult
    from graphs.measure.influence import Influence
    from graphs.narratives.timeline import Timeline
    from graphs.parts import Parts
    from graphs.propagation import PropagationGraph
    from graphs.reach import Reach
    from graphs.trace import Finding
    from whence.collecting import Asked, Plan
    from whence.resolving import Resolved


class Case(CaseFolder):
    """One study: everything gathered for it and everything derived from it.

    Use it as a context manager, or `close` it. Methods that write take the case's lock while they run; a second
    writer gets Busy. Individuals come out as pseudonyms unless `identify=True`, which is noted in
    `identified.jsonl`.
    """

    # -- gathering ------------------------------------------------------------------------------------------------

    def import_files(
        self,
        paths: Sequence[str | Path],
        *,
        format: str | None = None,
        mapping: "str | Path | ColumnMapping | None" = None,
        timezone: str | None = None,
        progress: "Callable[[Ledger], None] | None" = None,
    ) -> "Ledger":
        """Read files, folders or `-` into the case; a killed import goes on where it stopped when called again.

        `mapping` is a mapping file (or a Mapping) for a table of another shape. Nothing is written when the request
        cannot be met (RequestError); damaged records are counted in the ledger and kept in the archive.
        """
        from collectors.importers.base import Context
        from collectors.importers.mapped import load
        from collectors.ingest import import_files
        from collectors.timestamps import zone
        from graphs.store.ingest import StoreSink

        columns = load(Path(mapping)) if isinstance(mapping, str | Path) else mapping
        named = timezone or (columns.timezone if columns else None)
        context = Context(zone=zone(named) if named else None, mapping=columns)
        with self._writing() as store:
            return import_files(
                StoreSink(store),
                self.path / "raw",
                [str(path) for path in paths],
                format=format,
                context=context,
                clock=self._clock,
                progress=progress,
            )

    def import_table(
        self, table: Any, *, mapping: "str | Path | ColumnMapping | None" = None, timezone: str | None = None
    ) -> "Ledger":
        """Read a table of pyarrow, pandas, polars, DuckDB or Spark as `import_files` reads a Parquet file of it."""
        from whence.frames import as_file

        with as_file(table) as path:
            return self.import_files([path], mapping=mapping, timezone=timezone)

    def collect(self, asked: "Asked", *, progress: "Callable[[Report], None] | None" = None) -> "Outcome":
        """Collect from a live platform within a budget; the same request goes on where it stopped."""
        from whence import collecting

        with self._writing() as store:
            return collecting.run(asked, store, self.path / "raw", self._clock, progress)

    def plan_collection(self, asked: "Asked") -> "Plan":
        """Say what a collection would ask and cost at most; nothing is written."""
        from whence import collecting

        return collecting.plan(asked, self._reading(), self._clock)

    def set_actors(self, path: str | Path, *, timezone: str | None = None) -> dict[str, Any]:
        """Give actors their roles, countries and domains from an interchange file; return kept, unknown, skipped."""
        from collectors.timestamps import zone
        from graphs.actors import set_actors

        with self._writing() as store:
            return set_actors(store, Path(path), zone(timezone) if timezone else None)

    def set_outlets(self, path: str | Path) -> dict[str, Any]:
        """Add outlets (domain, name, country, ownership, source) to the registry of this case."""
        from graphs.actors import set_outlets

        with self._writing() as store:
            return set_outlets(store, Path(path))

    def build(self, *, seed: int = 0, model: str | None = None) -> "BuildSummary":
        """Make links and narratives from what was gathered; steps whose inputs did not change are not run again.

        Posts beyond the retention limit of case.toml are erased first. `model` compares texts at the claim level: a
        folder, or `model2vec:OWNER/MODEL` or `sentence-transformers:OWNER/MODEL`, which may then be fetched; it goes
        before `[claims]` in case.toml, from which nothing is fetched.
        """
        from graphs.build import build
        from graphs.narratives.claims import load_embedder
        from whence.erasing import drop_expired

        wanted = model or self.settings.claim_model
        embedder = load_embedder(wanted, fetch=model is not None) if self.settings.claims or model else None
        expired = drop_expired(self)
        with self._writing() as store:
            summary = build(store, seed=seed, embedder=embedder)
        return replace(summary, erased=expired.erased) if expired else summary

    def resolve(self, *, most: int = 1000, hops: int = 5, seconds: float = 10.0) -> "Resolved":
        """Ask shorteners where the short links of the case lead, and keep the answers; the pages are not asked for."""
        from collectors.shortlinks import Bounds
        from whence.resolving import resolve

        return resolve(self, Bounds(links=most, hops=hops, seconds=seconds))

    # -- the life of data -----------------------------------------------------------------------------------------

    def forget(self, ids: Sequence[str]) -> "Erased":
        """Erase posts and accounts from tables, archive and pages; they do not come in again."""
        from whence.erasing import forget_ids

        return forget_ids(self, ids)

    def comply(self, paths: Sequence[str | Path] = ()) -> "Erased":
        """Take the content of what the platforms say is deleted, suspended or withheld, after reading such records."""
        from whence.erasing import follow_deletions

        if paths:
            self.import_files(paths)
        return follow_deletions(self)

    # -- looking --------------------------------------------------------------------------------------------------

    def graph(self, kind: str, *, level: str = "actor", identify: bool = False) -> "PropagationGraph":
        """Return the graph of reposts, quotes, replies, mentions, citations, copies, coshares or links."""
        from graphs.propagation import graph

        return graph(self._reading(), kind, level, self.people(identify=identify, output=f"graph {kind}"))

    def measure(self, kind: str, *, seed: int = 0, identify: bool = False) -> Table:
        """Return degree, strength, PageRank, betweenness, core and community of each actor of a graph."""
        from graphs.measure.measures import measure

        return measure(self._reading(), kind, self.people(identify=identify, output=f"measure {kind}"), seed=seed)

    def narratives(
        self,
        *,
        level: str | None = None,
        top: int | None = None,
        search: str | None = None,
        identify: bool = False,
    ) -> Table:
        """List narratives, the largest first; `search` looks into their labels and texts."""
        from graphs.narratives.listing import narratives

        people = self.people(identify=identify, output="narratives")
        return narratives(self._reading(), people, level=level, top=top, search=search)

    def explain(self, post_id: str, *, identify: bool = False) -> list[dict[str, Any]]:
        """Say why a post is in its narratives, and what is nearest that is not."""
        from graphs.narratives.listing import explain

        return explain(self._reading(), self.people(identify=identify, output=f"explain {post_id}"), post_id)

    def narrative_history(self, *, level: str | None = None) -> Table:
        """Tell which narratives were renamed, merged, split or ended, and in which build; the latest first."""
        from graphs.narratives.listing import history

        return history(self._reading(), level=level)

    def quotes(self, narrative_id: str, *, identify: bool = False) -> Table:
        """List the phrases that a narrative's posts quote: clusters of variants, and when each variant arose."""
        from graphs.quotes.listing import phrase_variants

        people = self.people(identify=identify, output=f"quotes {narrative_id}")
        return phrase_variants(self._reading(), people, narrative_id)

    def timeline(
        self, narrative_id: str, *, by: Sequence[str] = (), seed: int = 0, identify: bool = False
    ) -> "Timeline":
        """Tell a narrative's phases, peaks, revivals and first posts, with counts by language and group.

        `by` names groups; without it, those of case.toml.
        """
        from graphs.narratives.timeline import timeline

        groups = [self.group(name) for name in (by or sorted(self.settings.groups))]
        people = self.people(identify=identify, output=f"timeline {narrative_id}")
        return timeline(self._reading(), people, narrative_id, groups, seed=seed)

    def parts(
        self, *, narrative: str | None = None, level: str = "words", by: Sequence[str] | None = None, seed: int = 0
    ) -> "Parts":
        """Tell who starts, who bridges the groups `by` (else those of case.toml), who comes late; kept for the report.

        Outlets and organisations have names, people are counted by role and country.
        """
        from graphs.parts import parts, remember

        groups = [self.group(name) for name in (by or sorted(self.settings.groups))]
        found = parts(self._reading(), self.people(), groups=groups, narrative=narrative, level=level, seed=seed)
        with self._writing() as store:
            remember(store, found)
        return found

    def reach(
        self,
        *,
        source: str,
        target: str | None = None,
        narrative: str | None = None,
        wait_hours: float | None = None,
        seed: int = 0,
    ) -> "Reach":
        """Tell whom a group's story could have reached, by when and through whom, along paths that respect time."""
        from graphs.reach import reach

        return reach(
            self._reading(),
            self.people(),
            source=self.group(source),
            target=self.group(target) if target else None,
            narrative=narrative,
            wait_hours=wait_hours,
            seed=seed,
        )

    def trace(
        self,
        *,
        source: str,
        target: str,
        via: str | None = None,
        narrative: str | None = None,
        level: str | None = None,
        coverage: Mapping[str, float] | None = None,
        seed: int = 0,
        identify: bool = False,
    ) -> "list[Finding]":
        """Ask, narrative by narrative, whether the target's posts descend from the source's, or the reverse.

        `coverage` gives the share of a group's posts that the case holds, by group name or expression, and goes
        before case.toml. The findings are kept in the case for maps and the report; what is returned shows
        individuals as pseudonyms unless `identify`.
        """
        from graphs.trace import Findings, disclose, save, trace

        known = {**self.settings.coverage, **(coverage or {})}
        found = trace(
            self._reading(),
            source=self.group(source),
            target=self.group(target),
            via=self.group(via) if via else None,
            narrative=narrative,
            level=level,
            coverage={name: settings.share(f"coverage of {name}", value) for name, value in known.items()},
            seed=seed,
        )
        with self._writing() as store:
            save(store, found)
        people = self.people(identify=identify, output=f"trace {source} to {target}")
        return Findings(disclose(finding, people) for finding in found)

    def events(
        self,
        path: str | Path,
        *,
        topic: str | Sequence[str] = (),
        narrative: str | Sequence[str] = (),
        by: Sequence[str] = (),
        windows: Sequence[int] = (3, 1, 7),
        timezone: str | None = None,
        seed: int = 0,
    ) -> "EventStudy":
        """Ask whether volume rises around the dates of an events file, beyond dates like them.

        The file is hashed and frozen in the case before the series is read; what was found is kept for the report.
        `topic` are words that posts hold, `by` groups, `windows` days after an event.
        """
        from whence.studies import events

        return events(
            self, path, topic=topic, narrative=narrative, by=by, windows=windows, timezone=timezone, seed=seed
        )

    def coordination(
        self, objects: Sequence[str] = ("url",), window: float | str = 60, min_participation: int = 2, **options: Any
    ) -> "CoordinationResult":
        """Find accounts that share the same objects within `window` seconds; see `whence.coordinating` for options."""
        from whence.coordinating import coordination

        return coordination(self, objects, window, min_participation, **options)

    def influence(
        self,
        by: Sequence[str],
        *,
        topic: str | None = None,
        narrative: str | None = None,
        bandwidth: float | None = None,
        events: str | Path | None = None,
        timezone: str | None = None,
        seed: int = 0,
    ) -> "Influence":
        """Ask what share of each group's posts is set off by posts of another, shown only where every check holds.

        `bandwidth` is that of the baseline, in hours; `events` a file of known shocks, which is frozen in the case.
        """
        from whence.studies import influence

        return influence(
            self,
            by=by,
            topic=topic,
            narrative=narrative,
            bandwidth=bandwidth,
            events=events,
            timezone=timezone,
            seed=seed,
        )

    def drift(
        self,
        narrative: str,
        *,
        primary: str | Path | None = None,
        nli: str | None = None,
        fetch: bool = False,
        audience: str = "analyst",
        identify: bool = False,
    ) -> "Drift":
        """Say at which hop of a narrative which slot of its statements changed.

        `primary` is a text file that the story should agree with; `nli` a model of inference by path or name, fetched
        only with `fetch`. The result is kept in the case, without words, for the report.
        """
        from whence.drifting import Asked, drift_of

        return drift_of(self, narrative, Asked(primary, nli, fetch, audience, identify))
