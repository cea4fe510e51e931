"""What can go wrong, and whose turn it is.

    WhenceError
     +-- RequestError     the request cannot be met: say what to do; exit 2, nothing was written
     |    +-- ShadowedPackage   a file beside the script hides a package of ours
     +-- WorkError        the work failed on the way: what was committed stands; exit 1
          +-- Busy        another process holds the case

Every message is one sentence or two: the value, then the remedy.
"""


class WhenceError(Exception):
    """Stand at the root of every error that a user of Whence is meant to read."""

    exit_status = 1


class RequestError(WhenceError):
    """Say that the request as made cannot be met, and what would make it work."""

    exit_status = 2


class ShadowedPackage(RequestError):
    """Name the file that stands where a package of Whence should be."""


class WorkError(WhenceError):
    """Say that the work stopped on the way; what was committed stands."""


class Busy(WorkError):
    """Say that another process is writing the case."""
