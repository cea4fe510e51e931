"""What a calibration plants: which worlds, how many stories of each, how many of them in one case."""

from dataclasses import dataclass

from collectors.errors import RequestError
from graphs.simulate import WORLDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """Which worlds, stories a world (`runs`), posts a story before any is hidden, stories a case, seed.

    The thresholds were chosen on seeds below 1000; a calibration takes another.
    """

    worlds: tuple[str, ...] = tuple(sorted(WORLDS))
    runs: int = 200
    posts: int = 200
    stories_a_case: int = 20
    seed: int = 2026

    def __post_init__(self) -> None:
        unknown = [name for name in self.worlds if name not in WORLDS]
        if unknown:
            raise RequestError(f"There is no world {unknown[0]!r}. There are: {', '.join(sorted(WORLDS))}.")
        for name in ("runs", "posts", "stories_a_case"):
            if getattr(self, name) < 1:
                raise RequestError(f"{name} is {getattr(self, name)}. Give a whole number from 1 on.")


def sizes(design: Design) -> tuple[int, ...]:
    """Return the number of stories of each of a world's cases."""
    whole, rest = divmod(design.runs, design.stories_a_case)
    return (design.stories_a_case,) * whole + ((rest,) if rest else ())
