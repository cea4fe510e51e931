"""A step of a build: what it reads, what it was made from, and whether it must run again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from graphs.store import Store


@dataclass(frozen=True)
class Step:
    """A named piece of work `run(store, seed) -> rows`.

    `reads` names the states (`build/state_*.sql`) and `after` the steps whose results it reads; `version` is that of
    the code, `parameters` whatever else decides the result.
    """

    name: str
    version: int
    run: Callable[[Store, int], int]
    reads: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    parameters: str = ""
    seeded: bool = False


def run_steps(store: Store, steps: Sequence[Step], seed: int) -> tuple[str, ...]:
    """Run in order the steps whose inputs have changed; return the names of the others."""
    store.script("build/p_order")
    states: dict[str, str] = {}
    made: dict[str, str] = {}
    reused = []
    for step in steps:
        made[step.name] = _fingerprint(store, step, seed, states, made)
        if store.scalar("build/known_step", step=step.name) == made[step.name]:
            reused.append(step.name)
        else:
            _run(store, step, seed, made[step.name])
    return tuple(reused)


def _run(store: Store, step: Step, seed: int, fingerprint: str) -> None:
    with store.transaction():
        store.sql("build/forget_step", step=step.name)
        rows = step.run(store, seed)
        store.script("build/drop_findings")
        store.sql("build/remember_step", step=step.name, fingerprint=fingerprint, rows=rows)


def _fingerprint(store: Store, step: Step, seed: int, states: dict[str, str], made: dict[str, str]) -> str:
    """Hash the inputs of a step; each state is read from the tables once a build."""
    for name in step.reads:
        if name not in states:
            states[name] = str(store.scalar(f"build/state_{name}"))
    parts = [step.name, str(step.version), step.parameters, str(seed) if step.seeded else ""]
    parts += [states[name] for name in step.reads] + [made[name] for name in step.after]
    return sha256("\n".join(parts).encode()).hexdigest()
