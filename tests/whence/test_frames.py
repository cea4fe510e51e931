"""Tables of other libraries come in as a file of theirs would."""

import shutil

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import whence as wh
from collectors.errors import RequestError

ROWS = {
    "post_id": ["a", "b"],
    "platform": ["forum", "forum"],
    "actor_id": ["mira", "tamas"],
    "published_at": ["2024-05-01T10:00:00Z", "2024-05-01"],
    "text": ["the ferry is late", '=1+1 <script>alert("ferry")</script>'],
}


def _stored(case: wh.Case) -> list[tuple[object, ...]]:
    query = "select post_id, actor_id, published_lo, published_hi, text from post order by post_id"
    return case.store.connection.execute(query).fetchall()


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(lambda: pa.table(ROWS), id="pyarrow"),
        pytest.param(lambda: pa.table(ROWS).to_reader(), id="batches"),
        pytest.param(lambda: pd.DataFrame(ROWS), id="pandas"),
        pytest.param(lambda: pl.DataFrame(ROWS), id="polars"),
        pytest.param(lambda: duckdb.from_arrow(pa.table(ROWS)), id="duckdb"),
    ],
)
def test_a_table_of_any_library_gives_the_posts_that_its_csv_file_gives(table, tmp_path) -> None:
    """Times with a zone, dates as day-long intervals and hostile texts come through as from a file."""
    file = tmp_path / "posts.csv"
    pd.DataFrame(ROWS).to_csv(file, index=False)
    with wh.Case.create(tmp_path / "file") as case:
        case.import_files([file])
        expected = _stored(case)
    with wh.Case.create(tmp_path / "table") as case:
        ledger = case.import_table(table())
        assert (ledger.read, ledger.kept) == (2, 2)
        assert _stored(case) == expected
        assert case.import_table(table()).duplicates == 2


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ([1, 2], "list is no table that Arrow can read"),
        (pd.DataFrame({"post_id": [1, "x"]}), "Give each column one type"),
        (pd.DataFrame({"colour": ["red"]}), "what its columns hold: colour"),
    ],
)
def test_what_is_no_table_of_posts_is_refused_in_a_sentence_and_nothing_is_written(table, said, tmp_path) -> None:
    """A request that cannot be met leaves the case as it was."""
    with wh.Case.create(tmp_path / "case") as case:
        with pytest.raises(RequestError, match=said):
            case.import_table(table)
        assert case.store.connection.execute("select count(*) from run").fetchall() == [(0,)]


def test_a_mapping_names_the_columns_of_a_table_of_another_shape(tmp_path) -> None:
    """What goes for a CSV file of one's own columns goes for a table."""
    mapping = tmp_path / "columns.toml"
    mapping.write_text(
        'platform = "forum"\n[columns]\npost_id = "id"\nactor_id = "who"\npublished_at = "when"\ntext = "said"\n'
    )
    table = pl.DataFrame({"id": ["1"], "who": ["mira"], "when": ["2024-05-01"], "said": ["late"]})
    with wh.Case.create(tmp_path / "case") as case:
        assert case.import_table(table, mapping=mapping).kept == 1


def test_a_frame_of_spark_gives_the_same_posts(tmp_path) -> None:
    """Where the extra `spark` and Java are installed."""
    sql = pytest.importorskip("pyspark.sql", reason="the extra spark is not installed")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java: apt-get install openjdk-17-jre-headless")
    builder = sql.SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    with builder.getOrCreate() as session, wh.Case.create(tmp_path / "case") as case:
        frame = session.createDataFrame(pa.table(ROWS))
        assert case.import_table(frame.where("actor_id = 'mira'")).kept == 1
        assert case.import_table(frame).kept == 1
