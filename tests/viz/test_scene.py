"""A scene is plain data with a version, a schema, and arrays that come back as they went in."""

import json
from pathlib import Path

import msgspec
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

import viz
from graphs.evidence import Evidence
from viz.palette import EVIDENCE, stylesheet
from viz.scene import EVIDENCES, Scene, folded, pack, quantised, schema

KINDS = ["<f8", "<f4", "<u4", "<u2", "<u1"]


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(KINDS), st.lists(st.integers(0, 200), max_size=9)), max_size=8))
def test_packed_arrays_come_back(parts: list[tuple[str, list[int]]]) -> None:
    """Every array is found again at its offset, which is a multiple of eight, with its own type."""
    arrays = {f"a{number}": np.array(values, kind) for number, (kind, values) in enumerate(parts)}
    columns, raw = pack(arrays)
    for column in columns:
        assert column.offset % 8 == 0
        found = np.frombuffer(raw, f"<{column.type}", column.length, column.offset)
        assert np.array_equal(found, arrays[column.name])


@settings(deadline=None)
@given(st.sampled_from(["u1", "u2", "u4"]), st.lists(st.integers(0, 2**32 - 1), max_size=9))
def test_differences_add_up_to_what_was_folded(kind: str, values: list[int]) -> None:
    """Planes of folded differences, read back in plain Python, give the numbers again."""
    array = np.array(values, np.uint64).astype(kind)
    planes = folded(array).reshape(-1, len(values)).T.astype(int).tolist() if values else []
    whole = [sum(byte << (8 * place) for place, byte in enumerate(row)) for row in planes]
    steps = [-(one + 1) // 2 if one % 2 else one // 2 for one in whole]
    assert np.cumsum(steps).tolist() == array.astype(int).tolist()


def test_places_come_back_to_a_65535th() -> None:
    """Quantised places differ from the true ones by no more than half a step."""
    x, y = np.random.default_rng(0).normal(size=(2, 500)) * 40
    across, down, (left, top, step) = quantised(x, y)
    assert np.abs(left + across * step - x).max() <= step / 2 + 1e-9
    assert np.abs(top + down * step - y).max() <= step / 2 + 1e-9


def test_the_schema_file_is_the_schema() -> None:
    """The schema beside the code says what the code writes; `python -m viz.scene` writes it anew."""
    file = Path(viz.__file__).with_name("scene.schema.json")
    assert json.loads(file.read_text(encoding="utf-8")) == schema()


def test_the_page_knows_every_field_of_a_scene() -> None:
    """The TypeScript source names each field that the Python side writes."""
    source = (Path(viz.__file__).parent / "web" / "src" / "scene.ts").read_text(encoding="utf-8")
    assert [name for name in msgspec.structs.fields(Scene) if f"{name.name}:" not in source] == []


def test_every_class_of_evidence_has_its_colour() -> None:
    """Each class has a place in the scene, a hue in light and in dark, and a property in the sheet."""
    assert set(EVIDENCE) == set(Evidence) and set(Evidence) <= set(EVIDENCES)
    for name in EVIDENCES:
        assert f"--{name}:#" in stylesheet()
