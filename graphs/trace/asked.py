"""What holds for every narrative of one request, and what is found of each."""

from dataclasses import dataclass

from graphs.groups import Group
from graphs.trace.ancestry import Contacts, Parameters
from graphs.trace.citing import Tested
from graphs.trace.conditions import Examined
from graphs.trace.finding import Coverage, Without
from graphs.trace.fit import Model
from graphs.trace.labels import Nulled
from graphs.trace.measured import Measured
from graphs.trace.rows import Rows, Tree
from graphs.trace.sides import Cast
from graphs.trace.thresholds import Thresholds
from graphs.trace.verdict import Decision


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Case:
    """What holds for every narrative of one request."""

    source: Group
    target: Group
    via: Group | None
    rows: Rows
    cast: Cast
    contacts: Contacts
    model: Model
    drawn: list[Parameters]
    covered: Coverage
    linked: tuple[bool, bool]
    seed: int
    thresholds: Thresholds


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Traced:
    """One narrative, examined, measured and decided; posts and actors still by number."""

    tree: Tree
    forth: Examined
    back: Examined
    tested: Tested | None
    label: Nulled
    measured: Measured
    decision: Decision
    without: tuple[Without, ...]
