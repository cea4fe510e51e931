"""The rows of what goes, out of every table; what was derived is emptied whole, for the next build to make again."""

from collections.abc import Callable, Mapping

import pyarrow as pa

from collectors.screening.secrets import Secrets
from collectors.screening.words import PLACEHOLDER, cleaned
from graphs.erase.scope import Scope, with_table
from graphs.narratives.kept import forget_kept
from graphs.store.database import Store

GATHERED = frozenset(
    {"post", "actor", "actor_role", "outlet", "reference", "post_url", "metric", "tag", "media", "edit", "tombstone"}
    | {"run", "archive_part", "skipped", "observation", "migration"}
    | {"forgotten", "forgotten_salt", "erasure", "archive_rewrite", "short_link"}
    | {"checkpoint", "followed", "gap"}
)
_DROPPED = {
    "reference": ("drop_reference", "drop_mention"),
    "post_url": ("drop_post_url", "drop_citation"),
    "metric": ("drop_metric",),
    "tag": ("drop_tag",),
    "media": ("drop_media",),
    "short_link": ("drop_short_link",),
}
_FORGOTTEN = {
    "edit": ("drop_edit",),
    "tombstone": ("drop_tombstone",),
    "observation": ("drop_observation",),
    "actor": ("drop_actor",),
    "actor_role": ("drop_actor_role",),
    "outlet": ("drop_outlet",),
    "post": ("drop_post",),
}
_OPENED = {"post": ("open_conversation", "open_version"), "reference": ("open_reference",)}
_SKELETON = {
    "post_url": ("drop_post_url",),
    "metric": ("drop_metric",),
    "tag": ("drop_tag",),
    "media": ("drop_media",),
    "actor": ("blank_actor",),
    "post": ("blank_post",),
}
Counts = dict[str, int]


def remove(store: Store, scope: Scope) -> Counts:
    """Take every row of what goes out of the gathered tables; return how many rows of which table went or changed."""
    counts = {"post": _reword(store, scope), "skipped": _blank_details(store, scope), "run": _rename_runs(store, scope)}
    counts |= _drop_targets(store, scope)
    for steps in (_DROPPED, _FORGOTTEN, _OPENED):
        for table, number in _run(store, steps).items():
            counts[table] = counts.get(table, 0) + number
    return counts


def blank(store: Store) -> Counts:
    """Take the content of what goes and leave the skeleton: who, when, and in reply to what."""
    return _run(store, _SKELETON)


def empty_derived(store: Store) -> Counts:
    """Empty every table that is not gathered, and what lies in files beside them; return how many rows each had."""
    counts = {}
    forget_kept(store)
    for (table,) in store.sql("erase/tables").fetchall():
        if table not in GATHERED:
            found = store.connection.execute(f'delete from "{table}"').fetchall()
            counts[table] = int(found[0][0])
    return counts


def _run(store: Store, steps: Mapping[str, tuple[str, ...]]) -> Counts:
    return {
        table: sum(int(store.sql(f"erase/{name}").fetchall()[0][0]) for name in names) for table, names in steps.items()
    }


def _reword(store: Store, scope: Scope) -> int:
    """Put placeholders where the posts of others show an address or a name of what goes."""
    changed = []
    for post_id, platform, *texts in store.sql("erase/wording").fetchall():
        said = [cleaned(one, scope, {platform}) if one else one for one in texts]
        if said != texts and post_id not in scope.posts:
            changed.append((post_id, *said))
    names = ("post_id", "text", "title")
    columns = {name: pa.array([row[at] for row in changed], pa.string()) for at, name in enumerate(names)}
    with_table(store, "rewording", columns)
    store.script("erase/reword")
    return len(changed)


def _blank_details(store: Store, scope: Scope) -> int:
    """Take the values out of `skipped` that name what goes; the reasons stay."""
    secrets = Secrets(one.partition(":")[2] for one in scope.ids)
    details = [one for (one,) in store.sql("erase/details").fetchall()]
    with_table(store, "named", {"detail": pa.array([one for one in details if secrets.are_in(one)], pa.string())})
    return int(store.sql("erase/blank_details").fetchall()[0][0])


def _rename_runs(store: Store, scope: Scope) -> int:
    """Put a placeholder for the query of a run that names what goes."""
    names = _names_in(scope)
    named = [run_id for run_id, query in store.sql("erase/runs").fetchall() if names(query)]
    for run_id in named:
        store.sql("erase/rename_run", run_id=run_id, query=PLACEHOLDER)
    return len(named)


def _drop_targets(store: Store, scope: Scope) -> Counts:
    """Forget where collections of what goes stand or were left, what names stood for, and which spans were missed."""
    names = _names_in(scope)
    named = [target for target, cursor in store.sql("erase/targets").fetchall() if names(target) or names(cursor)]
    with_table(store, "gone_target", {"target": pa.array(sorted(set(named)), pa.string())})
    runs = [run_id for run_id, *told in store.sql("erase/checkpoints").fetchall() if any(map(names, told))]
    with_table(store, "gone_place", {"run_id": pa.array(runs, pa.string())})
    return _run(store, {"followed": ("drop_followed",), "gap": ("drop_gap",), "checkpoint": ("blank_checkpoint",)})


def _names_in(scope: Scope) -> Callable[[str], bool]:
    """Return what tells whether a target, a cursor or a query names what goes, however it is capitalised."""
    natives = {one.partition(":")[2] for one in scope.ids}
    secrets = Secrets(natives)
    return lambda text: text in natives or secrets.are_in(text) or secrets.are_in(text.lower())
