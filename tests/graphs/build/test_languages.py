"""A build tells languages from words, once for each text, and keeps what the input declared."""

from collections.abc import Callable
from typing import Any

import pytest

from collectors.importers.base import Context
from collectors.ingest import import_files
from graphs.build import build
from graphs.build import languages as step
from graphs.store import Store
from graphs.store.ingest import StoreSink

Plant = Callable[..., None]
ENGLISH = "The harbour council will close the old fish market in June"
COLUMNS = "select post_id, lang, lang_declared, lang_detector from post order by post_id"


def told(store: Store) -> list[Any]:
    return store.connection.execute(COLUMNS).fetchall()


def test_words_decide_and_the_declared_language_stands_in(case_store: Store, plant: Plant) -> None:
    """A text goes before what was declared, a title before nothing; a text of no language is as declared."""
    plant(
        case_store,
        [
            {"post_id": "1", "at": 1, "text": ENGLISH, "lang": "fr"},
            {"post_id": "2", "at": 2, "text": "12345"},
            {"post_id": "3", "at": 3, "title": ENGLISH},
            {"post_id": "4", "at": 4},
        ],
    )
    case_store.connection.execute("update post set lang_declared = 'fr', lang = 'fr' where post_id in ('x:1', 'x:2')")
    build(case_store)
    assert told(case_store) == [
        ("x:1", "en", "fr", "cld2"),
        ("x:2", "fr", "fr", "declared"),
        ("x:3", "en", None, "cld2"),
        ("x:4", None, None, None),
    ]


def test_only_words_that_no_build_has_seen_are_looked_at(
    case_store: Store, plant: Plant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second build looks at the new text alone, and one text of two posts is looked at once."""
    asked: list[str] = []
    detect = step.detect
    monkeypatch.setattr(step, "detect", lambda text: asked.append(text) or detect(text))  # type: ignore[func-returns-value]
    plant(case_store, [{"post_id": str(i), "at": i, "text": ENGLISH} for i in range(2)])
    build(case_store)
    plant(case_store, [{"post_id": "9", "at": 9, "text": ENGLISH + " after all"}])
    build(case_store)
    assert asked == [ENGLISH, ENGLISH + " after all"]


def test_a_changed_text_is_told_again(case_store: Store, tmp_path: Any) -> None:
    """The language of an edited post is that of its new words, and a text that stays keeps what was found."""
    head = "post_id,platform,actor_id,published_at,text,lang\n"
    russian = "Городской совет решил закрыть старый рыбный рынок в июне"
    for name, text in (("a", ENGLISH), ("b", russian)):
        path = tmp_path / f"{name}.csv"
        path.write_text(f"{head}1,x,a,2024-05-01T10:00:00Z,{text},fr\n", encoding="utf-8")
        import_files(
            StoreSink(case_store), tmp_path / "raw", [str(path)], format=None, context=Context(), clock=lambda: 0
        )
        build(case_store)
        assert told(case_store) == [("x:1", "en" if text == ENGLISH else "ru", "fr", "cld2")]
