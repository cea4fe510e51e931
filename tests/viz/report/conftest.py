"""Two planted cases for the tests of the dossier: a plain one, and one with markup in every field."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from planted_dossier import HOSTILE, plant

from graphs.store.database import Store


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("cases")
    return {
        name: plant(folder / f"{name}.duckdb", words=words) for name, words in (("plain", ""), ("hostile", HOSTILE))
    }


@pytest.fixture
def case(files: dict[str, Path]) -> Iterator[Store]:
    with Store(files["plain"]) as store:
        yield store


@pytest.fixture
def hostile(files: dict[str, Path]) -> Iterator[Store]:
    with Store(files["hostile"]) as store:
        yield store
