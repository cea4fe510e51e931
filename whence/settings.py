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
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What `case.toml` says: the case's name, its groups, and coverage by group or group expression."""

    name: str
    groups: dict[str, dict[str, Any]] = field(default_factory=dict)
    coverage: dict[str, float] = field(default_factory=dict)


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
    )


def share(what: str, value: object) -> float:
    """Return a share between 0 and 1, or say in a sentence why the value is none."""
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        number = -1.0
    if not 0 <= number <= 1:
        raise RequestError(f"{what} is {value!r}, which is no share. Give a number from 0 to 1.")
    return number
