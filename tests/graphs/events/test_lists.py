"""Event lists: read, refused, frozen, and what is said when a list follows another one."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from collectors.errors import RequestError
from graphs.events.lists import freeze, history, read_events
from graphs.store import Store


def _file(folder: Path, *rows: str, head: str = "event_id,date,title", name: str = "events.csv") -> Path:
    path = folder / name
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def test_a_bare_date_is_a_day_and_a_time_needs_its_zone(tmp_path: Path) -> None:
    """The middle of a date lies on it, with a zone and without; a moment is a moment."""
    path = _file(tmp_path, "a,2024-05-01,Talks", "b,2024-05-03T10:00:00+05:00,Visit")
    found = read_events(path)
    assert [event.event_id for event in found.events] == ["a", "b"]
    assert found.events[0].hi - found.events[0].lo == 50 * 3_600_000 - 1
    assert found.events[1].lo == found.events[1].hi == 1_714_712_400_000
    local = read_events(path, ZoneInfo("Asia/Almaty")).events[0]
    assert local.hi - local.lo == 24 * 3_600_000 - 1
    assert len(found.sha256) == 64


@pytest.mark.parametrize(
    ("rows", "head", "said"),
    [
        (["a,2024-05-01T10:00"], "event_id,date", "no time zone"),
        (["a,2024-05-01"], "id,date", "no column event_id"),
        (["a,2024-05-01", "a,2024-05-02"], "event_id,date", "stands twice"),
        (["a,yesterday", ",2024-05-01"], "event_id,date", "no event that can be read"),
        ([], "event_id,date", "no event that can be read"),
    ],
)
def test_a_list_that_cannot_be_used_is_refused(tmp_path: Path, rows: list[str], head: str, said: str) -> None:
    """One sentence says what to do."""
    with pytest.raises(RequestError, match=said):
        read_events(_file(tmp_path, *rows, head=head))


def test_damaged_rows_are_set_aside_and_counted(tmp_path: Path) -> None:
    """The rest of the list stands."""
    found = read_events(_file(tmp_path, "a,2024-05-01,x", "b,2024-13-45,x", ",2024-05-02,x", "c,,x"))
    assert [event.event_id for event in found.events] == ["a"]
    assert found.skipped == {"date cannot be read": 1, "no date": 1, "no event_id": 1}


def test_a_list_that_follows_another_says_what_changed(tmp_path: Path, case_store: Store) -> None:
    """Events added, removed and moved are counted; the first list, asked about again, is still the first."""
    first = read_events(_file(tmp_path, "a,2024-05-01,x", "b,2024-05-09,x"))
    later = read_events(_file(tmp_path, "a,2024-05-02,x", "c,2024-05-20,x"))
    one = freeze(case_store, first)
    assert "first list" in history(case_store, one)
    two = freeze(case_store, later)
    assert "changed after a first look" in history(case_store, two)
    assert "1 added, 1 removed, 1 moved" in history(case_store, two)
    assert freeze(case_store, first) == one
    assert "first list" in history(case_store, freeze(case_store, first))
