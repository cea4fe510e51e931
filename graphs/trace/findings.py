"""Several findings: a list that shows itself in a notebook."""

from graphs import showing
from graphs.trace.finding import Finding


class Findings(list[Finding]):
    """What a trace returns, in its order."""

    def _repr_html_(self) -> str:
        return showing.findings(self)
