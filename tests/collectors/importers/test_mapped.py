"""Foreign tables through a mapping file."""

from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from collectors.errors import RequestError
from collectors.importers import mapped
from collectors.importers.base import Context, Mapping
from collectors.records import Post, Skipped

COLUMNS = {"post_id": "{channel}/{number}", "actor_id": "channel", "published_at": "date", "text": "message"}
ROW = {"number": "7", "channel": "harrow", "date": "2024-05-01T10:00:00Z", "message": "Words", "tags": "one, two"}
CONTEXT = Context(mapping=Mapping(columns=COLUMNS, platform="telegram"))
TABLE, LINES = mapped.FORMATS


def read(row: dict[str, Any], **changes: Any) -> Any:
    columns = {**COLUMNS, **changes.pop("columns", {})}
    mapping = Mapping(columns={k: v for k, v in columns.items() if v}, platform="telegram", **changes)
    (found,) = TABLE.read(row, Context(mapping=mapping))
    return found


def test_columns_and_templates_make_a_post() -> None:
    """A template joins columns; lists may have commas."""
    post = read(ROW, columns={"hashtags": "tags"})
    assert (post.post_id, post.actor_id, post.text) == ("telegram:harrow/7", "telegram:harrow", "Words")
    assert post.tags == ("one", "two")


def test_a_template_with_an_empty_column_is_empty() -> None:
    """No id is made of half the truth."""
    found = read({**ROW, "number": ""})
    assert isinstance(found, Skipped) and found.reason == "no post_id"


def test_without_ids_equal_rows_are_one_post() -> None:
    """The id is made from author, time and text."""
    made = [read(row, columns={"post_id": None}).post_id for row in (ROW, dict(ROW), {**ROW, "message": "Other"})]
    assert made[0] == made[1] != made[2]
    assert made[0].startswith("telegram:row-")


def test_a_platform_may_stand_in_a_column() -> None:
    """Where the file mixes several."""
    mapping = Mapping(columns={**COLUMNS, "platform": "net"})
    (post,) = TABLE.read({**ROW, "net": "forum"}, Context(mapping=mapping))
    assert isinstance(post, Post) and post.post_id == "forum:harrow/7"


def test_a_missing_column_is_named_with_those_there_are() -> None:
    """Also inside a template."""
    row = {name: value for name, value in ROW.items() if name != "number"}
    with pytest.raises(RequestError, match=r"column number.*channel, date, message, tags"):
        TABLE.check(row, CONTEXT)
    LINES.check(row, CONTEXT)


def test_a_time_without_zone_refuses_the_file_by_its_own_column() -> None:
    """A zone in the mapping file settles it."""
    row = {**ROW, "date": "2024-05-01 15:00:00"}
    with pytest.raises(RequestError, match=r"date of post harrow/7 is 2024-05-01 15:00:00.*--timezone"):
        TABLE.check(row, CONTEXT)
    TABLE.check(row, Context(mapping=Mapping(columns=COLUMNS, platform="telegram", timezone="Etc/GMT-5")))
    assert read(row, timezone="Etc/GMT-5").published_lo == 1714557600000


def test_the_preview_shows_what_was_understood() -> None:
    """A row by name, or why it would be set aside."""
    rows = mapped.preview([ROW, {**ROW, "date": ""}], CONTEXT)
    assert rows[0]["post_id"] == "telegram:harrow/7"
    assert rows[0]["published"] == "2024-05-01T10:00:00Z"
    assert rows[1]["set aside"] == "no time"
    assert set(rows[0]) == set(rows[1])


def test_a_mapping_file_is_loaded(tmp_path: Path) -> None:
    """Platform, zone and columns."""
    path = tmp_path / "map.toml"
    path.write_text(
        'platform = "forum"\ntimezone = "Etc/GMT-5"\n'
        '[columns]\nactor_id = "who"\npublished_at = "when"\ntext = "what"\n'
    )
    assert mapped.load(path) == Mapping(
        columns={"actor_id": "who", "published_at": "when", "text": "what"}, platform="forum", timezone="Etc/GMT-5"
    )


REST = '[columns]\nactor_id = "a"\npublished_at = "b"\ntext = "c"\n'


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("platform = ", "TOML"),
        ('platform = "x"', r"\[columns\]"),
        (REST, "platform"),
        ('platform = "x"\n' + REST.replace("actor_id", "lang"), "actor_id"),
        ('platform = "x"\n' + REST.replace("published_at", "lang"), "published_at"),
        ('platform = "x"\n' + REST.replace("text", "lang"), "text, title, url"),
        ('platform = "x"\n' + REST + 'mood = "d"\n', "mood"),
        ('platform = "x"\nzone = "UTC"\n' + REST, "zone"),
        ('platform = "x"\ntimezone = "Nowhere"\n' + REST, "Nowhere"),
        ("platform = 5\n" + REST, "platform"),
        ('platform = "x"\n' + REST.replace('"c"', "3"), r"\[columns\]"),
    ],
)
def test_a_mapping_file_that_will_not_do_says_why(tmp_path: Path, content: str, named: str) -> None:
    """The thing that is wrong is in the sentence."""
    path = tmp_path / "map.toml"
    path.write_text(content)
    with pytest.raises(RequestError, match=named):
        mapped.load(path)


def test_a_mapping_file_that_is_not_there_is_a_request_error(tmp_path: Path) -> None:
    """Not a traceback."""
    with pytest.raises(RequestError, match="cannot be read"):
        mapped.load(tmp_path / "none.toml")


def test_real_channels_come_in_through_a_mapping(data: Path) -> None:
    """Twenty-three channels of a Parquet file whose ids stand in two columns."""
    path = data / "telegram_news_ru" / "posts_before_2024-11-25.parquet"
    columns = {"post_id": "{sender_id}/{message_id}", "actor_id": "sender_id", "published_at": "date", "text": "text"}
    context = Context(mapping=Mapping(columns=columns, platform="telegram"))
    items = pq.read_table(path).slice(0, 3000).to_pylist()
    for item in items[:50]:
        TABLE.check(item, context)
    kinds = Counter(type(one).__name__ for item in items for one in TABLE.read(item, context))
    assert kinds["Post"] > 2900
    assert sum(kinds.values()) == 3000
