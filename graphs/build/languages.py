"""In which language each post is, told from its words; only words that no build has seen are looked at."""

from collections.abc import Sequence

import pyarrow as pa

from collectors.language import DETECTOR_VERSION, detect
from graphs.store import Store
from graphs.store.database import named_sql

_BATCH = 100_000


def find_languages(store: Store, seed: int) -> int:
    """Fill the languages of `post` and return how many have one; chance plays no part.

    The text decides, else the title; what the input declared stands in where nothing is found, and stays in
    `lang_declared`. Words that several posts share are looked at once.
    """
    asked = {"version": DETECTOR_VERSION}
    wanted = store.connection.sql(named_sql("build/languages_wanted"), params=asked).to_arrow_table()["words"]
    for start in range(0, len(wanted), _BATCH):
        _tell(store, wanted.slice(start, _BATCH).to_pylist())
    return int(store.scalar("build/count_languages"))


def _tell(store: Store, words: Sequence[str]) -> None:
    found = [detect(text) for text in words]
    told = pa.table(
        {
            "words": pa.array(words, pa.string()),
            "lang": pa.array([one.lang for one in found], pa.string()),
            "lang_score": pa.array([one.score if one.lang else None for one in found], pa.float32()),
            "lang_detector": pa.array([one.detector for one in found], pa.string()),
        }
    )
    store.connection.register("told", told)
    store.sql("build/set_languages", version=DETECTOR_VERSION)
    store.connection.unregister("told")
