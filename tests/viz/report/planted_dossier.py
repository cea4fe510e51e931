"""A small case written by hand, with every field that a dossier shows, and how to read the page that comes of it."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa

from graphs.people import People
from graphs.store.database import Store
from graphs.trace.finding import Finding
from graphs.trace.keep import save
from viz.report import report

HOSTILE = "</script><script>document.title='PWNED'</script><img src=x onerror=\"document.title='PWNED'\">\u202e"
MAY_1 = 1_714_521_600_000
HOUR = 3_600_000
KEY = b"a key for tests"
OUTLET = "web:north-times.example"
VERDICTS = ["source led", "cannot tell", "both ways", "separate", "target led"]


def found(place: int, words: str) -> Finding:
    """Return one finding, with native ids."""
    verdict = VERDICTS[place % len(VERDICTS)]
    return msgspec.convert(
        {
            "narrative_id": f"w-{place:012x}",
            "level": "words",
            "verdict": verdict,
            "route": "documented" if verdict != "cannot tell" else None,
            "reason": "too few actors follow" + words if verdict == "cannot tell" else "",
            "sentence": f"Sentence {place}." + words,
            "paragraph": f"Paragraph {place}." + words,
            "grade": "B2",
            "share": {"lower": 0.38, "estimate": 0.55, "low90": 0.3, "high90": 0.8, "upper": 0.71},
            "reverse": {"lower": 0.0, "upper": 0.12},
            "estimate90": [0.5, 0.62],
            "posts": {"source": 2, "target": 30},
            "p_first_source": 0.97,
            "evidence": {"citation": 29, "reference": 64, "timing": 83},
            "fragility": {"posts": 3, "hours": 6.5},
            "coverage": {"source": 0.9, "target": None},
            "lag_hours": 2.6,
            "paths": [
                {
                    "posts": [f"web:north-times.example/{place}", f"x:{place}001", f"x:{place}002"],
                    "actors": [OUTLET, "x:1", "x:2"],
                    "evidence": ["citation", "reference"],
                    "probability": 1.0,
                },
                {
                    "posts": ["unseen:north-times.example/lost", f"web:south-post.example/{place}"],
                    "actors": [OUTLET, "web:south-post.example"],
                    "evidence": ["attribution"],
                    "probability": 0.8,
                },
            ],
            "relays": [{"actor": "web:south-post.example", "share": 0.4}, {"actor": "x:1", "share": 0.3}],
            "source_group": "outlets_abroad" + words,
            "target_group": "local_bloggers",
            "leader": "source",
            "checks": {"enough actors": True, "no sign of the reverse": None},
            "other_checks": {"enough actors": False},
            "rests_on": [OUTLET, "x:3"],
            "model": {"alpha": 1.25, "samples": 200},
            "thresholds": "2026-1",
            "seed": 7,
        },
        Finding,
    )


def plant(path: Path, *, narratives: int = 6, findings: int = 6, words: str = "") -> Path:
    """Write a small case by hand; `words` stand in every text of it."""
    with Store(path, read_only=False) as store:
        _plant_actors(store, words)
        _plant_narratives(store, narratives, words)
        _plant_ledgers(store, words)
        save(store, [found(place, words) for place in range(findings)])
    return path


def insert(store: Store, table: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        given = pa.Table.from_pylist(rows)
        store.connection.register("given", given).execute(f"insert into {table} by name select * from given")
        store.connection.unregister("given")


def _plant_actors(store: Store, words: str) -> None:
    sites = {OUTLET: "North Times", "web:south-post.example": "South Post"}
    people = [f"x:{number}" for number in range(30)]
    insert(
        store,
        "actor",
        [{"actor_id": site, "platform": "web", "name": name, "handle": None} for site, name in sites.items()]
        + [
            {
                "actor_id": one,
                "platform": "x",
                "handle": f"secret_handle_{one[2:]}{words}",
                "name": f"Secret Name {one}",
            }
            for one in people
        ],
    )
    insert(
        store,
        "actor_role",
        [{"actor_id": OUTLET, "role": "outlet", "country": "Eastmere" + words, "source": "analyst"}]
        + [
            {
                "actor_id": one,
                "role": "blogger" if place < 20 else "journalist",
                "country": "Westhaven",
                "source": "analyst",
            }
            for place, one in enumerate(people[:25])
        ],
    )


def _plant_narratives(store: Store, count: int, words: str) -> None:
    posts = [post for place in range(count) for post in _posts(place, words)]
    insert(store, "post", [{name: value for name, value in post.items() if name != "narrative_id"} for post in posts])
    members = [{"narrative_id": post["narrative_id"], "post_id": post["post_id"]} for post in posts]
    insert(store, "narrative_post", [{**row, "level": "words", "score": 1.0, "reason": "identical"} for row in members])
    insert(
        store,
        "narrative",
        [
            {
                "narrative_id": f"w-{place:012x}",
                "level": "words",
                "label": f"Personal words {place} of someone" + words,
                "posts": 32 - place,
                "actors": 32,
                "languages": "kk",
                "first": MAY_1,
                "last": MAY_1 + 40 * HOUR,
                "flags": "agency" + words if place == 1 else "",
            }
            for place in range(count)
        ],
    )


def _posts(place: int, words: str) -> list[dict[str, Any]]:
    people = [
        (f"x:{place}{one:03d}", f"x:{one}", "post", HOUR * one, 0, f"Personal words {place} of") for one in range(30)
    ]
    sites = [
        (f"web:{site}/{place}", f"web:{site}", "article", HOUR * 2, 24 * HOUR, f"Printed headline {place}")
        for site in ("north-times.example", "south-post.example")
    ]
    return [
        {
            "narrative_id": f"w-{place:012x}",
            "post_id": post_id,
            "platform": actor.partition(":")[0],
            "actor_id": actor,
            "kind": kind,
            "published_lo": MAY_1 + HOUR * place + start,
            "published_hi": MAY_1 + HOUR * place + start + span,
            "published_source": "platform",
            "text": said + words,
            "lang": "kk",
            "url": f"https://{post_id.partition(':')[2]}",
            "run_id": "r",
            "raw_ref": "r",
            "importer_version": 1,
        }
        for post_id, actor, kind, start, span, said in people + sites
    ]


def _plant_ledgers(store: Store, words: str) -> None:
    counts = {"read": 900, "kept": 850, "updated": 10, "duplicates": 5}
    ledger = json.dumps({**counts, "skipped": {"no time" + words: 35}, "other": {"user": 4}})
    store.connection.execute(
        "insert into run values ('r', 'twitter_v2', 1, '/home/me/posts.jsonl', 'i', 12345678, 2, 9, ?)", [ledger]
    )
    store.connection.execute("insert into skipped select 'r', 'x', ?, 'detail' from range(35)", ["no time" + words])
    store.connection.execute("insert into archive_part values ('r', 0, 5, 9, 'aa'), ('r', 1, 4, 9, 'bb')")
    store.connection.execute("insert into derived values ('links', 'f00d', 12)")
    store.connection.execute("insert into link values ('web:a', 'x:1', 'citation', 1, 1, null)")


def written(store: Store, *, identify: bool = False, **settings: Any) -> str:
    return report(store, People(store, KEY, identify=identify), title="The fish market", **settings).html


class Outline(HTMLParser):
    """Collect what a reader or a listener finds their way by."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.tags.append(tag)
        self.ids += [named["id"]] if named.get("id") else []
        self.targets += [named["href"]] if named.get("href") else []


def plain(text: str) -> str:
    """Return the words of a page, without elements and non-breaking spaces."""
    return re.sub(r"<[^>]+>", " ", text).replace("\u00a0", " ").replace("&nbsp;", " ")
