"""Everything that CooRTweet 2.1.3 gives of its own data, row by row, its mixed-up sides included."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from graphs.measure.coordination.detect import (
    Settings,
    account_stats,
    edges,
    flag_speed,
    group_stats,
    pairs,
    subgraph,
)
from graphs.measure.coordination.reading import read
from graphs.measure.coordination.shares import Shares

PLAIN = {"ru_tw60_mp2": ("ru", 60, 2), "ru_tw10_mp5": ("ru", 10, 5), "de_url_id_tw30_mp2": ("url", 30, 2)}
MEASURES = ("weight", "avg_time_delta", "n_content_id", "n_content_id_y", "edge_symmetry_score", "weight_threshold")


@pytest.fixture(scope="module")
def inputs() -> dict[str, Shares]:
    """Give the inputs: retweets, links after the vignette's recipe, links and picture hashes as two layers."""
    folder = Path(__file__).resolve().parents[5] / "shared" / "data" / "coortweet"
    if not folder.is_dir():
        pytest.skip("the shared data folder is not beside this checkout")
    url, phash = (_recipe(folder, column, prefix) for column, prefix in (("url_id", "url"), ("phash_id", "phash")))
    return {
        "ru": read(folder / "russian_coord_tweets.parquet")[0],
        "url": read(url)[0],
        "both": read({"url": url, "phash": phash})[0],
    }


def _recipe(folder: Path, column: str, prefix: str) -> pa.Table:
    return duckdb.sql(
        f"""select distinct '{prefix}_' || {column} as object_id, account_id, post_id as content_id,
                   "timestamp" as timestamp_share
            from '{folder}/german_elections.parquet' where {column} is not null"""
    ).to_arrow_table()


def golden(data: Path, name: str) -> list[dict[str, str]]:
    with (data / "coortweet" / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def pair_key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """Posts of one moment have no order, so such a pair is compared unordered."""
    delta = float(row["time_delta"])
    sides = ((row["content_id"], row["account_id"]), (row["content_id_y"], row["account_id_y"]))
    return (row["object_id"], tuple(sorted(sides)) if delta == 0 else sides, delta)


def number(value: Any) -> float | None:
    return None if value in ("", None) else round(float(value), 9)


def by_accounts(
    rows: Iterable[Mapping[str, Any]], one: str, other: str, columns: Iterable[str]
) -> dict[tuple[str, ...], tuple[float | None, ...]]:
    columns = list(columns)
    return {tuple(sorted((row[one], row[other]))): tuple(number(row[name]) for name in columns) for row in rows}


def found(shares: Shares, **options: Any) -> tuple[pa.Table, pa.Table]:
    asked = Settings(**options)
    listed = flag_speed(shares, pairs(shares, asked), asked)
    return listed.table(), edges(listed, asked)


@pytest.mark.parametrize("tag", PLAIN)
def test_pairs_edges_and_accounts_equal(tag: str, inputs: dict[str, Shares], data: Path) -> None:
    """`detect_groups`, the network, its subgraph with objects, and `account_stats` on both."""
    name, window, participation = PLAIN[tag]
    table, made = found(inputs[name], window=window, min_participation=participation, as_published=True)
    assert Counter(map(pair_key, table.to_pylist())) == Counter(map(pair_key, golden(data, f"{tag}_detect_groups")))
    for kept, file in ((made, "network_edges"), (subgraph(made, 1), "network_sub1_edges")):
        ours = by_accounts(kept.to_pylist(), "account_id", "account_id_y", MEASURES)
        assert ours == by_accounts(golden(data, f"{tag}_{file}"), "from", "to", MEASURES)
    for kept, file in ((made, "account_stats_none"), (subgraph(made, 1), "account_stats_full")):
        columns = ("avg_time_delta", "avg_edge_symmetry_score", "unique_shares_count")
        rows = account_stats(table, kept).to_pylist()
        assert by_accounts(rows, "account_id", "account_id", columns) == by_accounts(
            golden(data, f"{tag}_{file}"), "account_id", "account_id", columns
        )


@pytest.mark.parametrize("tag", PLAIN)
def test_the_objects_behind_heavy_edges_equal(tag: str, inputs: dict[str, Shares], data: Path) -> None:
    """The posts behind each edge name the same objects as CooRTweet's `object_ids`."""
    name, window, participation = PLAIN[tag]
    table, _ = found(inputs[name], window=window, min_participation=participation)
    objects = defaultdict(set)
    for row in table.to_pylist():
        objects[tuple(sorted((row["account_id"], row["account_id_y"])))].add(row["object_id"])
    for row in golden(data, f"{tag}_network_sub1_edges"):
        assert objects[tuple(sorted((row["from"], row["to"])))] == set(row["object_ids"].split(","))


@pytest.mark.parametrize("tag", PLAIN)
def test_groups_equal_where_only_the_first_account_of_an_edge_is_counted(
    tag: str, inputs: dict[str, Shares], data: Path
) -> None:
    """CooRTweet's `group_stats` counts `from` alone; ours counts both sides and is never smaller."""
    name, window, participation = PLAIN[tag]
    table, made = found(inputs[name], window=window, min_participation=participation)
    theirs = golden(data, f"{tag}_network_sub1_edges")
    oriented = pa.table({"account_id": [r["from"] for r in theirs], "account_id_y": [r["to"] for r in theirs]})
    published = {row["object_id"]: int(row["num_accounts"]) for row in golden(data, f"{tag}_group_stats_full")}
    ours = {row["object_id"]: row["num_accounts"] for row in group_stats(table, subgraph(made, 1)).to_pylist()}
    assert {
        row["object_id"]: row["num_accounts"] for row in group_stats(table, oriented, as_published=True).to_pylist()
    } == published
    assert ours.keys() == published.keys()
    assert all(ours[name] > published[name] for name in ours)


def test_sides_differ_from_the_original_on_few_edges_and_only_in_counts_of_contents(
    inputs: dict[str, Shares], data: Path
) -> None:
    """Ours counts each account's own contents; weights and deltas are the same everywhere."""
    for tag, (name, window, participation) in PLAIN.items():
        _, made = found(inputs[name], window=window, min_participation=participation)
        ours = by_accounts(made.to_pylist(), "account_id", "account_id_y", MEASURES)
        theirs = by_accounts(golden(data, f"{tag}_network_edges"), "from", "to", MEASURES)
        other = [key for key in theirs if ours[key] != theirs[key]]
        assert len(other) <= 0.007 * len(theirs)
        assert all(ours[key][:2] == theirs[key][:2] for key in other)


def test_speed_and_the_faster_net_equal(inputs: dict[str, Shares], data: Path) -> None:
    """`flag_speed_share` and `fast_net` with subgraphs 0, 2 and 3."""
    table, made = found(inputs["ru"], window=60, min_participation=2, speed=10, as_published=True)
    flagged = Counter((pair_key(row), int(row["fast"])) for row in table.to_pylist())
    theirs = golden(data, "ru_speed60_10_flag_speed_share")
    assert flagged == Counter((pair_key(row), int(row["time_window_10"])) for row in theirs)
    ours_named = [*MEASURES, *(f"{name}_fast" for name in MEASURES)]
    named = [f"{name}_{net}" for net in ("full", "fast") for name in MEASURES]
    for which in (0, 2, 3):
        ours = by_accounts(subgraph(made, which).to_pylist(), "account_id", "account_id_y", ours_named)
        assert ours == by_accounts(golden(data, f"ru_speed60_10_network_fast_sub{which}_edges"), "from", "to", named)


def test_two_kinds_of_objects_stacked_equal(inputs: dict[str, Shares], data: Path) -> None:
    """Links and picture hashes as layers give the vignette's multi-modal network."""
    _, made = found(inputs["both"], window=30, min_participation=2, as_published=True)
    for kept, file in ((made, "network_edges"), (subgraph(made, 1), "network_sub1_edges")):
        ours = by_accounts(kept.to_pylist(), "account_id", "account_id_y", MEASURES)
        assert ours == by_accounts(golden(data, f"de_url_plus_phash_{file}"), "from", "to", MEASURES)


def test_other_settings_give_the_counts_of_the_original(inputs: dict[str, Shares], data: Path) -> None:
    """Each run of `summary.csv`, loops and other quantiles included: pairs, accounts, edges, heavy edges."""
    columns = {"ru": "ru", "de_url": "url"}
    for row in golden(data, "summary"):
        source = next((columns[key] for key in columns if row["tag"].startswith(key)), None)
        if source is None:
            continue
        table, made = found(
            inputs[source],
            window=int(row["time_window"]),
            min_participation=int(row["min_participation"]),
            loops=row["remove_loops"] == "FALSE",
            edge_weight=float(row["edge_weight"]),
        )
        heavy = subgraph(made, 1)
        nodes = {*made.column("account_id").to_pylist(), *made.column("account_id_y").to_pylist()}
        assert (len(table), len(nodes), len(made), len(heavy)) == tuple(
            int(row[name]) for name in ("pairs", "nodes", "edges", "sub1_edges")
        )
