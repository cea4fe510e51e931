"""Take posts and accounts out of a case, everywhere.

    asked ids / tombstones / age --scope--> gone_post, gone_actor
        tables    rows go, relations of others are left open, all that was derived is emptied
        archive   parts are written anew, their hash chain with them (collectors.screening)
        pages     what was drawn from them is removed
        file      the tables are copied into a new file: deleted rows stay in an old one

What was begun and not finished is written in `erasure`, and is finished by the next call.
"""

from graphs.erase.erasing import Erased, Kind, comply, expire, finish, forget

__all__ = ["Erased", "Kind", "comply", "expire", "finish", "forget"]
