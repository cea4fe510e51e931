"""With what a run is made: clock and sleep, budget and patience, who hears of it, whose limits it uses up."""

from collections.abc import Callable
from dataclasses import dataclass, field

from collectors.interrupt import Interrupt
from collectors.limits import Budget, Levels, OwnLevels
from collectors.outcome import Report
from collectors.platforms.base import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How often to ask again, and how long pages may wait for their commit.

    Without a whole answer after `attempts`, or after `refusals` pauses without a page between them, the run stops.
    Pages that come quickly share a transaction for `commit_seconds`, never beyond a wait.
    """

    attempts: int = 8
    first_wait: float = 1.0
    longest_wait: float = 120.0
    refusals: int = 12
    commit_seconds: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What the runner works with; chance and clock come from outside.

    `credential` names, without showing it, whose limits are used up, and `levels` says where they are counted;
    `redacted` hides secrets in what is said. `wait` sleeps; without it `interrupt` does, and wakes when it is asked.
    """

    clock: Clock
    budget: Budget = field(default_factory=Budget)
    patience: Patience = Patience()
    interrupt: Interrupt = field(default_factory=Interrupt)
    wait: Callable[[float], None] | None = None
    progress: Callable[[Report], None] | None = None
    levels: Levels = field(default_factory=OwnLevels)
    credential: str = ""
    redacted: Callable[[str], str] = str

    @property
    def sleep(self) -> Callable[[float], None]:
        """Give what waits for seconds."""
        return self.wait or self.interrupt.sleep
