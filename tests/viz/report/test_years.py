"""Over the years: shares of a period are those of all its posts, and short times have no such section."""

from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import msgspec
import pytest
from planted_dossier import KEY, found, insert, plain, plant

from graphs.people import People
from graphs.store.database import Store
from graphs.trace.finding import Share
from graphs.trace.keep import save
from viz.report.dossier import read
from viz.report.years import years

# narrative, its first day, posts of the following group, documented, not excluded
STORIES = [
    ("w-a", (2021, 3, 1), 10, 0.5, 0.9),
    ("w-b", (2021, 9, 1), 30, 0.1, 0.3),
    ("w-c", (2022, 5, 1), 20, 0.0, 1.0),
    ("w-d", (2024, 2, 1), 40, 0.25, 0.75),
]


def told(path: Path, stories: list[Any]) -> str:
    """Write a case of these stories and return the section."""
    plant(path, findings=0)
    with Store(path, read_only=False) as store:
        rows = [
            {"narrative_id": name, "level": "words", "label": name, "posts": posts, "actors": 5, "languages": "en"}
            | {"first": (at := int(datetime(*day, tzinfo=UTC).timestamp()) * 1000), "last": at + 1, "flags": ""}
            for name, day, posts, _, _ in stories
        ]
        insert(store, "narrative", rows)
        save(
            store,
            [
                msgspec.structs.replace(
                    found(place, ""),
                    narrative_id=name,
                    posts={"source": 2, "target": posts},
                    share=Share(lower=low, estimate=low, low90=low, high90=high, upper=high),
                )
                for place, (name, _, posts, low, high) in enumerate(stories)
            ],
        )
        return years(read(store, People(store, KEY), public=False, maps={}, top=3))


def test_a_year_weighs_its_posts(tmp_path: Path) -> None:
    """Documented and not excluded of a year are sums over its posts, here counted in fractions."""
    words = " ".join(plain(told(tmp_path / "years.duckdb", STORIES)).split())
    for year in (2021, 2022, 2024):
        rows = [
            (posts, Fraction(str(low)), Fraction(str(high))) for _, day, posts, low, high in STORIES if day[0] == year
        ]
        total = sum(posts for posts, _, _ in rows)
        low, high = (round(100 * sum(row[0] * row[end] for row in rows) / total) for end in (1, 2))
        assert f"{low} to {high} % of {total}" in words
    assert "2023" not in words


def test_within_a_year_it_goes_by_month(tmp_path: Path) -> None:
    """Three months or more of one or two years are told month by month."""
    stories = [(name, (2021, 2 * place + 1, 1), *rest) for place, (name, _, *rest) in enumerate(STORIES)]
    words = plain(told(tmp_path / "months.duckdb", stories))
    assert [month for month in ("Jan 2021", "March 2021", "May 2021", "July 2021") if month not in words] == []


@pytest.mark.parametrize("days", [1, 40])
def test_a_short_time_has_no_course(tmp_path: Path, days: int) -> None:
    """Fewer than three months tell nothing over time."""
    stories = [
        (name, (2021, 1 + (days > 31) * (place % 2), 1), *rest) for place, (name, _, *rest) in enumerate(STORIES)
    ]
    assert told(tmp_path / "short.duckdb", stories) == ""
