"""Where did this story come from, who carried it, and how sure can we be?

    import whence as wh

    Case (a folder) --import_files--> posts --build--> links, narratives --trace--> Finding
                                                                 |
                                        map_narrative, map_graph, report --> Page (one offline HTML file)

Names load when first used, so that `import whence` stays quick.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from whence.own import check_packages

if TYPE_CHECKING:
    from collectors.errors import Busy, RequestError, ShadowedPackage, WhenceError, WorkError
    from collectors.importers.base import Mapping
    from collectors.ledger import Ledger
    from collectors.limits import Budget
    from graphs.build import BuildSummary
    from graphs.events import EventStudy
    from graphs.measure.coordination import CoordinationResult, coordinated
    from graphs.measure.influence import Influence
    from graphs.propagation import PropagationGraph
    from graphs.simulate import simulate
    from graphs.table import Table
    from graphs.trace import Finding
    from viz.explore import Exploration
    from viz.page import Page
    from whence.bundling import export, verify
    from whence.calibrating import calibrate
    from whence.case import Case
    from whence.collecting import Asked
    from whence.demo import demo
    from whence.exploring import explore
    from whence.pages import drift_page, map_graph, map_narrative, report

__version__ = "0.1.0"

__all__ = [
    "Asked",
    "Budget",
    "BuildSummary",
    "Busy",
    "Case",
    "CoordinationResult",
    "EventStudy",
    "Exploration",
    "Finding",
    "Influence",
    "Ledger",
    "Mapping",
    "Page",
    "PropagationGraph",
    "RequestError",
    "ShadowedPackage",
    "Table",
    "WhenceError",
    "WorkError",
    "__version__",
    "calibrate",
    "coordinated",
    "demo",
    "drift_page",
    "explore",
    "export",
    "map_graph",
    "map_narrative",
    "report",
    "simulate",
    "verify",
]

_HOMES = {
    "Asked": "whence.collecting",
    "Budget": "collectors.limits",
    "BuildSummary": "graphs.build",
    "Busy": "collectors.errors",
    "Case": "whence.case",
    "EventStudy": "graphs.events",
    "Exploration": "viz.explore",
    "CoordinationResult": "graphs.measure.coordination",
    "Finding": "graphs.trace",
    "Influence": "graphs.measure.influence",
    "Ledger": "collectors.ledger",
    "Mapping": "collectors.importers.base",
    "Page": "viz.page",
    "PropagationGraph": "graphs.propagation",
    "RequestError": "collectors.errors",
    "ShadowedPackage": "collectors.errors",
    "Table": "graphs.table",
    "WhenceError": "collectors.errors",
    "WorkError": "collectors.errors",
    "calibrate": "whence.calibrating",
    "coordinated": "graphs.measure.coordination",
    "demo": "whence.demo",
    "drift_page": "whence.pages",
    "explore": "whence.exploring",
    "export": "whence.bundling",
    "verify": "whence.bundling",
    "map_graph": "whence.pages",
    "map_narrative": "whence.pages",
    "report": "whence.pages",
    "simulate": "graphs.simulate",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'whence' has no attribute {name!r}")
    check_packages()
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
