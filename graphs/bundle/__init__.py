"""Tables to hand on: those of a case with individuals as pseudonyms, as files, and as a case's tables again.

Store, People --disclosed--> Parquet files --restored--> Store, Shown (the same pseudonyms, without the key)
                                  |
                                sums: the SHA-256 of every file, what is missing, changed, or was never listed
"""

from graphs.bundle.disclosed import write_tables
from graphs.bundle.restored import Shown, restore
from graphs.bundle.sums import NAME, check, write_sums

__all__ = ["NAME", "Shown", "check", "restore", "write_sums", "write_tables"]
