"""Names as numbers against dictionaries, and files taken as they stand against the long way through SQL."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphs.measure.coordination import clean, names, reading
from graphs.measure.coordination.names import Letters, encode, plain, ranked
from graphs.measure.coordination.shares import ordered

words = st.text(max_size=3) | st.text("ab", min_size=20, max_size=40)


@settings(max_examples=60)
@given(st.lists(words, max_size=60), st.integers(0, 3))
def test_numbers_are_those_of_a_dictionary(texts: list[str], cut: int) -> None:
    """Any texts, long ones alike in their first bytes included, in slices and in several chunks."""
    column = pa.chunked_array([pa.array(["x", *texts[:cut]], pa.string())[1:], pa.array(texts[cut:], pa.string())])
    seen: dict[str, int] = {}
    expected = [seen.setdefault(text, len(seen)) for text in texts]
    codes, firsts = encode(Letters.of(column))
    assert codes.tolist() == expected
    assert [texts[row] for row in firsts] == list(seen)
    rank, distinct = ranked(column)
    assert distinct.to_pylist() == sorted(seen, key=str.encode)
    assert [distinct[int(k)].as_py() for k in rank] == texts


def test_two_texts_of_one_hash_stay_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many texts fill and double the table; those of one length that differ behind byte 24 alone are told apart."""
    texts = [f"{'long' * 6}{k % 5000:05d}" for k in range(12_000)]
    monkeypatch.setattr(names, "_SMALL", 2048)
    codes, firsts = encode(Letters.of(pa.chunked_array([texts])))
    assert len(firsts) == 5000
    assert codes.tolist() == [k % 5000 for k in range(12_000)]


@pytest.mark.parametrize(("text", "clear"), [("a b", True), ("қала", True), ("", False), (" a", False), ("a'b", False)])
def test_what_a_reader_may_have_to_undo_is_not_plain(text: str, clear: bool) -> None:
    """Empty texts, blanks at the ends, quotes."""
    assert plain(pa.chunked_array([["ok", text]])) is clear


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 9), st.integers(0, 3)), max_size=150))
def test_shares_are_ordered_as_a_stable_sort_does(rows: list[tuple[int, int, int]]) -> None:
    """By object, time, account; objects of few and of many shares alike."""
    objects, time, accounts = (np.array([row[k] for row in rows], dtype=np.int64) for k in range(3))
    starts = np.concatenate([[0], np.cumsum(np.bincount(objects, minlength=3))]).astype(np.int64)
    found = ordered(starts, objects.astype(np.int32), time, accounts.astype(np.int32))
    assert found.tolist() == np.lexsort((accounts, time, objects)).tolist()


CLEAN = "object_id,account_id,content_id,timestamp_share\no1,a,p1,1714521600\no1,b,p2,1714521600123\no2,a,p3,5\n"
ODD = {
    "apostrophes": CLEAN.replace("o2,a", "'o2',a"),
    "blank": CLEAN.replace("o2,a", "o2, a"),
    "no id": CLEAN.replace("o2,a", "o2,"),
    "ragged": CLEAN + "o3,a\n",
    "iso": CLEAN.replace(",5\n", ",2024-05-01T10:00:00Z\n"),
    "semicolons": CLEAN.replace(",", ";"),
}


def test_a_clean_file_is_taken_as_it_stands_and_reads_as_the_long_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CSV and Parquet: the same arrays with and without the short way."""
    file, columns = tmp_path / "a.csv", tmp_path / "a.parquet"
    file.write_text(CLEAN, encoding="utf-8")
    taken = clean.as_it_stands(file)
    assert taken is not None
    assert taken["moment"].to_pylist() == [1714521600000, 1714521600123, 5000]
    pq.write_table(reading._file(reading.duckdb.connect(), file).to_arrow_table(), columns)
    short = [reading.read(source)[0] for source in (file, columns)]
    monkeypatch.setattr(reading, "as_it_stands", lambda _: None)
    for one in (*short, reading.read(columns)[0]):
        whole = reading.read(file)[0]
        assert one.account_names == whole.account_names
        assert one.content_names == whole.content_names
        for name in ("starts", "object", "account", "content", "time", "own"):
            assert getattr(one, name).tolist() == getattr(whole, name).tolist()


@pytest.mark.parametrize("kind", ODD)
def test_what_needs_cleaning_takes_the_long_way(kind: str, tmp_path: Path) -> None:
    """Quotes, blanks, gaps, ISO times, other separators: not as it stands, and still read."""
    file = tmp_path / "odd.csv"
    file.write_text(ODD[kind], encoding="utf-8")
    assert clean.as_it_stands(file) is None
    assert len(reading.read(file)[0]) >= 2
