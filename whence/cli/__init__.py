"""The command line: each command is one call of the library.

    gather: new import actors outlets build      look: graph measure narratives trace
    draw:   map report                           worlds: demo simulate      doctor
    life:   comply forget

Results go to stdout, progress and ledgers to stderr. Exit 0 done, 2 the request cannot be met, 1 the work failed.
"""

import os
import sys
from typing import NoReturn

from whence.own import check_packages


def main() -> NoReturn:
    """Run the command line; a user never sees a traceback unless WHENCE_DEBUG is set."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        check_packages()
        from whence.cli.app import application

        application(prog_name="whence")
        status = 0
    except SystemExit as stop:
        status = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    except KeyboardInterrupt:
        status = _say("Stopped. What was committed stands; run the same command again to go on.", 1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
    except Exception as error:
        status = _explain(error)
    sys.exit(status)


def _explain(error: Exception) -> int:
    if os.environ.get("WHENCE_DEBUG"):
        raise error
    status = getattr(error, "exit_status", None)
    if status is not None:
        return _say(str(error), status)
    if isinstance(error, ImportError) and "own package" in str(error):
        return _say(str(error), 2)
    what = " ".join(str(error).split())[:300]
    return _say(f"Whence stopped: {type(error).__name__}: {what} (WHENCE_DEBUG=1 shows where).", 1)


def _say(sentence: str, status: int) -> int:
    print(" ".join(sentence.split()), file=sys.stderr)  # noqa: T201
    return status
