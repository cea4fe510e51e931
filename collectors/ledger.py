"""What came in, what was kept, what was set aside and why."""

import msgspec


class Ledger(msgspec.Struct, kw_only=True):
    """The account of an import: `read == kept + updated + duplicates + sum(skipped.values())`, always.

    `read` counts the posts and articles offered, each original that travels inside another record included, and each
    damaged record as one. `other` counts what is no post, by kind.
    """

    read: int = 0
    kept: int = 0
    updated: int = 0
    duplicates: int = 0
    skipped: dict[str, int] = msgspec.field(default_factory=dict)
    other: dict[str, int] = msgspec.field(default_factory=dict)
    seconds: float = 0.0

    def skip(self, reason: str) -> None:
        """Count a record that was offered and not kept."""
        self.read += 1
        self.skipped[reason] = self.skipped.get(reason, 0) + 1

    def note(self, kind: str) -> None:
        """Count something that is no post."""
        self.other[kind] = self.other.get(kind, 0) + 1

    def copy(self) -> "Ledger":
        """Return an account that can be changed apart from this one."""
        return msgspec.convert(msgspec.to_builtins(self), Ledger)

    def is_balanced(self) -> bool:
        """Tell whether every record that was read is accounted for."""
        return self.read == self.kept + self.updated + self.duplicates + sum(self.skipped.values())

    def sort(self) -> None:
        """Bring reasons and kinds into the order of their names."""
        self.skipped = dict(sorted(self.skipped.items()))
        self.other = dict(sorted(self.other.items()))
