"""One raw item: what is archived, what an importer reads, and what is wrong with it."""

import base64
import binascii
import json
from typing import Any, NamedTuple

import msgspec


class BadItem(ValueError):
    """Say why bytes cannot be read as an item."""


class Raw(NamedTuple):
    """One raw item of a source.

    Of the json container `data` is the JSON text and `value` is not filled: `decode` it. Else `data` is one line of
    JSON that wraps the item, and `value` is the item. Where `damage` gives a reason, `data` wraps the bytes.
    """

    data: bytes
    value: Any = None
    damage: str = ""


def decode(data: bytes) -> Any:
    """Return the value of a JSON text; NaN, control characters and lone surrogates (as U+FFFD) are let through.

    Raise BadItem with the reason where nothing helps.
    """
    try:
        return decode_strict(data)
    except BadItem:
        return decode_loose(data)


def decode_strict(data: bytes) -> Any:
    """Return the value of a JSON text as the standard has it; raise BadItem for any other."""
    try:
        return _decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise BadItem("not valid JSON") from None


def decode_loose(data: bytes) -> Any:
    """Return the value of a text that is nearly JSON; raise BadItem with the reason where nothing helps."""
    try:
        return _without_surrogates(json.loads(data.decode(), strict=False))
    except UnicodeDecodeError:
        raise BadItem("not valid UTF-8") from None
    except (ValueError, RecursionError):
        raise BadItem("not valid JSON") from None


def wrap(data: bytes) -> bytes:
    """Return one line of JSON that holds any bytes: as text where they are UTF-8, else in base64."""
    try:
        return _encode({"$text": data.decode()})
    except UnicodeDecodeError:
        return _encode({"$base64": base64.b64encode(data).decode()})


def wrap_row(row: dict[str, Any]) -> bytes:
    """Return one line of JSON that holds a row of a table."""
    return _encode({"$row": row})


def wrap_source(**facts: Any) -> bytes:
    """Return one line of JSON that says where the lines after it come from."""
    return _encode({"$source": facts})


def unwrap(line: bytes) -> bytes | dict[str, Any]:
    """Return what was archived in a line: the bytes as they were, or the row of a table, or the facts of a source."""
    if not line.startswith(b'{"$'):
        return line
    (key, value), *_ = msgspec.json.decode(line).items()
    if key == "$text":
        return str(value).encode()
    if key == "$base64":
        try:
            return base64.b64decode(value)
        except binascii.Error as error:
            raise BadItem("not valid base64") from error
    return dict(value)


_decode = msgspec.json.Decoder().decode
_encode = msgspec.json.Encoder(enc_hook=str).encode


def _without_surrogates(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_without_surrogates(one) for one in value]
    if isinstance(value, dict):
        return {_without_surrogates(key): _without_surrogates(one) for key, one in value.items()}
    return value
