"""Who took a narrative from whom: what is documented, what is inferred, how sure, and what would turn the answer.

store --rows--> trees --conditions--> checks, both directions --citing--> over the whole case
                  |                                             |
                  +--ancestry, reach--> bounds, flow, paths ----+--verdict--> sentence --> Finding
                                                                                            |
                                           disclose (pseudonyms), document (JSON), save <---+
"""

from graphs.trace.finding import Coverage, Finding, Fragility, Path, Relay, Share, Without, disclose, document
from graphs.trace.findings import Findings
from graphs.trace.keep import save, saved
from graphs.trace.thresholds import THRESHOLDS, Thresholds
from graphs.trace.tracing import trace

__all__ = [
    "THRESHOLDS",
    "Coverage",
    "Finding",
    "Findings",
    "Fragility",
    "Path",
    "Relay",
    "Share",
    "Thresholds",
    "Without",
    "disclose",
    "document",
    "save",
    "saved",
    "trace",
]
