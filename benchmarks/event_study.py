"""Event study: false rates without effect, beside a naive Poisson test, and the power to find a planted rise.

    python benchmarks/event_study.py [--runs 1000] [--write]

Series: Poisson counts, 20 a day on the mean, whose log rate is a weekly pattern plus an AR(1) process (sd 0.5). The
naive test compares the counts of the windows with the rate of the four weeks before as if they were Poisson.
"""

import argparse
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from import_speed import machine
from scipy.stats import poisson

from graphs.events.profiles import Layout
from graphs.events.testing import Outcome, study_stack

HERE = Path(__file__).parent
WEEKLY = np.array([0.3, 0.2, 0.2, 0.1, 0.0, -0.6, -0.7])
LAYOUT = Layout((3, 1, 7))


@dataclass(frozen=True)
class Design:
    """How long the series is, how strongly its days hang together, and how the events lie in it."""

    days: int
    memory: float
    events: int
    laid: str = "anywhere"

    def name(self) -> str:
        return f"{self.days} days, AR {self.memory}, {self.events} events {self.laid}"

    def place(self, valid: int, rng: np.random.Generator) -> np.ndarray:
        """Return event days, in order."""
        if self.laid == "about monthly":
            days = rng.integers(25) + 30 * np.arange(self.events) + rng.integers(-6, 7, self.events)
            return np.sort(np.clip(days, 0, valid - 1))
        width = 40 if self.laid == "within 40 days" else valid
        return np.sort(rng.integers(0, valid - width + 1) + rng.integers(0, width, self.events))


FALSE = (
    Design(365, 0.0, 8),
    Design(365, 0.7, 1),
    Design(365, 0.7, 8),
    Design(365, 0.7, 8, "within 40 days"),
    Design(365, 0.7, 10, "about monthly"),
    Design(730, 0.7, 12),
    Design(730, 0.9, 12),
    Design(1095, 0.7, 30),
)
POWER = [Design(days, memory, events) for days in (365, 730) for memory in (0.3, 0.7) for events in (1, 4, 12)]
RISES = (1.25, 1.5, 2.0, 3.0)


def rates(design: Design, rng: np.random.Generator) -> np.ndarray:
    """Draw the daily rates."""
    log = np.empty(design.days)
    log[0] = rng.normal() * 0.5
    steps = rng.normal(size=design.days) * 0.5 * np.sqrt(1 - design.memory**2)
    for day in range(1, design.days):
        log[day] = design.memory * log[day - 1] + steps[day]
    return np.asarray(20 * np.exp(log + WEEKLY[np.arange(design.days) % 7]))


def one(design: Design, seed: int, rise: float = 1.0) -> tuple[Outcome, bool]:
    """Study one world with a rise on the event day and the three after it; return it, and what the naive test says."""
    rng = np.random.default_rng([seed, design.days, design.events, round(10 * design.memory)])
    rate = rates(design, rng)
    first, valid = LAYOUT.valid(design.days)
    days = design.place(valid, rng)
    lifted = np.unique((first + days)[:, None] + np.arange(4))
    rate[lifted] *= rise
    counts = rng.poisson(rate).astype(float)
    found = study_stack(counts[None], days, LAYOUT, seed=seed).outcomes[0]
    window = np.concatenate([counts[first + day : first + day + 4] for day in days]).sum()
    expected = sum(4 * counts[first + day - 35 : first + day - 7].mean() for day in days)
    return found, bool(poisson.sf(window - 1, expected) <= 0.05)


def wilson(share: float, runs: int) -> str:
    """Return the 95 % interval of a share."""
    z = 1.96
    centre = (share + z * z / (2 * runs)) / (1 + z * z / runs)
    half = z * np.sqrt(share * (1 - share) / runs + z * z / (4 * runs * runs)) / (1 + z * z / runs)
    return f"{100 * share:.1f} % ({100 * max(0, centre - half):.1f} to {100 * (centre + half):.1f})"


def false_rates(runs: int) -> list[list[str]]:
    """Return a row a design: how often each p is at most 0.05 where nothing happens."""
    rows = []
    for design in FALSE:
        hits = np.zeros(5)
        for seed in range(runs):
            found, naive = one(design, seed)
            smallest = min(found.q.min(), found.pooled_q.min())
            hits += (
                (found.tested.p[0] <= 0.05).mean(),
                found.tested.pooled_p[0] <= 0.05,
                found.lead.pooled_p[0] <= 0.05,
                smallest <= 0.05,
                naive,
            )
        rows.append([design.name(), *(wilson(share, runs) for share in hits / runs)])
        print(rows[-1], flush=True)
    return rows


def power(runs: int) -> list[list[str]]:
    """Return a row a design: how often the pooled p is at most 0.05 under rises of several sizes."""
    rows = []
    for design in POWER:
        shares = [
            np.mean([one(design, seed, rise)[0].tested.pooled_p[0] <= 0.05 for seed in range(runs)]) for rise in RISES
        ]
        rows.append([design.name(), *(f"{100 * share:.0f} %" for share in shares)])
        print(rows[-1], flush=True)
    return rows


def table(head: list[str], rows: list[list[str]]) -> str:
    """Return a table of Markdown."""
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, ["---"] * len(head), *rows])


def main() -> None:
    """Measure; with --write keep the result."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    start = time.process_time()
    false = false_rates(asked.runs)
    found = power(max(100, asked.runs // 4))
    where = machine()
    text = (
        f"# Event study: false rate and power\n\n{where['processor']}, {where['cores']} cores, Python "
        f"{where['python']}, commit {where['commit']}; {time.process_time() - start:.0f} CPU seconds.\nMade by "
        f"`python benchmarks/event_study.py --runs {asked.runs}`; see there what is drawn.\n\n"
        "## No effect: how often p is at most 0.05 (95 % Wilson interval)\n\n"
        + table(
            ["series and events", "one event", "all events", "all events, before", "least q", "naive Poisson"], false
        )
        + "\n\n## A planted rise of the event day and the three after it: how often the pooled p is at most 0.05\n\n"
        + table(["series and events", *(f"{rise} times" for rise in RISES)], found)
        + "\n"
    )
    print(text)
    if asked.write:
        (HERE / "results" / "event_study.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
