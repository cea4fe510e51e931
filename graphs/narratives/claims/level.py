"""The claim level: posts that make the same claim in other words or another language, each with its reason."""

from dataclasses import dataclass
from hashlib import sha256

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graphs.narratives.arrays import I64
from graphs.narratives.claims import dense, sparse
from graphs.narratives.claims.anchors import read_anchors
from graphs.narratives.claims.appearances import Appearances, Neighbours
from graphs.narratives.claims.clusters import Claims, cluster
from graphs.narratives.claims.embedder import Embedder, Sparse
from graphs.narratives.claims.labels import labels
from graphs.narratives.claims.offline import HashedGrams
from graphs.narratives.claims.readings import Readings
from graphs.narratives.claims.scoring import REASONS, Scorer
from graphs.narratives.claims.ties import tied
from graphs.narratives.claims.units import Units, read_units
from graphs.store import Store

WINDOW = 14 * 86_400_000  # milliseconds: posts further apart are compared only by way of what stood between
NEIGHBOURS = 10
ALL_READ = 100_000
VERSION = 2


@dataclass(frozen=True)
class Wordings:
    """The claims among a case's distinct texts, and what they were compared by."""

    claims: Claims
    scorer: Scorer


def find_claim_level(store: Store, seed: int, *, embedder: Embedder | None) -> int:
    """Fill `narrative_post` and `claim` at the claim level and return the memberships; no embedder empties them.

    A claim has two distinct texts or more; what one words narrative holds alone is not repeated here. The same posts
    in any order give the same claims and ids; the id follows the claim's earliest text. Texts that an earlier build
    read for numbers, dates and names are not read again; what became of earlier claims is noted in `narrative_change`.
    """
    store.sql("narratives/before", level="claim")
    store.script("narratives/drop_claims")
    if embedder is not None:
        _fill(store, seed, embedder)
    store.sql("narratives/changes", level="claim")
    return int(store.scalar("narratives/count_level", level="claim"))


def _fill(store: Store, seed: int, embedder: Embedder) -> None:
    readings = Readings.of(store)
    units = read_units(store, WINDOW)
    further = store.sql("narratives/claim_tokens").fetchall()
    found = find_claims(units.texts, units.languages, units.appearances, further, embedder, seed, readings)
    readings.keep(store)
    members, described = _members(units, found.claims), _described(units, found, embedder)
    for name, table in (("claim_text", members), ("claim_said", described)):
        store.connection.register(name, table)
    store.script("narratives/store_claims")
    for name in ("claim_text", "claim_said"):
        store.connection.unregister(name)


def find_claims(
    texts: pa.Array,
    languages: pa.Array,
    appearances: Appearances,
    further: list[tuple[int, str]],
    embedder: Embedder,
    seed: int,
    readings: Readings | None = None,
) -> Wordings:
    """Group texts, numbered by time, into claims; null texts stay alone. `further` are anchors beside the words.

    Of more than `ALL_READ` texts only those are read for numbers, dates and names that some other resembles in its
    wording: reading is what takes the time.
    """
    rng = np.random.default_rng(seed)
    scorer = Scorer.of_wording(HashedGrams().embed(texts), rng)
    near = _nearest(scorer.wording, appearances, scorer.wording_levels.weak)
    facts = texts if len(texts) <= ALL_READ else _with_neighbours(texts, near)
    scorer = scorer.with_anchors(read_anchors(facts, languages, further, readings), rng)
    if not isinstance(embedder, HashedGrams):
        scorer = scorer.with_meaning(embedder.embed(texts), embedder.levels)
    first, second = _candidates(scorer, appearances, near)
    ties = tied(first, second, scorer.score(first, second).score, len(texts))
    return Wordings(cluster(ties, scorer, len(texts), seed), scorer)


def _with_neighbours(texts: pa.Array, near: Neighbours) -> pa.Array:
    chosen = np.zeros(len(texts), np.bool_)
    chosen[near.first] = chosen[near.second] = True
    return pc.if_else(pa.array(chosen), texts, None)


def _nearest(rows: Sparse, appearances: Appearances, least: float) -> Neighbours:
    return sparse.nearest(rows, appearances, window=WINDOW, count=NEIGHBOURS, least=least)


def _candidates(scorer: Scorer, appearances: Appearances, near: Neighbours) -> tuple[I64, I64]:
    """Return the pairs that are near in wording, anchors or meaning, each once."""
    every = [near, _nearest(scorer.anchors.rows, appearances, scorer.anchor_levels.weak)]
    if isinstance(scorer.meaning, Sparse):
        every.append(_nearest(scorer.meaning, appearances, scorer.levels.weak))
    elif scorer.meaning is not None:
        meant = dense.nearest(scorer.meaning, appearances, window=WINDOW, count=NEIGHBOURS, least=scorer.levels.weak)
        every.append(meant)
    size = int(appearances.text.max(initial=0)) + 1
    found = np.unique(np.concatenate([one.first * size + one.second for one in every]))
    return found // size, found % size


def _members(units: Units, claims: Claims) -> pa.Table:
    """Return one row a text that shares its claim with another: number, narrative, score, reason."""
    number = np.flatnonzero(_shared(claims))
    names = _names(units, claims)
    reasons = [
        f"{REASONS[why]}:{score:.2f}" if why else "typical"
        for why, score in zip(claims.reason[number].tolist(), claims.score[number].tolist(), strict=True)
    ]
    columns = {
        "number": number,
        "narrative_id": pa.array([names[lead] for lead in claims.centre[number].tolist()], pa.string()),
        "score": claims.score[number].astype(np.float64),
        "reason": pa.array(reasons, pa.string()),
    }
    return pa.table(columns)


def _described(units: Units, found: Wordings, embedder: Embedder) -> pa.Table:
    """Return one row a claim: narrative, label, terms, number of texts, embedder."""
    claims = found.claims
    number = np.flatnonzero(_shared(claims))
    leads, sizes = np.unique(claims.centre[number], return_counts=True)
    names = _names(units, claims)
    said = labels(units.texts, units.languages, claims.centre, found.scorer.wording)
    columns = {
        "narrative_id": pa.array([names[lead] for lead in leads.tolist()], pa.string()),
        "label": pa.array([said[lead].sentence for lead in leads.tolist()], pa.string()),
        "terms": pa.array([said[lead].terms for lead in leads.tolist()], pa.string()),
        "texts": sizes,
        "embedder": pa.array([embedder.name] * len(leads), pa.string()),
    }
    return pa.table(columns)


def _names(units: Units, claims: Claims) -> dict[int, str]:
    """Name each claim, by its most typical text, after the content of its earliest."""
    leads, earliest = np.unique(claims.centre, return_index=True)
    keys = units.keys.take(pa.array(earliest)).to_pylist()
    return {
        lead: f"c-{sha256(f'claim {key}'.encode()).hexdigest()[:12]}"
        for lead, key in zip(leads.tolist(), keys, strict=True)
    }


def _shared(claims: Claims) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.asarray(np.bincount(claims.centre, minlength=len(claims.centre))[claims.centre] > 1)
