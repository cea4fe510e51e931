"""What a link rests on, from strong to weak; observed and inferred links never share a class."""

from enum import StrEnum


class Evidence(StrEnum):
    """The classes of evidence; `docs/methods/evidence.md` defines each."""

    REFERENCE = "reference"
    CITATION = "citation"
    ATTRIBUTION = "attribution"
    COPY = "copy"
    FACT = "fact"
    CLAIM = "claim"
    TIMING = "timing"


DOCUMENTED = (Evidence.REFERENCE, Evidence.CITATION, Evidence.ATTRIBUTION)
