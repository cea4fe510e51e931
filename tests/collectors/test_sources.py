"""Files of every wrapping and state of repair fall into raw items; damage is an item like any other."""

import gzip
import io
import json
import sys
import zipfile
from pathlib import Path

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.errors import RequestError
from collectors.sources import decode, first_items, open_sources
from collectors.sources.items import unwrap, wrap
from collectors.sources.streams import BrokenOff, lines

LINES = [{"id": number, "text": f"text {number}"} for number in range(5)]
NDJSON = b"".join(json.dumps(line).encode() + b"\n" for line in LINES)


def written(path: Path, data: bytes) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return str(path)


def items(path: str) -> tuple[list[object], list[str]]:
    """Return the values and the reasons of damage behind a path."""
    values, damage = [], []
    for source in open_sources(path):
        for raw in source.items():
            if raw.damage:
                damage.append(raw.damage)
            else:
                values.append(decode(raw.data) if source.container == "json" else raw.value)
    return values, damage


def zipped(members: dict[str, bytes], **options: object) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return held.getvalue()


WRAPPINGS = {
    "plain.jsonl": NDJSON,
    "one.jsonl.gz": gzip.compress(NDJSON),
    "two.jsonl.gz": gzip.compress(NDJSON[:30]) + gzip.compress(NDJSON[30:]),
    "one.jsonl.zst": zstandard.compress(NDJSON),
    "two.jsonl.zst": zstandard.compress(NDJSON[:30]) + zstandard.compress(NDJSON[30:]),
    "one.zip": zipped({"posts.jsonl": NDJSON}),
    "packed_inside.zip": zipped({"posts.jsonl.gz": gzip.compress(NDJSON)}),
    "zip_inside.zip": zipped({"inner.zip": zipped({"posts.jsonl": NDJSON})}),
    "packed_zip.gz": gzip.compress(zipped({"posts.jsonl": NDJSON})),
    "utf16.jsonl": NDJSON.decode().encode("utf-16"),
    "marked.jsonl": b"\xef\xbb\xbf" + NDJSON,
    "windows.jsonl": NDJSON.replace(b"\n", b"\r\n"),
    "blank_lines.jsonl": b"\n\n" + NDJSON.replace(b"\n", b"\n\n  \n"),
    "no_last_feed.jsonl": NDJSON.rstrip(),
    "array.json": json.dumps(LINES).encode(),
    "pretty.json": json.dumps(LINES, indent=2).encode(),
    "arrays.jsonl": json.dumps(LINES[:2]).encode() + b"\n" + json.dumps(LINES[2:]).encode(),
}


@pytest.mark.parametrize("name", WRAPPINGS)
def test_what_a_file_is_wrapped_in_does_not_show(tmp_path: Path, name: str) -> None:
    """The same records come out of every wrapping, encoding and form."""
    assert items(written(tmp_path / name, WRAPPINGS[name])) == (LINES, [])


def test_a_document_that_is_no_array_is_one_item(tmp_path: Path) -> None:
    """Any other JSON document comes out whole, however it is broken into lines."""
    document = {"name": "channel", "messages": LINES}
    for indent in (None, 1):
        path = written(tmp_path / f"export{indent}.json", json.dumps(document, indent=indent).encode())
        assert items(path) == ([document], [])


def test_folders_come_in_the_order_of_names_and_links_are_not_followed(tmp_path: Path) -> None:
    """A folder is walked by name; links and hidden files are left alone."""
    outside = written(tmp_path / "outside.jsonl", b'{"id": "outside"}\n')
    folder = tmp_path / "folder"
    written(folder / "b.jsonl", b'{"id": 2}\n')
    written(folder / "a" / "z.jsonl", b'{"id": 1}\n')
    written(folder / ".hidden.jsonl", b'{"id": 3}\n')
    (folder / "link.jsonl").symlink_to(outside)
    (folder / "up").symlink_to(tmp_path)
    assert items(str(folder)) == ([{"id": 1}, {"id": 2}], [])
    assert [source.name for source in open_sources(str(folder))] == ["folder/a/z.jsonl", "folder/b.jsonl"]


def test_stdin_can_be_read_again_and_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes by stdin is kept aside, so that looking at it does not use it up."""
    with Path(written(tmp_path / "in", gzip.compress(NDJSON))).open() as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        (source,) = open_sources("-")
    assert [decode(raw.data) for raw in source.items()] == [decode(raw.data) for raw in source.items()] == LINES


def test_a_member_named_like_a_path_stays_inside(tmp_path: Path) -> None:
    """Names in a zip are never used as paths."""
    path = written(tmp_path / "tricks.zip", zipped({"../../etc/evil.jsonl": NDJSON, "/abs.jsonl": b'{"id": 9}\n'}))
    values, damage = items(path)
    assert (len(values), damage) == (6, [])
    assert sorted(entry.name for entry in tmp_path.rglob("*")) == ["tricks.zip"]


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_truncated_compression_keeps_what_was_readable(tmp_path: Path, pack: object) -> None:
    """All whole records come out, then exactly one damaged item that names the truncation."""
    noise = "".join(chr(33 + (number * 7919) % 90) for number in range(20_000))
    many = b"".join(json.dumps({"id": n, "text": noise[n : n + 200]}).encode() + b"\n" for n in range(0, 19_000, 19))
    packed = pack(many)  # type: ignore[operator]
    values, damage = items(written(tmp_path / "cut", packed[: len(packed) * 9 // 10]))
    whole = [json.loads(line) for line in many.splitlines()]
    assert 0 < len(values) < 1000
    assert values == whole[: len(values)]
    assert damage == ["truncated file"]


def test_compression_cut_between_records_is_still_told(tmp_path: Path) -> None:
    """Where no record was cut the truncation counts once all the same."""
    packer = zstandard.ZstdCompressor().compressobj()
    packed = packer.compress(NDJSON) + packer.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)
    assert items(written(tmp_path / "cut.zst", packed)) == (LINES, ["truncated file"])


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_truncated_zip_gives_its_members_as_far_as_they_go(tmp_path: Path, share: float) -> None:
    """A zip without its directory is read by its local headers; the member that was cut says so."""
    many = b"".join(b'{"id": %d, "hash": "%d"}\n' % (n, n * n * 7919) for n in range(3000))
    whole = zipped({"a.jsonl": many, "b.jsonl": many})
    values, damage = items(written(tmp_path / "cut.zip", whole[: int(len(whole) * share)]))
    assert len(values) > 100
    assert values == [json.loads(line) for line in many.splitlines() * 2][: len(values)]
    assert damage in ([], ["truncated file"]) if share == 0.95 else damage == ["truncated file"]


def test_an_encrypted_member_is_damage(tmp_path: Path) -> None:
    """A member that cannot be opened is told, not fatal."""
    data = bytearray(zipped({"a.jsonl": NDJSON}))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        data[data.index(mark) + (6 if mark.endswith(b"\x04") else 8)] |= 1
    assert items(written(tmp_path / "locked.zip", bytes(data))) == ([], ["encrypted or unknown zip member"])


def test_a_cut_last_line_is_a_truncated_record(tmp_path: Path) -> None:
    """A file cut in the middle of a line keeps the lines before it."""
    assert items(written(tmp_path / "cut.jsonl", NDJSON[:-9])) == (LINES[:-1], ["truncated record"])


def test_a_cut_array_keeps_its_whole_elements(tmp_path: Path) -> None:
    """Elements before the break come out; the remainder is one damaged item."""
    for indent in (None, 2):
        cut = json.dumps(LINES, indent=indent).encode()[:-12]
        assert items(written(tmp_path / f"cut{indent}.json", cut)) == (LINES[:-1], ["truncated record"])


def test_a_very_long_line_is_one_item(tmp_path: Path) -> None:
    """A line of many megabytes is read like any other."""
    line = json.dumps({"text": "x" * (30 << 20)}).encode()
    (value, last), damage = items(written(tmp_path / "long.jsonl", line + b"\n" + b'{"id": 1}\n'))
    assert (len(value["text"]), last, damage) == (30 << 20, {"id": 1}, [])  # type: ignore[index]


@pytest.mark.parametrize("data", [b"", b"\n \n\r\n", gzip.compress(b"", mtime=0)])
def test_an_empty_file_is_empty(tmp_path: Path, data: bytes) -> None:
    """Nothing is in it, and nothing is wrong with it."""
    (source,) = open_sources(written(tmp_path / "empty", data))
    assert source.is_empty
    assert list(source.items()) == []


def test_bytes_that_are_no_text_have_no_container(tmp_path: Path) -> None:
    """What is neither text nor Parquet is nobody's."""
    (source,) = open_sources(written(tmp_path / "unknown.bin", bytes(range(256)) * 40))
    assert source.container is None
    assert not source.is_empty


def test_a_missing_file_is_a_request_that_cannot_be_met(tmp_path: Path) -> None:
    """The name is repeated, with what to do."""
    with pytest.raises(RequestError, match=r"nowhere\.jsonl does not exist"):
        list(open_sources(str(tmp_path / "nowhere.jsonl")))


def test_first_items_are_decoded(tmp_path: Path) -> None:
    """A preview sees the first values of a path."""
    assert first_items(written(tmp_path / "a.jsonl.gz", gzip.compress(NDJSON)), 2) == LINES[:2]


@pytest.mark.parametrize(
    ("data", "value"),
    [
        (b'{"a": NaN, "b": 1}', {"b": 1}),
        (b'{"b": "tab\tinside\x01"}', {"b": "tab\tinside\x01"}),
        (b'{"b": "\\ud83d!"}', {"b": "\ufffd!"}),
        (b'{"b": "\\ud83d\\ude00"}', {"b": "\U0001f600"}),
    ],
)
def test_json_that_is_nearly_json_is_let_through(data: bytes, value: dict[str, object]) -> None:
    """NaN, control characters and lone surrogates do not cost a record."""
    found = decode(data)
    found.pop("a", None)
    assert found == value


@given(st.binary())
def test_wrapping_loses_nothing(data: bytes) -> None:
    """Any bytes come back from the one line of JSON that wraps them."""
    line = wrap(data)
    assert b"\n" not in line
    assert unwrap(line) == data


@settings(max_examples=60, deadline=None)
@given(st.lists(st.binary(max_size=6)), st.integers(1, 7), st.booleans())
def test_lines_do_not_depend_on_blocks(pieces: list[bytes], size: int, is_cut: bool) -> None:
    """However a stream falls into blocks, its lines are the same; a break keeps the line it cut."""
    data = b"\n".join(pieces)

    def stream() -> object:
        yield from (data[at : at + size] for at in range(0, len(data), size))
        if is_cut:
            raise BrokenOff("truncated file")

    found, rest = [], None
    try:
        found.extend(lines(stream()))  # type: ignore[arg-type]
    except BrokenOff as cut:
        rest = cut.rest
    *whole, last = data.split(b"\n")
    assert found == (whole if is_cut or not last else [*whole, last])
    assert rest == (last if is_cut else None)
