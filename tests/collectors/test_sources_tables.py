"""Tables of every dialect fall into rows; a bad row costs itself and no other."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from collectors.sources import open_sources
from collectors.sources.items import unwrap

HEADER = "post_id,author,text\n"
ROWS = '1,анна,"two\nlines, quoted"\n2,bob,"say ""hi"""\n3,eve,plain\n'
WANTED = [
    {"post_id": "1", "author": "анна", "text": "two\nlines, quoted"},
    {"post_id": "2", "author": "bob", "text": 'say "hi"'},
    {"post_id": "3", "author": "eve", "text": "plain"},
]


def rows(tmp_path: Path, data: bytes, name: str = "table.csv") -> tuple[list[object], list[str]]:
    """Return the rows and the reasons of damage of a file."""
    (tmp_path / name).write_bytes(data)
    (source,) = open_sources(str(tmp_path / name))
    found = list(source.items())
    return [raw.value for raw in found if not raw.damage], [raw.damage for raw in found if raw.damage]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251"])
def test_the_encoding_of_a_table_is_found(tmp_path: Path, encoding: str) -> None:
    """UTF-8 with and without its mark, UTF-16, and the Cyrillic code page read alike."""
    assert rows(tmp_path, (HEADER + ROWS).encode(encoding)) == (WANTED, [])


def test_western_letters_outside_utf8_are_latin(tmp_path: Path) -> None:
    """High letters that stand alone among plain ones are western."""
    found, damage = rows(tmp_path, "a,b\ncafé,naïve\nrosé,señor\n".encode("latin-1"))
    assert (found, damage) == ([{"a": "café", "b": "naïve"}, {"a": "rosé", "b": "señor"}], [])


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    """The delimiter is the one under which the rows agree, not the one that is most frequent."""
    text = HEADER.replace(",", delimiter) + "".join(
        f'{n}{delimiter}user {n}{delimiter}"one, two; three| four, five"\n' for n in range(4)
    )
    found, damage = rows(tmp_path, text.encode())
    assert [row["author"] for row in found] == [f"user {n}" for n in range(4)]  # type: ignore[index]
    assert damage == []


def test_old_line_ends_are_read(tmp_path: Path) -> None:
    """Carriage returns alone, and before line feeds, end rows."""
    for end in ("\r", "\r\n"):
        found, damage = rows(tmp_path, f"a,b{end}1,2{end}3,4{end}".encode())
        assert (found, damage) == ([{"a": "1", "b": "2"}, {"a": "3", "b": "4"}], [])


def test_ragged_rows_are_damage(tmp_path: Path) -> None:
    """A row with fewer or more fields than the header is set aside, blank lines are nothing."""
    found, damage = rows(tmp_path, b"a,b\n1,2\n\nonly\n1,2,3\n5,6\n")
    assert found == [{"a": "1", "b": "2"}, {"a": "5", "b": "6"}]
    assert damage == ["ragged row", "ragged row"]


def test_an_open_quote_costs_its_own_line(tmp_path: Path) -> None:
    """A quote that is never closed, or closed rows later, does not swallow what follows."""
    body = "".join(f"{n},fine\n" for n in range(3000))
    found, damage = rows(tmp_path, f'a,b\n1,"never closed\n{body}'.encode())
    assert (len(found), damage) == (3000, ["damaged row"])
    found, damage = rows(tmp_path, b'a,b\n1,"open\n2,fine\n3,closed",more\n4,fine\n')
    assert [row["a"] for row in found if row["b"] == "fine"] == ["2", "4"]  # type: ignore[index]


def test_bytes_that_are_not_utf8_cost_their_row(tmp_path: Path) -> None:
    """In a table that is UTF-8 a row with foreign bytes is kept raw and set aside."""
    good = "".join(f"{n},слова и ещё слова\n" for n in range(50)).encode()
    (tmp_path / "t.csv").write_bytes(b"a,b\n" + good + b"51,bad \xff\xfe byte\n" + good)
    (source,) = open_sources(str(tmp_path / "t.csv"))
    damaged = [raw for raw in source.items() if raw.damage]
    assert [raw.damage for raw in damaged] == ["not valid UTF-8"]
    assert unwrap(damaged[0].data) == b"51,bad \xff\xfe byte"


def test_columns_of_one_name_are_told_apart(tmp_path: Path) -> None:
    """The first keeps its name, the next gets a number."""
    assert rows(tmp_path, b"a,a,b\n1,2,3\n")[0] == [{"a": "1", "a_2": "2", "b": "3"}]


def test_a_header_alone_is_a_table_without_rows(tmp_path: Path) -> None:
    """Its columns are known all the same."""
    (tmp_path / "t.csv").write_bytes(b"post_id,platform\n")
    (source,) = open_sources(str(tmp_path / "t.csv"))
    assert (source.container, source.columns, list(source.items())) == ("table", ("post_id", "platform"), [])


def test_nul_and_control_characters_stay_in_their_field(tmp_path: Path) -> None:
    """A table with control characters past its head is read on."""
    body = "".join(f"{n},text\n" for n in range(1000))
    found, damage = rows(tmp_path, f"a,b\n{body}x,nul\x00 bell\x07\n".encode())
    assert found[-1] == {"a": "x", "b": "nul\x00 bell\x07"}
    assert damage == []


def test_lines_of_tabs_without_a_header_are_lists(tmp_path: Path) -> None:
    """A first field of digits is data, not a name."""
    line = "\t".join(str(n) for n in range(20230702, 20230702 + 27))
    found, damage = rows(tmp_path, f"{line}\n{line}\r\n\n".encode(), "gkg.csv")
    assert (found, damage) == ([line.split("\t")] * 2, [])


def test_parquet_rows_are_typed(tmp_path: Path) -> None:
    """Values keep their types; nanoseconds are cut to microseconds; what cannot be read is one damaged item."""
    at = datetime(2024, 5, 1, 10, tzinfo=UTC)
    table = pa.table({"id": [1, 2], "at": pa.array([at, None], pa.timestamp("ns", "UTC")), "text": ["a", None]})
    held = io.BytesIO()
    pq.write_table(table, held)
    wanted = [{"id": 1, "at": at, "text": "a"}, {"id": 2, "at": None, "text": None}]
    assert rows(tmp_path, held.getvalue(), "t.parquet") == (wanted, [])
    found, damage = rows(tmp_path, held.getvalue()[:-40], "cut.parquet")
    assert (found, damage) == ([], ["damaged Parquet file"])


def test_xml_is_one_text_in_its_own_encoding(tmp_path: Path) -> None:
    """The declaration decides; without one it is UTF-8."""
    text = '<?xml version="1.0" encoding="windows-1251"?><rss><title>Новости</title></rss>'
    assert rows(tmp_path, text.encode("cp1251"), "feed.xml") == ([text], [])
