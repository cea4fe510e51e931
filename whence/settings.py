"""`case.toml`: what an analyst says about a case, read and checked."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from collectors.errors import RequestError

TEMPLATE = """\
# The settings of this case. Lines that begin with # are examples: remove the # to use them.

name = {name}

# Groups are named predicates over actors; `whence trace --from outlets_abroad --to local_bloggers` uses them.
# Fields: role, country, language, platform, outlet (a domain), actor. A value may be a list, or {{ not = ... }}.
#
# [groups.outlets_abroad]
# role = "outlet"
# country = {{ not = "EA" }}
#
# [groups.local_bloggers]
# role = ["blogger", "journalist"]
# country = "EA"

# What share of a group's posts you think this case holds, from 0 to 1. Leave a group out when you cannot tell:
# then the findings say "unknown", which is a result.
#
# [coverage]
# outlets_abroad = 0.9

# How long posts are kept, by the time they were published. `whence build` and `whence comply` erase older ones, from
# the archive too.
#
# [retention]
# days = 365

# The claim level compares texts in other words and languages. It needs no model; with one it sees more. Name a folder
# that holds a model2vec or sentence-transformers model, or `model2vec:OWNER/MODEL` once that has been fetched with
# `whence build CASE --model`. `build = false` leaves the level out.
#
# [claims]
# model = "models/multilingual"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What `case.toml` says: name, groups, coverage by group (or expression), days to keep posts, the claim level."""

    name: str
    groups: dict[str, dict[str, Any]] = field(default_factory=dict)
    coverage: dict[str, float] = field(default_factory=dict)
    retention_days: int | None = None
    claims: bool = True
    claim_model: str | None = None


def read(path: Path) -> Settings:
    """Read and check `case.toml`; a mistake in it is a RequestError that names the key."""
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise RequestError(f"{path} is missing, so {path.parent} is not a case. Make one with `whence new`.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RequestError(f"{path} is not valid TOML: {error}. Mend that line and try again.") from None
    groups, coverage = document.get("groups", {}), document.get("coverage", {})
    if not isinstance(groups, dict) or not all(isinstance(group, dict) for group in groups.values()):
        raise RequestError(f"{path}: each group is a table of its own, as in [groups.outlets_abroad].")
    return Settings(
        name=str(document.get("name", path.parent.name)),
        groups=groups,
        coverage={name: share(f"coverage of {name} in {path}", value) for name, value in dict(coverage).items()},
        retention_days=_days(document.get("retention"), path),
        **_claims(path, document.get("claims", {})),
    )


def _days(retention: object, path: Path) -> int | None:
    if retention is None:
        return None
    days = retention.get("days") if isinstance(retention, dict) else None
    if not isinstance(days, int) or isinstance(days, bool) or not 1 <= days <= 100_000:
        raise RequestError(f"{path}: [retention] holds one line, days = a whole number from 1 on, e.g. days = 365.")
    return days


def _claims(path: Path, table: object) -> dict[str, Any]:
    """Return what the table [claims] says: `build`, true or false, and `model`, a name."""
    if not isinstance(table, dict) or not isinstance(table.get("build", True), bool):
        raise RequestError(f"{path}: [claims] is a table; its `build` is true or false.")
    model = table.get("model")
    if model is not None and not isinstance(model, str):
        raise RequestError(f"{path}: `model` in [claims] is {model!r}. Give a folder or a name, as text.")
    return {"claims": table.get("build", True), "claim_model": model}


def share(what: str, value: object) -> float:
    """Return a share between 0 and 1, or say in a sentence why the value is none."""
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        number = -1.0
    if not 0 <= number <= 1:
        raise RequestError(f"{what} is {value!r}, which is no share. Give a number from 0 to 1.")
    return number
