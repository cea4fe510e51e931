"""The archive keeps every byte, in order, and notices when one is changed."""

from pathlib import Path

import pytest

from collectors.archive import Part, PartWriter, clear_after, lines_of, part_path, read, verify
from collectors.errors import RequestError
from collectors.sources.items import wrap, wrap_row

LINES = [b'{"id":1}', wrap(b"not \xff json"), wrap(b"two\nlines"), wrap_row({"a": "1"})]


def archived(root: Path, run_id: str = "r0001-test") -> list[Part]:
    """Write two parts."""
    parts: list[Part] = []
    for number in (1, 2):
        writer = PartWriter(root / run_id, number, parts[-1].sha256 if parts else "")
        for line in LINES * number:
            writer.add(line)
        parts.append(writer.close())
    return parts


def test_items_come_back_as_they_were(tmp_path: Path) -> None:
    """JSON lines, bytes, texts of several lines and rows are read back whole."""
    archived(tmp_path)
    found = [read(tmp_path, "r0001-test", 2, item) for item in range(4, 8)]
    assert found == [b'{"id":1}', b"not \xff json", b"two\nlines", {"a": "1"}]


def test_a_chain_holds_until_a_byte_changes(tmp_path: Path) -> None:
    """Each part's hash rests on the one before; a part that was changed, swapped or lost is named."""
    parts = archived(tmp_path)
    assert verify(tmp_path, {"r0001-test": parts}) == []
    changed = [parts[0], Part(part=2, items=8, bytes=parts[1].bytes, sha256="0" * 64)]
    assert len(verify(tmp_path, {"r0001-test": changed})) == 1
    other = PartWriter(tmp_path / "r0001-test", 1, "")
    other.add(b'{"id":2}')
    other.close()
    assert "000001" in verify(tmp_path, {"r0001-test": parts})[0]
    part_path(tmp_path / "r0001-test", 2).unlink()
    assert "missing" in verify(tmp_path, {"r0001-test": parts})[1]


def test_the_same_lines_make_the_same_bytes(tmp_path: Path) -> None:
    """Two archives of one input are equal to the byte."""
    archived(tmp_path / "a")
    archived(tmp_path / "b")
    for number in (1, 2):
        one, two = (part_path(tmp_path / side / "r0001-test", number).read_bytes() for side in "ab")
        assert one == two


def test_an_unfinished_part_has_no_name(tmp_path: Path) -> None:
    """Until it is closed a part lies under a temporary name; leftovers of a crash are cleared away."""
    archived(tmp_path)
    writer = PartWriter(tmp_path / "r0001-test", 3, "")
    writer.add(b"{}")
    assert not part_path(tmp_path / "r0001-test", 3).exists()
    clear_after(tmp_path / "r0001-test", 1)
    assert [path.name for path in (tmp_path / "r0001-test").iterdir()] == ["000001.jsonl.zst"]


def test_a_large_part_is_written_in_pieces(tmp_path: Path) -> None:
    """Parts beyond the buffer hold their lines in order."""
    lines = [b'{"n":%d,"pad":"%s"}' % (n, b"x" * 5000) for n in range(1000)]
    writer = PartWriter(tmp_path / "big", 1, "")
    for line in lines:
        writer.add(line)
    part = writer.close()
    assert (part.items, part.bytes) == (1000, sum(map(len, lines)) + 1000)
    assert list(lines_of(tmp_path, "big", 1)) == lines
    assert verify(tmp_path, {"big": [part]}) == []


def test_a_missing_item_is_said(tmp_path: Path) -> None:
    """Asking for what is not there ends in a sentence."""
    archived(tmp_path)
    with pytest.raises(RequestError, match="has no item 99"):
        read(tmp_path, "r0001-test", 1, 99)
